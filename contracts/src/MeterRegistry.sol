// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {TypedData} from "./base/TypedData.sol";
import {Admission, IMeterRegistry, MeterRecord, MeterStatus} from "./interfaces/IMeterRegistry.sol";
import {Commands} from "./libraries/Commands.sol";
import {Signatures} from "./libraries/Signatures.sol";
import {Replace} from "./types/Commands.sol";
import {Signature} from "./types/Signature.sol";

/// @notice See `IMeterRegistry`.
contract MeterRegistry is IMeterRegistry, TypedData, AccessControl, Nonces {
    using Commands for Replace;
    using Signatures for Signature;

    bytes32 public constant ENROLLER_ROLE = keccak256("ENROLLER_ROLE");
    bytes32 public constant SUSPENDER_ROLE = keccak256("SUSPENDER_ROLE");
    /// @notice Time in which an account can object to a replacement.
    uint40 public constant REPLACE_DELAY = 48 hours;

    address public immutable market;

    mapping(address meterKey => MeterRecord) private _meters;
    mapping(bytes32 deviceIdHash => address meterKey) public meterOfDevice;
    mapping(address account => address meterKey) public meterOfAccount;
    mapping(address oldMeterKey => address newMeterKey) public replacement;

    /// @param market_ The market, whose address is predicted from the deployer's next nonce.
    constructor(address market_, address admin, address enroller, address suspender) TypedData(market_) {
        market = market_;
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
        _grantRole(ENROLLER_ROLE, enroller);
        _grantRole(SUSPENDER_ROLE, suspender);
    }

    function enrol(bytes32 deviceIdHash, address meterKey, address account) external onlyRole(ENROLLER_ROLE) {
        MeterRecord storage record = _meters[meterKey];
        bool taken = meterOfDevice[deviceIdHash] != address(0) || record.status != MeterStatus.NONE;
        bool keys = meterKey != address(0) && account != address(0) && meterKey != account;
        if (taken || !keys || deviceIdHash == 0) revert EnrolmentInvalid(deviceIdHash, meterKey, account);

        bool first = meterOfAccount[account] == address(0);
        record.account = account;
        record.status = first ? MeterStatus.ACTIVE : MeterStatus.STANDBY;
        meterOfDevice[deviceIdHash] = meterKey;
        if (first) meterOfAccount[account] = meterKey;
        emit Enrolled(meterKey, account, deviceIdHash, first);
    }

    function suspend(address meterKey) external onlyRole(SUSPENDER_ROLE) {
        _setSuspended(meterKey, true);
        emit Suspended(meterKey);
    }

    function resume(address meterKey) external onlyRole(SUSPENDER_ROLE) {
        _setSuspended(meterKey, false);
        emit Resumed(meterKey);
    }

    function requestReplace(Replace memory replace, Signature calldata signature) external {
        MeterRecord storage old = _meters[replace.oldMeterKey];
        MeterRecord storage next = _meters[replace.newMeterKey];
        bool withdrawn = replace.newMeterKey == replace.oldMeterKey;
        bool ours = old.account == replace.account && old.status == MeterStatus.ACTIVE;
        bool pending = old.replacedFrom != 0;
        bool due = pending && block.timestamp >= old.replacedFrom;
        bool target = withdrawn ? pending : next.account == replace.account && next.status == MeterStatus.STANDBY;
        bool fresh = block.timestamp <= replace.deadline && replace.nonce == nonces(replace.account);
        if (!ours || due || !target || !fresh) revert ReplaceInvalid(replace.oldMeterKey, replace.newMeterKey);
        if (!signature.isBy(replace.account, _digest(replace.hash()))) revert InvalidSignature(replace.account);

        _useNonce(replace.account);
        if (withdrawn) {
            old.replacedFrom = 0;
            delete replacement[replace.oldMeterKey];
            emit ReplaceWithdrawn(replace.account, replace.oldMeterKey);
            return;
        }
        uint40 effectiveFrom = uint40(block.timestamp) + REPLACE_DELAY;
        old.replacedFrom = effectiveFrom;
        replacement[replace.oldMeterKey] = replace.newMeterKey;
        emit ReplaceRequested(replace.account, replace.oldMeterKey, replace.newMeterKey, effectiveFrom);
    }

    function finishReplace(address oldMeterKey) external {
        MeterRecord storage old = _meters[oldMeterKey];
        uint40 effectiveFrom = old.replacedFrom;
        bool due = old.status == MeterStatus.ACTIVE && effectiveFrom != 0 && block.timestamp >= effectiveFrom;
        if (!due) revert ReplaceNotDue(oldMeterKey, effectiveFrom);

        address newMeterKey = replacement[oldMeterKey];
        MeterRecord storage next = _meters[newMeterKey];
        (next.reputation, old.reputation) = (old.reputation, 0);
        next.status = MeterStatus.ACTIVE;
        old.status = MeterStatus.REPLACED;
        meterOfAccount[old.account] = newMeterKey;
        emit Replaced(old.account, oldMeterKey, newMeterKey, next.reputation);
    }

    function changeReputation(address meterKey, int32 change) external {
        if (msg.sender != market) revert AccessDenied(msg.sender, bytes32(0));
        MeterRecord storage record = _meters[meterKey];
        if (record.status == MeterStatus.REPLACED) {
            // One step reaches the present key, however often the account was moved.
            meterKey = meterOfAccount[record.account];
            record = _meters[meterKey];
        }
        int256 changed = int256(record.reputation) + change;
        if (changed > type(int32).max) changed = type(int32).max;
        if (changed < type(int32).min) changed = type(int32).min;
        record.reputation = int32(changed);
        emit ReputationChanged(meterKey, change, int32(changed));
    }

    function requireAdmitted(
        address buyerMeter,
        address buyer,
        int32 buyerLeast,
        address sellerMeter,
        address seller,
        int32 sellerLeast
    ) external view {
        _requireAdmitted(buyerMeter, buyer, buyerLeast);
        _requireAdmitted(sellerMeter, seller, sellerLeast);
    }

    function admission(address meterKey) external view returns (Admission memory) {
        MeterRecord storage record = _meters[meterKey];
        return Admission(record.account, record.reputation, _isActive(record));
    }

    function meter(address meterKey) external view returns (MeterRecord memory) {
        return _meters[meterKey];
    }

    function _requireAdmitted(address meterKey, address account, int32 least) private view {
        MeterRecord storage record = _meters[meterKey];
        if (record.account != account || !_isActive(record)) revert NotEnrolled(meterKey);
        if (record.reputation < least) revert ReputationTooLow(meterKey, record.reputation, least);
    }

    function _isActive(MeterRecord storage record) private view returns (bool) {
        uint40 replacedFrom = record.replacedFrom;
        bool present = replacedFrom == 0 || block.timestamp < replacedFrom;
        return present && record.status == MeterStatus.ACTIVE && !record.suspended;
    }

    function _setSuspended(address meterKey, bool suspended) private {
        MeterRecord storage record = _meters[meterKey];
        if (record.status == MeterStatus.NONE || record.suspended == suspended) revert NotEnrolled(meterKey);
        record.suspended = suspended;
    }

    function _checkRole(bytes32 role, address caller) internal view override {
        if (!hasRole(role, caller)) revert AccessDenied(caller, role);
    }
}
