// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Accounts} from "./base/Accounts.sol";
import {Meters} from "./base/Meters.sol";
import {TypedData} from "./base/TypedData.sol";
import {IEnergyMarket} from "./interfaces/IEnergyMarket.sol";
import {IMeterRegistry} from "./interfaces/IMeterRegistry.sol";
import {Account, Locks} from "./libraries/Locks.sol";
import {Matching} from "./libraries/Matching.sol";
import {Orders} from "./libraries/Orders.sol";
import {Receipt, Receipts} from "./libraries/Receipts.sol";
import {Settlement} from "./libraries/Settlement.sol";
import {Signatures} from "./libraries/Signatures.sol";
import {Terms} from "./libraries/Terms.sol";
import {Trades, TradeWord} from "./libraries/Trades.sol";
import {Order} from "./types/Order.sol";
import {Role} from "./types/Receipt.sol";
import {Signature} from "./types/Signature.sol";
import {Claiming, FinalPair, Opening, Trade, TradeState} from "./types/Trade.sol";

/// @notice See `IEnergyMarket`. Money stands in `Accounts`, nonces and schedules in `Meters`, the life of a trade here.
contract EnergyMarket is Meters, AccessControl {
    using Locks for mapping(address => Account);
    using Orders for Order;
    using Receipts for Receipt;
    using Signatures for Signature;
    using Trades for TradeWord;

    bytes32 public constant PAUSER_ROLE = keccak256("PAUSER_ROLE");
    /// @notice Time after a trade's `end` in which it can be settled or claimed.
    uint40 public constant CLAIM_PERIOD = 24 hours;
    uint256 private constant OPENING_WORDS = Terms.WORDS + 2 * SIGNATURE_WORDS;
    uint256 private constant CLAIMING_WORDS = Terms.WORDS + Receipts.WORDS + SIGNATURE_WORDS;
    uint256 private constant FINAL_PAIR_WORDS = Terms.WORDS + 2 * (Receipts.WORDS + SIGNATURE_WORDS);
    int32 private constant REPUTATION_GAIN = 1;
    int32 private constant REPUTATION_LOSS = -3;

    uint64 public immutable minimumLot;
    uint64 public immutable minimumReputationLot;
    bool public paused;

    mapping(bytes32 tradeId => TradeWord) private _trades;
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

    function openTrade(bytes32[6] calldata terms, Signature calldata bidSignature, Signature calldata offerSignature)
        external
        exactCalldata(OPENING_WORDS)
    {
        if (paused) revert MarketPaused();
        Order memory bid;
        Order memory offer;
        bytes32 tradeId = _read(terms, bid, offer);
        if (_trades[tradeId].state() != TradeState.NONE) revert TradeExists(tradeId);
        Matching.check(bid, offer);
        if (block.timestamp >= bid.openBefore) revert OrderExpired(bid.openBefore);
        if (block.timestamp >= offer.openBefore) revert OrderExpired(offer.openBefore);
        if (bid.energy < minimumLot) revert BelowMinimumLot(bid.energy, minimumLot);
        registry.requireAdmitted(
            bid.meterKey, bid.account, offer.minReputation, offer.meterKey, offer.account, bid.minReputation
        );
        if (!bidSignature.isBy(bid.meterKey, tradeId)) revert InvalidSignature(bid.meterKey);
        if (!offerSignature.isBy(offer.meterKey, bid.counterOrder)) revert InvalidSignature(offer.meterKey);

        _occupy(bid.meterKey, bid.nonce, bid.start, bid.end);
        _occupy(offer.meterKey, offer.nonce, bid.start, bid.end);
        _accounts.lock(bid.account, Settlement.lock(bid.energy, bid.price));
        _trades[tradeId] = TradeWord.wrap(0).withState(TradeState.OPEN);
        emit TradeOpened(
            tradeId, bid.meterKey, offer.meterKey, bid.counterOrder, bid.energy, bid.price, bid.start, bid.end
        );
    }

    /// @dev Fills two empty orders; `bid.counterOrder` is the digest of the offer.
    /// @return The trade's id, the digest of the bid.
    function _read(bytes32[6] calldata terms, Order memory bid, Order memory offer) private view returns (bytes32) {
        Terms.unpack(terms, bid, offer);
        bid.counterOrder = _digest(offer.hash());
        return _digest(bid.hash());
    }

    // --- closing

    function settleFinal(
        bytes32[6] calldata terms,
        bytes32 buyerReceipt,
        Signature calldata buyerSignature,
        bytes32 sellerReceipt,
        Signature calldata sellerSignature
    ) external exactCalldata(FINAL_PAIR_WORDS) {
        Order memory bid;
        Order memory offer;
        (bytes32 tradeId, TradeWord word) = _opened(terms, bid, offer, true);
        Receipt buyer = Receipts.unpack(buyerReceipt);
        Receipt seller = Receipts.unpack(sellerReceipt);
        if (buyer.role() != Role.BUYER || buyer.energy() < word.buyerEnergy()) revert ReceiptMismatch(Role.BUYER);
        if (seller.role() != Role.SELLER || seller.energy() < word.sellerEnergy()) revert ReceiptMismatch(Role.SELLER);
        if (seller.partnerEnergy() != buyer.energy()) revert ReceiptMismatch(Role.SELLER);
        if (!buyer.isFinal()) revert ReceiptNotFinal(Role.BUYER);
        if (!seller.isFinal()) revert ReceiptNotFinal(Role.SELLER);
        _checkSignature(buyerSignature, bid.meterKey, buyer.hash(tradeId));
        _checkSignature(sellerSignature, offer.meterKey, seller.hash(tradeId));

        uint64 delivered = _least(_least(buyer.energy(), seller.energy()), bid.energy);
        _settle(tradeId, word, bid, offer, delivered);
        uint32 lossBandPpm = bid.lossBandPpm < offer.lossBandPpm ? bid.lossBandPpm : offer.lossBandPpm;
        bool complete = delivered != 0 && delivered >= Settlement.completeEnergy(bid.energy, lossBandPpm);
        if (complete && _movesReputation(bid, offer)) _gain(bid.meterKey, bid.account, offer.meterKey, offer.account);
    }

    function claim(bytes32[6] calldata terms, bytes32 receipt, Signature calldata signature)
        external
        exactCalldata(CLAIMING_WORDS)
    {
        Order memory bid;
        Order memory offer;
        (bytes32 tradeId, TradeWord word) = _opened(terms, bid, offer, true);
        Receipt claimed = Receipts.unpack(receipt);
        Role role = claimed.role();
        _checkSignature(signature, role == Role.BUYER ? bid.meterKey : offer.meterKey, claimed.hash(tradeId));

        (uint64 energy, bool before, bool isFinal) = word.claimOf(role);
        bool news = !before || claimed.energy() > energy || (claimed.isFinal() && !isFinal);
        if (!news) revert ReceiptStale(role, energy);
        if (claimed.energy() > energy) energy = claimed.energy();
        isFinal = isFinal || claimed.isFinal();
        _trades[tradeId] = word.withState(TradeState.CLAIMED).withClaim(role, energy, isFinal);
        emit Claimed(tradeId, role, energy, isFinal);
    }

    function settleClaimed(bytes32[6] calldata terms) external exactCalldata(Terms.WORDS) {
        Order memory bid;
        Order memory offer;
        (bytes32 tradeId, TradeWord word) = _opened(terms, bid, offer, false);
        (uint64 buyerEnergy, bool claimed, bool buyerFinal) = word.claimOf(Role.BUYER);
        (uint64 sellerEnergy,, bool sellerFinal) = word.claimOf(Role.SELLER);
        if (!claimed) revert TradeNotOpen(tradeId, word.state());
        uint64 delivered = _least(buyerEnergy, bid.energy);
        if (sellerFinal) delivered = _least(delivered, sellerEnergy);
        _settle(tradeId, word, bid, offer, delivered);
        if (buyerFinal != sellerFinal && _movesReputation(bid, offer)) {
            registry.changeReputation(buyerFinal ? offer.meterKey : bid.meterKey, REPUTATION_LOSS);
        }
    }

    function expire(bytes32[6] calldata terms) external exactCalldata(Terms.WORDS) {
        Order memory bid;
        Order memory offer;
        (bytes32 tradeId, TradeWord word) = _opened(terms, bid, offer, false);
        (, bool claimed,) = word.claimOf(Role.BUYER);
        (,, bool sellerFinal) = word.claimOf(Role.SELLER);
        if (claimed) revert TradeNotOpen(tradeId, word.state());
        _trades[tradeId] = word.withState(TradeState.EXPIRED);
        uint128 locked = Settlement.lock(bid.energy, bid.price);
        emit TradeExpired(tradeId, _accounts.release(bid.account, offer.account, locked, 0));
        if (sellerFinal && _movesReputation(bid, offer)) registry.changeReputation(bid.meterKey, REPUTATION_LOSS);
    }

    /// @dev Fills two empty orders.
    /// @param claiming Whether the caller needs the claim period (until `end` + 24 h) to run or to be over.
    /// @return The id and word of an open or claimed trade.
    function _opened(bytes32[6] calldata terms, Order memory bid, Order memory offer, bool claiming)
        private
        view
        returns (bytes32, TradeWord)
    {
        bytes32 tradeId = _read(terms, bid, offer);
        TradeWord word = _trades[tradeId];
        TradeState state = word.state();
        if (state != TradeState.OPEN && state != TradeState.CLAIMED) revert TradeNotOpen(tradeId, state);
        uint40 claimUntil = bid.end + CLAIM_PERIOD;
        if (claiming && block.timestamp >= claimUntil) revert ClaimPeriodOver(claimUntil);
        if (!claiming && block.timestamp < claimUntil) revert ClaimPeriodRunning(claimUntil);
        return (tradeId, word);
    }

    function _checkSignature(Signature calldata signature, address signer, bytes32 structHash) private view {
        if (!signature.isBy(signer, _digest(structHash))) revert InvalidSignature(signer);
    }

    function _settle(bytes32 tradeId, TradeWord word, Order memory bid, Order memory offer, uint64 delivered) private {
        _trades[tradeId] = word.withState(TradeState.SETTLED);
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
    function _gain(address buyerMeter, address buyer, address sellerMeter, address seller) private {
        (address low, address high) = buyer < seller ? (buyer, seller) : (seller, buyer);
        uint32 today = uint32(block.timestamp / 1 days);
        if (_lastGain[low][high] == today) return;
        _lastGain[low][high] = today;
        registry.changeReputation(buyerMeter, REPUTATION_GAIN);
        registry.changeReputation(sellerMeter, REPUTATION_GAIN);
    }

    // --- batches

    function openMany(Opening[] calldata items) external {
        _each(this.openTrade.selector, items.length, OPENING_WORDS);
    }

    function settleFinalMany(FinalPair[] calldata items) external {
        _each(this.settleFinal.selector, items.length, FINAL_PAIR_WORDS);
    }

    function claimMany(Claiming[] calldata items) external {
        _each(this.claim.selector, items.length, CLAIMING_WORDS);
    }

    function settleClaimedMany(bytes32[6][] calldata terms) external {
        _each(this.settleClaimed.selector, terms.length, Terms.WORDS);
    }

    function expireMany(bytes32[6][] calldata terms) external {
        _each(this.expire.selector, terms.length, Terms.WORDS);
    }

    /// @dev Each item is a call of its own, so that what a refused one did is undone. An item is static and so lies in
    /// our calldata, after selector, offset and length, exactly as it does in the calldata of its single form.
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
        return _trades[tradeId].unpack();
    }

    function _checkRole(bytes32 role, address caller) internal view override {
        if (!hasRole(role, caller)) revert AccessDenied(caller, role);
    }

    function _least(uint64 left, uint64 right) private pure returns (uint64) {
        return left < right ? left : right;
    }
}
