// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {TypedData} from "./base/TypedData.sol";
import {Admission, IMeterRegistry, MeterRecord, MeterStatus} from "./interfaces/IMeterRegistry.sol";
import {Commands} from "./libraries/Commands.sol";
import {Signatures} from "./libraries/Signatures.sol";
import {Replace} from "./types/Commands.sol";
import {Enrolment, Purpose, SensorClass} from "./types/Enrolment.sol";
import {Signature} from "./types/Signature.sol";

/// @notice See `IMeterRegistry`.
contract MeterRegistry is IMeterRegistry, TypedData, AccessControl, Nonces {
    using Commands for Enrolment;
    using Commands for Replace;
    using Signatures for Signature;

    /// @notice The role that admits meters, given the signatures of both keys.
    /// @return Its id.
    bytes32 public constant ENROLLER_ROLE = keccak256("ENROLLER_ROLE");
    /// @notice The role that suspends and resumes meters.
    /// @return Its id.
    bytes32 public constant SUSPENDER_ROLE = keccak256("SUSPENDER_ROLE");
    /// @notice The role that pauses the market, which has no roles of its own.
    /// @return Its id.
    bytes32 public constant PAUSER_ROLE = keccak256("PAUSER_ROLE");
    /// @notice Time in which an account can object to a replacement.
    /// @return Seconds.
    uint40 public constant REPLACE_DELAY = 48 hours;

    address public immutable market;

    mapping(address meterKey => MeterRecord) private _meters;
    mapping(bytes32 deviceIdHash => address meterKey) public meterOfDevice;
    mapping(address account => address meterKey) public meterOfAccount;
    mapping(address oldMeterKey => address newMeterKey) public replacement;

    /// @param market_ The market, whose address is predicted from the deployer's next nonce.
    /// @param admin Grants and revokes roles.
    /// @param enroller First holder of ENROLLER_ROLE.
    /// @param suspender First holder of SUSPENDER_ROLE.
    /// @param pauser First holder of PAUSER_ROLE.
    constructor(address market_, address admin, address enroller, address suspender, address pauser)
        TypedData(market_)
    {
        market = market_;
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
        _grantRole(ENROLLER_ROLE, enroller);
        _grantRole(SUSPENDER_ROLE, suspender);
        _grantRole(PAUSER_ROLE, pauser);
    }

    function enrol(Enrolment memory enrolment, Signature calldata accountSignature, Signature calldata meterSignature)
        external
        onlyRole(ENROLLER_ROLE)
    {
        (address meterKey, address account) = (enrolment.meterKey, enrolment.account);
        bool first = meterOfAccount[account] == address(0);
        _requireEnrollable(enrolment, first);
        bytes32 digest = _digest(enrolment.hash());
        if (!accountSignature.isBy(account, digest)) revert InvalidSignature(account);
        if (!meterSignature.isBy(meterKey, digest)) revert InvalidSignature(meterKey);

        _useNonce(account);
        MeterRecord storage record = _meters[meterKey];
        record.account = account;
        record.status = first ? MeterStatus.ACTIVE : MeterStatus.STANDBY;
        record.sensorClass = enrolment.sensorClass;
        meterOfDevice[enrolment.deviceIdHash] = meterKey;
        if (first) meterOfAccount[account] = meterKey;
        emit Enrolled(meterKey, account, enrolment.deviceIdHash, enrolment.sensorClass, first);
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
        next.status = MeterStatus.ACTIVE;
        old.status = MeterStatus.REPLACED;
        meterOfAccount[old.account] = newMeterKey;
        emit Replaced(old.account, oldMeterKey, newMeterKey);
    }

    function requireAdmitted(uint256 buyerMeter, uint256 buyer, uint256 sellerMeter, uint256 seller) external view {
        _requireAdmitted(buyerMeter, buyer);
        _requireAdmitted(sellerMeter, seller);
    }

    function admission(address meterKey) external view returns (Admission memory) {
        MeterRecord memory record = _meters[meterKey];
        return Admission(record.account, record.sensorClass, _isActive(record));
    }

    function isKnown(address account) external view returns (bool) {
        return meterOfAccount[account] != address(0);
    }

    function meter(address meterKey) external view returns (MeterRecord memory) {
        return _meters[meterKey];
    }

    function _requireEnrollable(Enrolment memory enrolment, bool first) private view {
        (address meterKey, address account) = (enrolment.meterKey, enrolment.account);
        bytes32 device = enrolment.deviceIdHash;
        bool taken = meterOfDevice[device] != address(0) || _meters[meterKey].status != MeterStatus.NONE;
        bool keys = meterKey != address(0) && account != address(0) && meterKey != account;
        bool wanted = enrolment.purpose == (first ? Purpose.ACTIVE : Purpose.STANDBY);
        bool fresh = block.timestamp <= enrolment.deadline && enrolment.nonce == nonces(account);
        if (taken || !keys || device == 0 || !wanted || !fresh) revert EnrolmentInvalid(device, meterKey, account);
    }

    /// @dev Reads the record as one word: account (160 bits), status (8), suspended (8), class (8), replacedFrom.
    function _requireAdmitted(uint256 meter_, uint256 wanted) private view {
        address meterKey = address(uint160(meter_));
        MeterRecord storage record = _meters[meterKey];
        uint256 word;
        assembly ("memory-safe") {
            word := sload(record.slot)
        }
        uint256 replacedFrom = word >> 184;
        // The low 176 bits: this account, active, not suspended.
        bool admitted = uint176(word) == uint160(wanted) | (uint256(MeterStatus.ACTIVE) << 160);
        if (!admitted || (replacedFrom != 0 && block.timestamp >= replacedFrom)) revert NotEnrolled(meterKey);
        uint256 sensorClass = uint8(word >> 176);
        if (sensorClass >= wanted >> 160) return;
        revert SensorClassTooLow(meterKey, SensorClass(sensorClass), SensorClass(wanted >> 160));
    }

    function _isActive(MeterRecord memory record) private view returns (bool) {
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
