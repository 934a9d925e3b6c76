// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @notice `hashStruct` of EIP-712 for structs of atomic fields only.
library StructHash {
    /// @dev In memory such a struct is its `encodeData`: one word for each field, in range because the ABI decoder
    /// checked it. The type hash replaces the word before it while hashing, as in Seaport.
    /// @param data Position of the struct in memory.
    function hash(bytes32 typeHash, uint256 data, uint256 fields) internal pure returns (bytes32 result) {
        assembly ("memory-safe") {
            let from := sub(data, 0x20)
            let kept := mload(from)
            mstore(from, typeHash)
            result := keccak256(from, add(0x20, mul(fields, 0x20)))
            mstore(from, kept)
        }
    }

    /// @notice As `hash`, for a struct in calldata whose fields have not been checked yet.
    /// @dev Reverts without a reason on a field out of range, as the ABI decoder does, with a fraction of its code.
    /// @param data Position of the struct in calldata.
    /// @param widths The bits of each field, 16 bits each, the first field's highest among `fields`; 256 for any word.
    /// A signed field of 32 bits is 0.
    function hashCalldata(bytes32 typeHash, uint256 data, uint256 fields, uint256 widths)
        internal
        pure
        returns (bytes32 result)
    {
        assembly ("memory-safe") {
            let copy := mload(0x40)
            mstore(copy, typeHash)
            let dirty := 0
            for { let end := add(data, mul(fields, 0x20)) } lt(data, end) { data := add(data, 0x20) } {
                let word := calldataload(data)
                let width := and(shr(shr(1, sub(sub(end, data), 0x20)), widths), 0xffff)
                switch width
                case 0 { dirty := or(dirty, xor(word, signextend(3, word))) }
                default { dirty := or(dirty, shr(width, word)) }
                copy := add(copy, 0x20)
                mstore(copy, word)
            }
            if dirty { revert(0, 0) }
            result := keccak256(mload(0x40), add(0x20, mul(fields, 0x20)))
        }
    }
}
