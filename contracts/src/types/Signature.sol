// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @notice A secp256k1 signature in the compact form of EIP-2098: `vs` is the parity in the top bit and a low s.
struct Signature {
    /// As in the signature's long form.
    bytes32 r;
    /// s, and v - 27 in the top bit.
    bytes32 vs;
}
