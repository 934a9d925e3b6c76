// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @notice `hashStruct` of EIP-712 for structs of atomic fields only.
library StructHash {
    /// @dev In memory such a struct is its `encodeData`: one word a field, each in range since the ABI decoder checked
    /// it. The type hash stands in the word before it for the time of the hashing, as in Seaport.
    /// @param data Where the struct begins in memory.
    function hash(bytes32 typeHash, uint256 data, uint256 fields) internal pure returns (bytes32 result) {
        assembly ("memory-safe") {
            let from := sub(data, 0x20)
            let kept := mload(from)
            mstore(from, typeHash)
            result := keccak256(from, add(0x20, mul(fields, 0x20)))
            mstore(from, kept)
        }
    }
}
