// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IMeterRegistry, MeterStatus} from "../../src/interfaces/IMeterRegistry.sol";
import {Replace} from "../../src/types/Commands.sol";
import {Enrolment, Purpose, SensorClass} from "../../src/types/Enrolment.sol";
import {Household, World} from "../World.sol";
import {Reasons} from "./Reasons.sol";

/// @notice What the model knows about a meter key: its record in the registry, its nonces, and its last fee.
struct MeterModel {
    Household home;
    MeterStatus status;
    bool suspended;
    SensorClass sensorClass;
    uint40 replacedFrom;
    address successor;
    /// Highest nonce ever seen, and the one below which all were withdrawn.
    uint40 newest;
    uint40 floor;
    bool everPaid;
    uint256 lastFeeDay;
}

/// @notice A plain restatement of the registry.
abstract contract RegistryModel is World {
    uint40 internal constant REPLACE_DELAY = 48 hours;

    address[] internal meterKeys;
    mapping(address meterKey => MeterModel) internal meters;
    mapping(address account => address meterKey) internal activeMeter;
    mapping(address account => uint64) internal registryNonce;
    mapping(bytes32 deviceIdHash => bool) internal enrolledDevice;

    // --- what is true

    function mayTrade(address meterKey) internal view returns (bool) {
        MeterModel storage meter = meters[meterKey];
        bool replaced = meter.replacedFrom != 0 && block.timestamp >= meter.replacedFrom;
        return meter.status == MeterStatus.ACTIVE && !meter.suspended && !replaced;
    }

    function enrolmentReasons(Enrolment memory wanted) internal view returns (Reasons memory why) {
        bool first = activeMeter[wanted.account] == address(0);
        bool sound = wanted.purpose == (first ? Purpose.ACTIVE : Purpose.STANDBY)
            && wanted.nonce == registryNonce[wanted.account] && block.timestamp <= wanted.deadline
            && !enrolledDevice[wanted.deviceIdHash] && meters[wanted.meterKey].status == MeterStatus.NONE;
        why.addIf(
            !sound,
            abi.encodeWithSelector(
                IMeterRegistry.EnrolmentInvalid.selector, wanted.deviceIdHash, wanted.meterKey, wanted.account
            )
        );
    }

    function suspensionReasons(address meterKey, bool suspended) internal view returns (Reasons memory why) {
        MeterModel storage meter = meters[meterKey];
        bool sound = meter.status != MeterStatus.NONE && meter.suspended != suspended;
        why.addIf(!sound, abi.encodeWithSelector(IMeterRegistry.NotEnrolled.selector, meterKey));
    }

    function replaceReasons(Replace memory wanted, address signer) internal view returns (Reasons memory why) {
        MeterModel storage old = meters[wanted.oldMeterKey];
        MeterModel storage next = meters[wanted.newMeterKey];
        bool sound = old.home.account == wanted.account && old.status == MeterStatus.ACTIVE;
        bool pending = old.replacedFrom != 0;
        sound = sound && !(pending && block.timestamp >= old.replacedFrom);
        bool waits = next.home.account == wanted.account && next.status == MeterStatus.STANDBY;
        sound = sound && (wanted.newMeterKey == wanted.oldMeterKey ? pending : waits);
        sound = sound && wanted.nonce == registryNonce[wanted.account] && block.timestamp <= wanted.deadline;
        bytes4 selector = IMeterRegistry.ReplaceInvalid.selector;
        why.addIf(!sound, abi.encodeWithSelector(selector, wanted.oldMeterKey, wanted.newMeterKey));
        bytes4 unsigned = IMeterRegistry.InvalidSignature.selector;
        why.addIf(signer != wanted.account, abi.encodeWithSelector(unsigned, wanted.account));
    }

    function finishReasons(address oldMeterKey) internal view returns (Reasons memory why) {
        MeterModel storage old = meters[oldMeterKey];
        bool due = old.replacedFrom != 0 && block.timestamp >= old.replacedFrom && old.status == MeterStatus.ACTIVE;
        bytes4 selector = IMeterRegistry.ReplaceNotDue.selector;
        why.addIf(!due, abi.encodeWithSelector(selector, oldMeterKey, old.replacedFrom));
    }

    // --- what it changes

    function applyEnrolment(Household memory home, Enrolment memory done) internal {
        MeterModel storage meter = meters[home.meterKey];
        meterKeys.push(home.meterKey);
        meter.home = home;
        meter.sensorClass = done.sensorClass;
        meter.status = done.purpose == Purpose.ACTIVE ? MeterStatus.ACTIVE : MeterStatus.STANDBY;
        if (done.purpose == Purpose.ACTIVE) activeMeter[home.account] = home.meterKey;
        enrolledDevice[done.deviceIdHash] = true;
        registryNonce[home.account] += 1;
    }

    function applyReplace(Replace memory done) internal {
        MeterModel storage old = meters[done.oldMeterKey];
        registryNonce[done.account] += 1;
        bool withdrawn = done.newMeterKey == done.oldMeterKey;
        old.replacedFrom = withdrawn ? 0 : uint40(block.timestamp) + REPLACE_DELAY;
        old.successor = withdrawn ? address(0) : done.newMeterKey;
    }

    function applyFinish(address oldMeterKey) internal {
        MeterModel storage old = meters[oldMeterKey];
        old.status = MeterStatus.REPLACED;
        meters[old.successor].status = MeterStatus.ACTIVE;
        activeMeter[old.home.account] = old.successor;
    }
}
