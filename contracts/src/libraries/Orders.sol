// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Order} from "../types/Order.sol";
import {StructHash} from "./StructHash.sol";

/// @notice The EIP-712 hash of an order.
library Orders {
    bytes32 internal constant TYPE_HASH = keccak256(
        "Order(uint8 side,address account,address meterKey,bytes32 counterOrder,uint64 energy,uint64 minEnergy,"
        "uint32 power,uint64 price,uint40 start,uint40 end,uint40 openBefore,uint32 lossBandPpm,int32 minReputation,"
        "uint8 minSensorClass,uint40 nonce)"
    );

    function hash(Order memory order) internal pure returns (bytes32) {
        uint256 data;
        assembly ("memory-safe") {
            data := order
        }
        return StructHash.hash(TYPE_HASH, data, 15);
    }
}
