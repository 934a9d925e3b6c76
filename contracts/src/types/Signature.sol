// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @notice A secp256k1 signature in the compact form of EIP-2098: the top bit of `vs` is the parity, the rest is s
/// (low).
struct Signature {
    bytes32 r;
    bytes32 vs;
}
