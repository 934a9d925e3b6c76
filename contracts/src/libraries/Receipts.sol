// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Receipt} from "../types/Receipt.sol";
import {StructHash} from "./StructHash.sol";

/// @notice The EIP-712 hash of a receipt.
library Receipts {
    bytes32 internal constant TYPE_HASH = keccak256(
        "Receipt(bytes32 tradeId,uint8 role,uint40 sequence,uint64 energy,uint40 partnerSequence,uint64 partnerEnergy,"
        "bool final,uint8 cause)"
    );

    function hash(Receipt memory receipt) internal pure returns (bytes32) {
        uint256 data;
        assembly ("memory-safe") {
            data := receipt
        }
        return StructHash.hash(TYPE_HASH, data, 8);
    }
}
