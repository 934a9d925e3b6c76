// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Cancel, Replace, Withdrawal} from "../types/Commands.sol";
import {Enrolment} from "../types/Enrolment.sol";
import {StructHash} from "./StructHash.sol";

/// @notice The EIP-712 hashes of the commands that participants sign.
library Commands {
    bytes32 internal constant ENROLMENT_TYPE_HASH = keccak256(
        "Enrolment(uint8 purpose,bytes32 deviceIdHash,address account,address meterKey,uint8 sensorClass,uint64 nonce,"
        "uint40 deadline)"
    );
    bytes32 internal constant CANCEL_TYPE_HASH = keccak256(
        "Cancel(address account,address meterKey,bytes32 orderHash,uint40 minNonce,uint128 submitterFee,uint40 deadline)"
    );
    bytes32 internal constant WITHDRAWAL_TYPE_HASH = keccak256(
        "Withdrawal(address account,address token,address to,uint128 amount,uint128 submitterFee,uint64 nonce,"
        "uint40 deadline)"
    );
    bytes32 internal constant REPLACE_TYPE_HASH =
        keccak256("Replace(address account,address oldMeterKey,address newMeterKey,uint64 nonce,uint40 deadline)");

    function hash(Enrolment memory command) internal pure returns (bytes32) {
        uint256 data;
        assembly ("memory-safe") {
            data := command
        }
        return StructHash.hash(ENROLMENT_TYPE_HASH, data, 7);
    }

    function hash(Cancel memory command) internal pure returns (bytes32) {
        uint256 data;
        assembly ("memory-safe") {
            data := command
        }
        return StructHash.hash(CANCEL_TYPE_HASH, data, 6);
    }

    function hash(Withdrawal memory command) internal pure returns (bytes32) {
        uint256 data;
        assembly ("memory-safe") {
            data := command
        }
        return StructHash.hash(WITHDRAWAL_TYPE_HASH, data, 7);
    }

    function hash(Replace memory command) internal pure returns (bytes32) {
        uint256 data;
        assembly ("memory-safe") {
            data := command
        }
        return StructHash.hash(REPLACE_TYPE_HASH, data, 5);
    }
}
