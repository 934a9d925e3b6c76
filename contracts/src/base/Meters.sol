// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Admission} from "../interfaces/IMeterRegistry.sol";
import {Commands} from "../libraries/Commands.sol";
import {Account, Locks} from "../libraries/Locks.sol";
import {Orders} from "../libraries/Orders.sol";
import {ReplayWindow} from "../libraries/ReplayWindow.sol";
import {Schedule} from "../libraries/Schedule.sol";
import {Signatures} from "../libraries/Signatures.sol";
import {Cancel} from "../types/Commands.sol";
import {Order} from "../types/Order.sol";
import {Signature} from "../types/Signature.sol";
import {Accounts} from "./Accounts.sol";

/// @notice What the market stores about a meter key, in one word: its spent nonces (`ReplayWindow`, low 104 bits), when
/// it is busy (`Schedule`, the 144 bits above), and in the top 8 bits the day on which it last paid a fee (see
/// `_feeDay`).
type MeterState is uint256;

/// @notice The market's meters: single-use nonces, cancelling, and the schedule of open trades.
abstract contract Meters is Accounts {
    using Commands for Cancel;
    using Locks for Account;
    using Orders for Order;
    using ReplayWindow for uint104;
    using Schedule for uint144;
    using Signatures for Signature;

    uint256 private constant CANCEL_WORDS = 6;
    uint256 private constant SCHEDULE_BITS = 104;
    uint256 private constant FEE_DAY_BITS = 248;

    uint128 public immutable meterKeyFeeCap;
    mapping(address meterKey => MeterState) internal _meters;

    constructor(uint128 meterKeyFeeCap_) {
        meterKeyFeeCap = meterKeyFeeCap_;
    }

    function cancelOrder(Cancel memory command, Order calldata order, Signature calldata signature)
        external
        exactCalldata(CANCEL_WORDS + ORDER_WORDS + SIGNATURE_WORDS)
        nonReentrant
    {
        bool named = command.orderHash == _tradeDigest(order.hash()) && order.meterKey == command.meterKey;
        if (!named) revert CancelInvalid(command.meterKey);
        bool byMeter = _authorize(command, signature);
        MeterState state = _meters[command.meterKey];
        (bool spent, uint104 window) = _windowOf(state).spend(order.nonce);
        if (spent) emit Cancelled(command.meterKey, command.orderHash, order.nonce);
        _cancel(command, _withWindow(state, window), spent, byMeter);
    }

    function cancelNonces(Cancel memory command, Signature calldata signature)
        external
        exactCalldata(CANCEL_WORDS + SIGNATURE_WORDS)
        nonReentrant
    {
        if (command.orderHash != 0) revert CancelInvalid(command.meterKey);
        bool byMeter = _authorize(command, signature);
        _cancel(command, _meters[command.meterKey], false, byMeter);
    }

    function meter(address meterKey)
        external
        view
        returns (uint40 newestNonce, uint64 spentNonces, uint40[2][3] memory busy)
    {
        MeterState state = _meters[meterKey];
        (newestNonce, spentNonces) = _windowOf(state).unpack();
        uint144 schedule = _scheduleOf(state);
        for (uint256 index = 0; index < Schedule.ENTRIES; ++index) {
            (uint256 start, uint256 end) = schedule.entryAt(index * (Schedule.BITS / Schedule.ENTRIES));
            busy[index] = [uint40(start), uint40(end)];
        }
    }

    function isNonceSpent(address meterKey, uint40 nonce) external view returns (bool) {
        return _windowOf(_meters[meterKey]).isSpent(nonce);
    }

    function orderDigest(Order calldata order) external view returns (bytes32) {
        return _tradeDigest(order.hash());
    }

    /// @notice Spends an order's nonce and makes its meter busy over [start, end).
    /// @return fresh False if the nonce was spent before; nothing has changed then.
    function _occupy(address meterKey, uint40 nonce, uint40 start, uint40 end) internal returns (bool fresh) {
        MeterState state = _meters[meterKey];
        uint104 window;
        (fresh, window) = _windowOf(state).spend(nonce);
        if (!fresh) return false;
        (bool idle, uint144 schedule) = _scheduleOf(state).add(start, end, block.timestamp);
        if (!idle) revert MeterBusy(meterKey);
        uint256 rest = (MeterState.unwrap(state) >> FEE_DAY_BITS) << FEE_DAY_BITS;
        _meters[meterKey] = MeterState.wrap(rest | (uint256(schedule) << SCHEDULE_BITS) | window);
    }

    /// @notice Makes a meter free again over [start, end).
    /// @dev Entries that have not ended are disjoint, and a trade that was not freed still has its own. So until it
    /// ends, the entry with exactly these times belongs to that trade. Removing an entry that has ended has no effect.
    function _vacate(address meterKey, uint40 start, uint40 end) internal {
        MeterState state = _meters[meterKey];
        _meters[meterKey] = _withSchedule(state, _scheduleOf(state).remove(start, end));
    }

    /// @return byMeter True if the meter key signed, false if the account key did.
    function _authorize(Cancel memory command, Signature calldata signature) private view returns (bool byMeter) {
        Admission memory meter_ = registry.admission(command.meterKey);
        if (meter_.account == address(0) || meter_.account != command.account) revert NotEnrolled(command.meterKey);
        if (block.timestamp > command.deadline) revert CancelInvalid(command.meterKey);
        address signer = signature.recover(_digest(command.hash()));
        if (signer == command.account) return false;
        if (signer != command.meterKey) revert InvalidSignature(command.meterKey);
        // A stolen or replaced meter key can stop its own orders, but not spend the account's money on it.
        bool charges = command.submitterFee != 0;
        if (charges && (!meter_.active || command.submitterFee > meterKeyFeeCap)) {
            revert CancelInvalid(command.meterKey);
        }
        return true;
    }

    /// @dev Reverts if it would change nothing, so that a cancel pays its fee once.
    function _cancel(Cancel memory command, MeterState state, bool changed, bool byMeter) private {
        (bool moved, uint104 window) = _windowOf(state).spendBelow(command.minNonce);
        if (!moved && !changed) revert OrderCancelled(command.meterKey, command.minNonce);
        uint128 fee = _affordableFee(command);
        if (byMeter && fee != 0) {
            uint256 day = _feeDay();
            if (MeterState.unwrap(state) >> FEE_DAY_BITS == day) fee = 0;
            else state = MeterState.wrap(uint248(MeterState.unwrap(state)) | (day << FEE_DAY_BITS));
        }
        _meters[command.meterKey] = _withWindow(state, window);
        if (moved) emit NoncesCancelled(command.meterKey, command.minNonce);
        _paySubmitter(command.account, fee);
    }

    /// @dev A cancel must not fail because the balance is low.
    function _affordableFee(Cancel memory command) private view returns (uint128) {
        if (command.submitterFee == 0) return 0;
        uint128 balance = _accounts[command.account].balanceOf();
        return balance < command.submitterFee ? balance : command.submitterFee;
    }

    /// @dev A meter key pays one fee a UTC day, so that a stolen one cannot pay out the cap repeatedly. The value is
    /// never 0 and repeats every 255 days: on such a day a fee may remain unpaid.
    function _feeDay() private view returns (uint256) {
        return block.timestamp / 1 days % 255 + 1;
    }

    function _windowOf(MeterState state) private pure returns (uint104) {
        return uint104(MeterState.unwrap(state));
    }

    function _scheduleOf(MeterState state) private pure returns (uint144) {
        return uint144(MeterState.unwrap(state) >> SCHEDULE_BITS);
    }

    function _withWindow(MeterState state, uint104 window) private pure returns (MeterState) {
        return MeterState.wrap((MeterState.unwrap(state) & ~uint256(type(uint104).max)) | window);
    }

    function _withSchedule(MeterState state, uint144 schedule) private pure returns (MeterState) {
        uint256 mask = uint256(type(uint144).max) << SCHEDULE_BITS;
        return MeterState.wrap((MeterState.unwrap(state) & ~mask) | (uint256(schedule) << SCHEDULE_BITS));
    }
}
