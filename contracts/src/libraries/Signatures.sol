// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Signature} from "../types/Signature.sol";

/// @notice secp256k1 signatures of meter keys and account keys, which hold no code.
library Signatures {
    uint256 private constant HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;

    /// @return The signer of `digest`, or zero if the signature is malformed or its s is high.
    function recover(Signature calldata signature, bytes32 digest) internal pure returns (address) {
        uint256 vs = uint256(signature.vs);
        uint256 s = vs & uint256(type(int256).max);
        if (s > HALF_ORDER) return address(0);
        return ecrecover(digest, vs >> 255 == 0 ? 27 : 28, signature.r, bytes32(s));
    }

    function isBy(Signature calldata signature, address signer, bytes32 digest) internal pure returns (bool) {
        return signer != address(0) && recover(signature, digest) == signer;
    }
}
