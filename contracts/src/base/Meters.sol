// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IMeterRegistry, Admission} from "../interfaces/IMeterRegistry.sol";
import {Commands} from "../libraries/Commands.sol";
import {Orders} from "../libraries/Orders.sol";
import {ReplayWindow} from "../libraries/ReplayWindow.sol";
import {Schedule} from "../libraries/Schedule.sol";
import {Signatures} from "../libraries/Signatures.sol";
import {Cancel} from "../types/Commands.sol";
import {Order} from "../types/Order.sol";
import {Signature} from "../types/Signature.sol";
import {Accounts} from "./Accounts.sol";

/// @notice What the market keeps of a meter key, in one word: its spent nonces (`ReplayWindow`, low 104 bits) and when
/// it is busy (`Schedule`, the 144 bits above).
type MeterState is uint256;

/// @notice The market's meters: single-use nonces, cancelling, and the schedule of open trades.
abstract contract Meters is Accounts {
    using Commands for Cancel;
    using Orders for Order;
    using ReplayWindow for uint104;
    using Schedule for uint144;
    using Signatures for Signature;

    uint256 private constant CANCEL_WORDS = 6;

    IMeterRegistry public immutable registry;
    mapping(address meterKey => MeterState) internal _meters;

    constructor(IMeterRegistry registry_) {
        if (registry_.market() != address(this)) revert WrongRegistry(address(registry_));
        registry = registry_;
    }

    function cancelOrder(Cancel memory command, Order memory order, Signature calldata signature)
        external
        exactCalldata(CANCEL_WORDS + ORDER_WORDS + SIGNATURE_WORDS)
        nonReentrant
    {
        bool named = command.orderHash == _digest(order.hash()) && order.meterKey == command.meterKey;
        if (!named) revert CancelInvalid(command.meterKey);
        _authorize(command, signature);
        (uint104 window, uint144 schedule) = _unpack(_meters[command.meterKey]);
        bool spent;
        (spent, window) = window.spend(order.nonce);
        if (spent) emit Cancelled(command.meterKey, command.orderHash, order.nonce);
        _cancel(command, window, schedule, spent);
    }

    function cancelNonces(Cancel memory command, Signature calldata signature)
        external
        exactCalldata(CANCEL_WORDS + SIGNATURE_WORDS)
        nonReentrant
    {
        if (command.orderHash != 0) revert CancelInvalid(command.meterKey);
        _authorize(command, signature);
        (uint104 window, uint144 schedule) = _unpack(_meters[command.meterKey]);
        _cancel(command, window, schedule, false);
    }

    function meter(address meterKey)
        external
        view
        returns (uint40 newestNonce, uint64 spentNonces, uint40[2][3] memory busy)
    {
        (uint104 window, uint144 schedule) = _unpack(_meters[meterKey]);
        (newestNonce, spentNonces) = window.unpack();
        for (uint256 index = 0; index < Schedule.ENTRIES; ++index) {
            (uint256 start, uint256 end) = schedule.entryAt(index * (Schedule.BITS / Schedule.ENTRIES));
            busy[index] = [uint40(start), uint40(end)];
        }
    }

    function isNonceSpent(address meterKey, uint40 nonce) external view returns (bool) {
        (uint104 window,) = _unpack(_meters[meterKey]);
        return window.isSpent(nonce);
    }

    function orderDigest(Order memory order) external view returns (bytes32) {
        return _digest(order.hash());
    }

    /// @notice Spends an order's nonce and makes its meter busy over [start, end).
    function _occupy(address meterKey, uint40 nonce, uint40 start, uint40 end) internal {
        (uint104 window, uint144 schedule) = _unpack(_meters[meterKey]);
        bool done;
        (done, window) = window.spend(nonce);
        if (!done) revert OrderCancelled(meterKey, nonce);
        (done, schedule) = schedule.add(start, end, block.timestamp);
        if (!done) revert MeterBusy(meterKey);
        _meters[meterKey] = _pack(window, schedule);
    }

    /// @notice Makes a meter free again; before `end` only, an entry past its end is dead by itself.
    function _vacate(address meterKey, uint40 start, uint40 end) internal {
        (uint104 window, uint144 schedule) = _unpack(_meters[meterKey]);
        _meters[meterKey] = _pack(window, schedule.remove(start, end));
    }

    function _authorize(Cancel memory command, Signature calldata signature) private view {
        Admission memory meter_ = registry.admission(command.meterKey);
        if (meter_.account == address(0) || meter_.account != command.account) revert NotEnrolled(command.meterKey);
        if (block.timestamp > command.deadline) revert CancelInvalid(command.meterKey);
        address signer = signature.recover(_digest(command.hash()));
        if (signer != command.account && signer != command.meterKey) revert InvalidSignature(command.meterKey);
        // A stolen or replaced meter key can stop its own orders, but not spend the account's money on it.
        bool charges = command.submitterFee != 0 && signer != command.account;
        if (charges && !meter_.active) revert CancelInvalid(command.meterKey);
    }

    /// @dev What changes nothing reverts, so a cancel pays its fee once.
    function _cancel(Cancel memory command, uint104 window, uint144 schedule, bool changed) private {
        (bool moved, uint104 next) = window.spendBelow(command.minNonce);
        if (!moved && !changed) revert OrderCancelled(command.meterKey, command.minNonce);
        _meters[command.meterKey] = _pack(next, schedule);
        if (moved) emit NoncesCancelled(command.meterKey, command.minNonce);
        _paySubmitter(command.account, command.submitterFee);
    }

    function _unpack(MeterState state) private pure returns (uint104 window, uint144 schedule) {
        return (uint104(MeterState.unwrap(state)), uint144(MeterState.unwrap(state) >> 104));
    }

    function _pack(uint104 window, uint144 schedule) private pure returns (MeterState) {
        return MeterState.wrap((uint256(schedule) << 104) | window);
    }
}
