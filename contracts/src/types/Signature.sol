// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @notice A secp256k1 signature in the compact form of EIP-2098: `vs` is the parity in the top bit and a low s.
struct Signature {
    bytes32 r;
    bytes32 vs;
}
