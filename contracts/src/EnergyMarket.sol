// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Accounts} from "./base/Accounts.sol";
import {Meters} from "./base/Meters.sol";
import {TypedData} from "./base/TypedData.sol";
import {IEnergyMarket} from "./interfaces/IEnergyMarket.sol";
import {Admission, IMeterRegistry} from "./interfaces/IMeterRegistry.sol";
import {Account, Locks} from "./libraries/Locks.sol";
import {Matching} from "./libraries/Matching.sol";
import {Orders} from "./libraries/Orders.sol";
import {Receipts} from "./libraries/Receipts.sol";
import {Settlement} from "./libraries/Settlement.sol";
import {Signatures} from "./libraries/Signatures.sol";
import {Order} from "./types/Order.sol";
import {Receipt, Role} from "./types/Receipt.sol";
import {Signature} from "./types/Signature.sol";
import {Claiming, FinalPair, Opening, Terms, Trade, TradeState} from "./types/Trade.sol";

/// @notice See `IEnergyMarket`. Money stands in `Accounts`, nonces and schedules in `Meters`, the life of a trade here.
contract EnergyMarket is Meters, AccessControl {
    using Locks for mapping(address => Account);
    using Orders for Order;
    using Receipts for Receipt;
    using Signatures for Signature;

    bytes32 public constant PAUSER_ROLE = keccak256("PAUSER_ROLE");
    /// @notice Time after a trade's `end` in which it can be settled or claimed.
    uint40 public constant CLAIM_PERIOD = 24 hours;
    int32 private constant REPUTATION_GAIN = 1;
    int32 private constant REPUTATION_LOSS = -3;

    uint64 public immutable minimumLot;
    uint64 public immutable minimumReputationLot;
    bool public paused;

    mapping(bytes32 tradeId => Trade) private _trades;
    /// @dev UTC day (since 1970) of the last gain of two accounts, the lower address first.
    mapping(address => mapping(address => uint32)) private _lastGain;

    constructor(
        IERC20 token_,
        IMeterRegistry registry_,
        uint64 minimumLot_,
        uint64 minimumReputationLot_,
        address admin,
        address pauser
    ) TypedData(address(this)) Accounts(token_) Meters(registry_) {
        minimumLot = minimumLot_;
        minimumReputationLot = minimumReputationLot_;
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
        _grantRole(PAUSER_ROLE, pauser);
    }

    // --- opening

    function openTrade(
        Order memory bid,
        Signature memory bidSignature,
        Order memory offer,
        Signature memory offerSignature
    ) external exactCalldata(2 * ORDER_WORDS + 2 * SIGNATURE_WORDS) {
        if (paused) revert MarketPaused();
        bytes32 offerHash = _digest(offer.hash());
        bytes32 tradeId = _digest(bid.hash());
        if (_trades[tradeId].state != TradeState.NONE) revert TradeExists(tradeId);
        Matching.check(bid, offer, offerHash);
        if (block.timestamp >= bid.openBefore) revert OrderExpired(bid.openBefore);
        if (block.timestamp >= offer.openBefore) revert OrderExpired(offer.openBefore);
        if (bid.energy < minimumLot) revert BelowMinimumLot(bid.energy, minimumLot);
        _checkAdmissions(bid, offer);
        if (!bidSignature.isBy(bid.meterKey, tradeId)) revert InvalidSignature(bid.meterKey);
        if (!offerSignature.isBy(offer.meterKey, offerHash)) revert InvalidSignature(offer.meterKey);

        _occupy(bid, bid.start, bid.end);
        _occupy(offer, bid.start, bid.end);
        _accounts.lock(bid.account, Settlement.lock(bid.energy, bid.price));
        _trades[tradeId].state = TradeState.OPEN;
        emit TradeOpened(
            tradeId, bid.meterKey, offer.meterKey, offerHash, bid.energy, bid.price, bid.start, bid.end
        );
    }

    function _checkAdmissions(Order memory bid, Order memory offer) private view {
        (Admission memory buyer, Admission memory seller) = registry.admissions(bid.meterKey, offer.meterKey);
        if (!buyer.active || buyer.account != bid.account) revert NotEnrolled(bid.meterKey);
        if (!seller.active || seller.account != offer.account) revert NotEnrolled(offer.meterKey);
        if (buyer.reputation < offer.minReputation) {
            revert ReputationTooLow(bid.meterKey, buyer.reputation, offer.minReputation);
        }
        if (seller.reputation < bid.minReputation) {
            revert ReputationTooLow(offer.meterKey, seller.reputation, bid.minReputation);
        }
    }

    // --- closing

    function settleFinal(
        Order memory bid,
        Order memory offer,
        Receipt memory buyerReceipt,
        Signature memory buyerSignature,
        Receipt memory sellerReceipt,
        Signature memory sellerSignature
    ) external exactCalldata(2 * ORDER_WORDS + 2 * RECEIPT_WORDS + 2 * SIGNATURE_WORDS) {
        (bytes32 tradeId, Trade memory state) = _claimable(bid, offer);
        _checkReceipt(buyerReceipt, buyerSignature, tradeId, Role.BUYER, bid.meterKey);
        _checkReceipt(sellerReceipt, sellerSignature, tradeId, Role.SELLER, offer.meterKey);
        if (!buyerReceipt.isFinal) revert ReceiptNotFinal(Role.BUYER);
        if (!sellerReceipt.isFinal) revert ReceiptNotFinal(Role.SELLER);
        if (buyerReceipt.energy < state.buyerEnergy) revert ReceiptMismatch(Role.BUYER);
        bool names = sellerReceipt.partnerEnergy == buyerReceipt.energy;
        if (!names || sellerReceipt.energy < state.sellerEnergy) revert ReceiptMismatch(Role.SELLER);

        uint64 delivered = _least(_least(buyerReceipt.energy, sellerReceipt.energy), bid.energy);
        _settle(tradeId, state, bid, offer, delivered);
        uint32 lossBandPpm = bid.lossBandPpm < offer.lossBandPpm ? bid.lossBandPpm : offer.lossBandPpm;
        bool complete = delivered != 0 && delivered >= Settlement.completeEnergy(bid.energy, lossBandPpm);
        if (complete && _movesReputation(bid, offer)) _gain(bid, offer);
    }

    function claim(Order memory bid, Order memory offer, Receipt memory receipt, Signature memory signature)
        external
        exactCalldata(2 * ORDER_WORDS + RECEIPT_WORDS + SIGNATURE_WORDS)
    {
        (bytes32 tradeId, Trade memory state) = _claimable(bid, offer);
        address meterKey = receipt.role == Role.BUYER ? bid.meterKey : offer.meterKey;
        _checkReceipt(receipt, signature, tradeId, receipt.role, meterKey);
        (uint64 energy, bool isFinal) = _claim(state, receipt);
        state.state = TradeState.CLAIMED;
        _trades[tradeId] = state;
        emit Claimed(tradeId, receipt.role, energy, isFinal);
    }

    function settleClaimed(Order memory bid, Order memory offer) external exactCalldata(2 * ORDER_WORDS) {
        (bytes32 tradeId, Trade memory state) = _due(bid, offer);
        if (!state.buyerClaimed) revert TradeNotOpen(tradeId, state.state);
        uint64 delivered = _least(state.buyerEnergy, bid.energy);
        if (state.sellerFinal) delivered = _least(delivered, state.sellerEnergy);
        _settle(tradeId, state, bid, offer, delivered);
        if (state.buyerFinal != state.sellerFinal && _movesReputation(bid, offer)) {
            registry.changeReputation(state.buyerFinal ? offer.meterKey : bid.meterKey, REPUTATION_LOSS);
        }
    }

    function expire(Order memory bid, Order memory offer) external exactCalldata(2 * ORDER_WORDS) {
        (bytes32 tradeId, Trade memory state) = _due(bid, offer);
        if (state.buyerClaimed) revert TradeNotOpen(tradeId, state.state);
        state.state = TradeState.EXPIRED;
        _trades[tradeId] = state;
        uint128 locked = Settlement.lock(bid.energy, bid.price);
        emit TradeExpired(tradeId, _accounts.release(bid.account, offer.account, locked, 0));
        if (state.sellerFinal && _movesReputation(bid, offer)) {
            registry.changeReputation(bid.meterKey, REPUTATION_LOSS);
        }
    }

    /// @return The id and state of an open or claimed trade of these orders.
    function _opened(Order memory bid, Order memory offer) private view returns (bytes32, Trade memory) {
        bytes32 offerHash = _digest(offer.hash());
        if (bid.counterOrder != offerHash) revert WrongPartner(offerHash, bid.counterOrder);
        bytes32 tradeId = _digest(bid.hash());
        Trade memory state = _trades[tradeId];
        bool open = state.state == TradeState.OPEN || state.state == TradeState.CLAIMED;
        if (!open) revert TradeNotOpen(tradeId, state.state);
        return (tradeId, state);
    }

    function _claimable(Order memory bid, Order memory offer) private view returns (bytes32, Trade memory) {
        uint40 claimUntil = bid.end + CLAIM_PERIOD;
        if (block.timestamp >= claimUntil) revert ClaimPeriodOver(claimUntil);
        return _opened(bid, offer);
    }

    function _due(Order memory bid, Order memory offer) private view returns (bytes32, Trade memory) {
        uint40 claimUntil = bid.end + CLAIM_PERIOD;
        if (block.timestamp < claimUntil) revert ClaimPeriodRunning(claimUntil);
        return _opened(bid, offer);
    }

    function _checkReceipt(
        Receipt memory receipt,
        Signature memory signature,
        bytes32 tradeId,
        Role role,
        address meterKey
    ) private view {
        if (receipt.tradeId != tradeId || receipt.role != role) revert ReceiptMismatch(role);
        if (!signature.isBy(meterKey, _digest(receipt.hash()))) revert InvalidSignature(meterKey);
    }

    /// @dev Changes `state` in place: per side the larger energy and any final are kept.
    /// @return The side's energy and whether it is final, after the claim.
    function _claim(Trade memory state, Receipt memory receipt) private pure returns (uint64, bool) {
        bool buyer = receipt.role == Role.BUYER;
        (uint64 energy, bool claimed, bool isFinal) = buyer
            ? (state.buyerEnergy, state.buyerClaimed, state.buyerFinal)
            : (state.sellerEnergy, state.sellerClaimed, state.sellerFinal);
        bool news = !claimed || receipt.energy > energy || (receipt.isFinal && !isFinal);
        if (!news) revert ReceiptStale(receipt.role, energy);
        if (receipt.energy > energy) energy = receipt.energy;
        isFinal = isFinal || receipt.isFinal;
        if (buyer) (state.buyerEnergy, state.buyerClaimed, state.buyerFinal) = (energy, true, isFinal);
        else (state.sellerEnergy, state.sellerClaimed, state.sellerFinal) = (energy, true, isFinal);
        return (energy, isFinal);
    }

    function _settle(
        bytes32 tradeId,
        Trade memory state,
        Order memory bid,
        Order memory offer,
        uint64 delivered
    ) private {
        state.state = TradeState.SETTLED;
        _trades[tradeId] = state;
        if (block.timestamp < bid.end) {
            _vacate(bid.meterKey, bid.start, bid.end);
            _vacate(offer.meterKey, bid.start, bid.end);
        }
        uint128 paid = Settlement.payment(delivered, bid.price);
        uint128 locked = Settlement.lock(bid.energy, bid.price);
        uint128 refunded = _accounts.release(bid.account, offer.account, locked, paid);
        emit TradeSettled(tradeId, delivered, paid, refunded);
    }

    // --- reputation

    function _movesReputation(Order memory bid, Order memory offer) private view returns (bool) {
        return bid.energy >= minimumReputationLot && bid.account != offer.account;
    }

    /// @dev Counted by accounts, which a replaced meter key keeps: a new key earns no second gain.
    function _gain(Order memory bid, Order memory offer) private {
        (address low, address high) =
            bid.account < offer.account ? (bid.account, offer.account) : (offer.account, bid.account);
        uint32 today = uint32(block.timestamp / 1 days);
        if (_lastGain[low][high] == today) return;
        _lastGain[low][high] = today;
        registry.changeReputation(bid.meterKey, REPUTATION_GAIN);
        registry.changeReputation(offer.meterKey, REPUTATION_GAIN);
    }

    // --- batches

    function openMany(Opening[] calldata items) external {
        _each(this.openTrade.selector, items.length, 2 * ORDER_WORDS + 2 * SIGNATURE_WORDS);
    }

    function settleFinalMany(FinalPair[] calldata items) external {
        _each(this.settleFinal.selector, items.length, 2 * ORDER_WORDS + 2 * RECEIPT_WORDS + 2 * SIGNATURE_WORDS);
    }

    function claimMany(Claiming[] calldata items) external {
        _each(this.claim.selector, items.length, 2 * ORDER_WORDS + RECEIPT_WORDS + SIGNATURE_WORDS);
    }

    function settleClaimedMany(Terms[] calldata items) external {
        _each(this.settleClaimed.selector, items.length, 2 * ORDER_WORDS);
    }

    function expireMany(Terms[] calldata items) external {
        _each(this.expire.selector, items.length, 2 * ORDER_WORDS);
    }

    /// @dev Each item is a call of its own, so that what a refused one did is undone. An item is static and so lies in our
    /// calldata, after selector, offset and length, exactly as it does in the calldata of its single form.
    function _each(bytes4 selector, uint256 items, uint256 words) private {
        _checkBatch(items, words);
        for (uint256 index = 0; index < items; ++index) {
            uint256 from = BATCH_HEAD + index * words * 32;
            (bool done, bytes memory reason) =
                address(this).call(bytes.concat(selector, msg.data[from:from + words * 32]));
            if (!done) emit ItemSkipped(index, bytes4(reason));
        }
    }

    // --- operation and views

    function setPaused(bool paused_) external exactCalldata(1) onlyRole(PAUSER_ROLE) {
        paused = paused_;
        emit PauseChanged(paused_, msg.sender);
    }

    function trade(bytes32 tradeId) external view returns (Trade memory) {
        return _trades[tradeId];
    }

    function _checkRole(bytes32 role, address caller) internal view override {
        if (!hasRole(role, caller)) revert AccessDenied(caller, role);
    }

    function _least(uint64 left, uint64 right) private pure returns (uint64) {
        return left < right ? left : right;
    }
}
