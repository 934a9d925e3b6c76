// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {Signature} from "../types/Signature.sol";

/// @notice secp256k1 signatures of meter keys and account keys, which hold no code.
library Signatures {
    /// @return The signer of `digest`, or zero if the signature is malformed or its s is high.
    function recover(Signature memory signature, bytes32 digest) internal pure returns (address) {
        (address signer,,) = ECDSA.tryRecover(digest, signature.r, signature.vs);
        return signer;
    }

    function isBy(Signature memory signature, address signer, bytes32 digest) internal pure returns (bool) {
        return signer != address(0) && recover(signature, digest) == signer;
    }
}
