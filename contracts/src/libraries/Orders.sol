// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {SensorClass} from "../types/Enrolment.sol";
import {Order} from "../types/Order.sol";
import {StructHash} from "./StructHash.sol";

/// @notice The memory position of an order: one clean word for each field, in the order of the struct. It is read in
/// place, without the cleaning and zeroing that a memory struct costs.
type OrderAt is uint256;

/// @notice The EIP-712 hash of an order, and its fields.
library Orders {
    bytes32 internal constant TYPE_HASH = keccak256(
        "Order(uint8 side,address account,address meterKey,bytes32 counterOrder,uint64 energy,uint64 minEnergy,"
        "uint32 power,uint64 price,uint40 start,uint40 end,uint40 openBefore,uint32 lossBandPpm,int32 minReputation,"
        "uint8 minSensorClass,uint40 nonce)"
    );
    uint256 internal constant FIELDS = 15;
    /// @dev The bits of each field, see `StructHash`: side, account, meterKey, counterOrder, energy, minEnergy, power,
    /// price, start, end, openBefore, lossBandPpm, minReputation, minSensorClass, nonce.
    uint256 private constant WIDTHS = 0x000100a000a0010000400040002000400028002800280020000000010028;

    function hash(Order calldata order) internal pure returns (bytes32) {
        uint256 data;
        assembly ("memory-safe") {
            data := order
        }
        return StructHash.hashCalldata(TYPE_HASH, data, FIELDS, WIDTHS);
    }

    function hash(OrderAt order) internal pure returns (bytes32) {
        return StructHash.hash(TYPE_HASH, OrderAt.unwrap(order), FIELDS);
    }

    function account(OrderAt order) internal pure returns (address value) {
        assembly ("memory-safe") {
            value := mload(add(order, 0x20))
        }
    }

    function meterKey(OrderAt order) internal pure returns (address value) {
        assembly ("memory-safe") {
            value := mload(add(order, 0x40))
        }
    }

    function counterOrder(OrderAt order) internal pure returns (bytes32 value) {
        assembly ("memory-safe") {
            value := mload(add(order, 0x60))
        }
    }

    function setCounterOrder(OrderAt order, bytes32 value) internal pure {
        assembly ("memory-safe") {
            mstore(add(order, 0x60), value)
        }
    }

    function energy(OrderAt order) internal pure returns (uint64 value) {
        assembly ("memory-safe") {
            value := mload(add(order, 0x80))
        }
    }

    function minEnergy(OrderAt order) internal pure returns (uint64 value) {
        assembly ("memory-safe") {
            value := mload(add(order, 0xa0))
        }
    }

    function power(OrderAt order) internal pure returns (uint32 value) {
        assembly ("memory-safe") {
            value := mload(add(order, 0xc0))
        }
    }

    function price(OrderAt order) internal pure returns (uint64 value) {
        assembly ("memory-safe") {
            value := mload(add(order, 0xe0))
        }
    }

    function start(OrderAt order) internal pure returns (uint40 value) {
        assembly ("memory-safe") {
            value := mload(add(order, 0x100))
        }
    }

    function end(OrderAt order) internal pure returns (uint40 value) {
        assembly ("memory-safe") {
            value := mload(add(order, 0x120))
        }
    }

    function openBefore(OrderAt order) internal pure returns (uint40 value) {
        assembly ("memory-safe") {
            value := mload(add(order, 0x140))
        }
    }

    function lossBandPpm(OrderAt order) internal pure returns (uint32 value) {
        assembly ("memory-safe") {
            value := mload(add(order, 0x160))
        }
    }

    function minReputation(OrderAt order) internal pure returns (int32 value) {
        assembly ("memory-safe") {
            value := mload(add(order, 0x180))
        }
    }

    function minSensorClass(OrderAt order) internal pure returns (SensorClass value) {
        assembly ("memory-safe") {
            value := mload(add(order, 0x1a0))
        }
    }

    function nonce(OrderAt order) internal pure returns (uint40 value) {
        assembly ("memory-safe") {
            value := mload(add(order, 0x1c0))
        }
    }

    /// @return What the registry must find for the order's meter: its account, and above it the class that `partner`
    /// requires.
    function wanted(OrderAt order, OrderAt partner) internal pure returns (uint256) {
        return uint160(account(order)) | (uint256(minSensorClass(partner)) << 160);
    }
}
