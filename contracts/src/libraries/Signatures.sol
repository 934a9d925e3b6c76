// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Signature} from "../types/Signature.sol";

/// @notice secp256k1 signatures of meter keys and account keys. Contract accounts are not supported.
library Signatures {
    uint256 private constant HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;

    /// @return The signer of `digest`, or zero if the signature is malformed or its s is high.
    function recover(Signature calldata signature, bytes32 digest) internal view returns (address) {
        uint256 vs = uint256(signature.vs);
        uint256 s = vs & uint256(type(int256).max);
        if (s > HALF_ORDER) return address(0);
        bytes32 r = signature.r;
        address signer;
        assembly ("memory-safe") {
            let input := mload(0x40)
            mstore(input, digest)
            mstore(add(input, 0x20), add(27, shr(255, vs)))
            mstore(add(input, 0x40), r)
            mstore(add(input, 0x60), s)
            mstore(0, 0)
            // The precompile fails only when it runs out of gas; revert as that does, without a reason.
            if iszero(staticcall(gas(), 1, input, 0x80, 0, 0x20)) { revert(0, 0) }
            signer := mload(0)
        }
        return signer;
    }

    function isBy(Signature calldata signature, address signer, bytes32 digest) internal view returns (bool) {
        return signer != address(0) && recover(signature, digest) == signer;
    }
}
