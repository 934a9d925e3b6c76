// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Accounts} from "./base/Accounts.sol";
import {Meters} from "./base/Meters.sol";
import {TypedData} from "./base/TypedData.sol";
import {IMeterRegistry} from "./interfaces/IMeterRegistry.sol";
import {ClaimWord, Claims} from "./libraries/Claims.sol";
import {CloseTable} from "./libraries/CloseTable.sol";
import {Lane, LaneAt, Lanes, LaneWord} from "./libraries/Lanes.sol";
import {Account, Locks} from "./libraries/Locks.sol";
import {Matching} from "./libraries/Matching.sol";
import {OrderAt, Orders} from "./libraries/Orders.sol";
import {Receipt, Receipts} from "./libraries/Receipts.sol";
import {Settlement} from "./libraries/Settlement.sol";
import {Signatures} from "./libraries/Signatures.sol";
import {Terms} from "./libraries/Terms.sol";
import {Role} from "./types/Receipt.sol";
import {Signature} from "./types/Signature.sol";
import {Trade, TradeState} from "./types/Trade.sol";

/// @notice See `IEnergyMarket`. `Accounts` holds money, `Meters` nonces and schedules; the life of a trade is here.
contract EnergyMarket is Meters {
    using Claims for ClaimWord;
    using Lanes for mapping(uint256 => Lane);
    using Lanes for LaneAt;
    using Lanes for LaneWord;
    using Locks for mapping(address => Account);
    using Locks for Account;
    using Orders for OrderAt;
    using Receipts for Receipt;
    using Signatures for Signature;

    /// @notice The role that can pause new trades; the registry knows who holds it.
    /// @return Its id.
    bytes32 public constant PAUSER_ROLE = keccak256("PAUSER_ROLE");
    /// @notice Time after a trade's `end` in which it can be settled or claimed.
    /// @return Seconds.
    uint40 public constant CLAIM_PERIOD = 24 hours;
    /// @notice How long before its `start` a trade can be opened.
    /// @return Seconds.
    uint40 public constant HORIZON = 48 hours;
    uint256 private constant OPENING_WORDS = Terms.WORDS + 2 * SIGNATURE_WORDS;
    uint256 private constant CLAIMING_WORDS = Terms.WORDS + Receipts.WORDS + SIGNATURE_WORDS;
    uint256 private constant FINAL_PAIR_WORDS = Terms.WORDS + 2 * (Receipts.WORDS + SIGNATURE_WORDS);
    int32 private constant REPUTATION_LOSS = -3;

    uint64 public immutable minimumLot;
    uint64 public immutable minimumReputationLot;
    bool public paused;

    mapping(address buyerMeter => mapping(uint256 number => Lane)) private _lanes;

    /// @notice A trade that was found in its lane.
    struct Found {
        OrderAt bid;
        OrderAt offer;
        bytes32 tradeId;
        LaneAt lane;
        bool shared;
        LaneWord word;
        ClaimWord claims;
    }

    /// @param token_ The settlement token.
    /// @param registry_ The registry, which names this market.
    /// @param minimumLot_ Minimum energy of a trade, mWh.
    /// @param minimumReputationLot_ Minimum energy of a trade that changes reputation, mWh.
    /// @param meterKeyFeeCap_ Maximum fee of a cancel under the meter key, micro-units.
    constructor(
        IERC20 token_,
        IMeterRegistry registry_,
        uint64 minimumLot_,
        uint64 minimumReputationLot_,
        uint128 meterKeyFeeCap_
    ) TypedData(address(this)) Accounts(token_, registry_) Meters(meterKeyFeeCap_) {
        minimumLot = minimumLot_;
        minimumReputationLot = minimumReputationLot_;
    }

    // --- opening

    function openTrade(bytes32[6] calldata terms, Signature calldata bidSignature, Signature calldata offerSignature)
        external
        exactCalldata(OPENING_WORDS)
    {
        if (paused) revert MarketPaused();
        if (block.chainid != FIRST_CHAIN_ID) revert WrongChain(block.chainid);
        (OrderAt bid, OrderAt offer, bytes32 tradeId) = _read(terms);
        Matching.check(bid, offer);
        if (block.timestamp >= bid.openBefore()) revert OrderExpired(bid.openBefore());
        if (block.timestamp >= offer.openBefore()) revert OrderExpired(offer.openBefore());
        if (bid.start() > block.timestamp + HORIZON) revert TooFarAhead(bid.start(), bid.start() - HORIZON);
        if (bid.energy() < minimumLot) revert BelowMinimumLot(bid.energy(), minimumLot);
        registry.requireAdmitted(
            uint160(bid.meterKey()), bid.wanted(offer), uint160(offer.meterKey()), offer.wanted(bid)
        );
        if (!bidSignature.isBy(bid.meterKey(), tradeId)) revert InvalidSignature(bid.meterKey());
        if (!offerSignature.isBy(offer.meterKey(), bid.counterOrder())) revert InvalidSignature(offer.meterKey());

        if (!_occupy(bid.meterKey(), bid.nonce(), bid.start(), bid.end())) _refuseSpent(bid, tradeId);
        if (!_occupy(offer.meterKey(), offer.nonce(), bid.start(), bid.end())) {
            revert OrderCancelled(offer.meterKey(), offer.nonce());
        }
        Account buyer = _accounts.lock(bid.account(), Settlement.lock(bid.energy(), bid.price()));
        _requireReputation(buyer, bid.account(), offer.minReputation());
        _requireReputation(_accounts[offer.account()], offer.account(), bid.minReputation());
        _lanes[bid.meterKey()].open(tradeId, bid.end());
        emit TradeOpened(
            tradeId,
            bid.meterKey(),
            offer.meterKey(),
            bid.counterOrder(),
            bid.energy(),
            bid.price(),
            bid.start(),
            bid.end()
        );
    }

    /// @dev Distinguishes a bid that was submitted twice from a cancelled one, as long as its trade is still stored.
    function _refuseSpent(OrderAt bid, bytes32 tradeId) private view {
        (,, LaneWord word) = _lanes[bid.meterKey()].find(tradeId);
        if (word.state() != TradeState.NONE) revert TradeExists(tradeId);
        revert OrderCancelled(bid.meterKey(), bid.nonce());
    }

    function _requireReputation(Account held, address owner, int32 least) private pure {
        int32 reputation = held.reputationOf();
        if (reputation < least) revert ReputationTooLow(owner, reputation, least);
    }

    /// @return bid Its `counterOrder` is the digest of the offer.
    /// @return offer As it was signed.
    /// @return tradeId The digest of the bid.
    function _read(bytes32[6] calldata terms) private view returns (OrderAt bid, OrderAt offer, bytes32 tradeId) {
        (bid, offer) = Terms.unpack(terms);
        bid.setCounterOrder(_tradeDigest(offer.hash()));
        tradeId = _tradeDigest(bid.hash());
    }

    // --- closing

    function settleFinal(
        bytes32[6] calldata terms,
        bytes32 buyerReceipt,
        Signature calldata buyerSignature,
        bytes32 sellerReceipt,
        Signature calldata sellerSignature
    ) external exactCalldata(FINAL_PAIR_WORDS) {
        Found memory found = _opened(terms, true);
        (OrderAt bid, OrderAt offer) = (found.bid, found.offer);
        Receipt buyer = Receipts.unpack(buyerReceipt);
        Receipt seller = Receipts.unpack(sellerReceipt);
        ClaimWord claims = found.claims;
        bool sound = buyer.role() == Role.BUYER && buyer.energy() >= claims.energyOf(Role.BUYER);
        if (!sound) revert ReceiptMismatch(Role.BUYER);
        sound = seller.role() == Role.SELLER && seller.energy() >= claims.energyOf(Role.SELLER)
            && seller.partnerEnergy() == buyer.energy();
        if (!sound) revert ReceiptMismatch(Role.SELLER);
        if (!buyer.isFinal()) revert ReceiptNotFinal(Role.BUYER);
        if (!seller.isFinal()) revert ReceiptNotFinal(Role.SELLER);
        _checkSignature(buyerSignature, bid.meterKey(), buyer.hash(found.tradeId));
        _checkSignature(sellerSignature, offer.meterKey(), seller.hash(found.tradeId));

        (uint64 delivered, bool complete) =
            CloseTable.ofFinals(bid.energy(), bid.lossBandPpm(), offer.lossBandPpm(), buyer.energy(), seller.energy());
        // Nothing can have been delivered before the interval starts.
        _settle(found, delivered, complete && block.timestamp >= bid.start() && _movesReputation(bid, offer));
    }

    function claim(bytes32[6] calldata terms, bytes32 receipt, Signature calldata signature)
        external
        exactCalldata(CLAIMING_WORDS)
    {
        Found memory found = _opened(terms, true);
        Receipt claimed = Receipts.unpack(receipt);
        Role role = claimed.role();
        address meterKey = role == Role.BUYER ? found.bid.meterKey() : found.offer.meterKey();
        _checkSignature(signature, meterKey, claimed.hash(found.tradeId));

        (uint64 energy, bool before, bool isFinal) = found.claims.of_(role);
        bool news = !before || claimed.energy() > energy || (claimed.isFinal() && !isFinal);
        if (!news) revert ReceiptStale(role, energy);
        if (claimed.energy() > energy) energy = claimed.energy();
        isFinal = isFinal || claimed.isFinal();
        found.lane.writeClaims(found.claims.withClaim(role, energy, isFinal));
        if (found.word.state() == TradeState.OPEN) {
            found.lane.write(Lanes.pack(found.tradeId, found.word.busyUntil(), TradeState.CLAIMED));
        }
        emit Claimed(found.tradeId, role, energy, isFinal);
    }

    function settleClaimed(bytes32[6] calldata terms) external exactCalldata(Terms.WORDS) {
        Found memory found = _opened(terms, false);
        (bool settles, uint64 delivered, bool buyerLoses, bool sellerLoses) =
            CloseTable.ofClaims(found.bid.energy(), found.claims);
        if (!settles) revert TradeNotOpen(found.tradeId, found.word.state());
        _settle(found, delivered, false);
        if (buyerLoses) _lose(found, found.bid.account());
        if (sellerLoses) _lose(found, found.offer.account());
    }

    function expire(bytes32[6] calldata terms) external exactCalldata(Terms.WORDS) {
        Found memory found = _opened(terms, false);
        (bool settles,, bool buyerLoses,) = CloseTable.ofClaims(found.bid.energy(), found.claims);
        if (settles) revert TradeNotOpen(found.tradeId, found.word.state());
        _close(found);
        uint128 locked = Settlement.lock(found.bid.energy(), found.bid.price());
        emit TradeExpired(found.tradeId, locked);
        _accounts.release(found.bid.account(), found.offer.account(), locked, 0, false);
        if (buyerLoses) _lose(found, found.bid.account());
    }

    function free(bytes32[6] calldata terms) external exactCalldata(Terms.WORDS) {
        Found memory found = _find(terms);
        bool freeable = found.word.state() == TradeState.CLOSED || found.claims.anyFinal();
        if (!freeable || found.word.busyUntil() <= block.timestamp) revert NothingToFree(found.tradeId);
        found.lane.write(Lanes.pack(found.tradeId, 0, found.word.state()));
        _vacateBoth(found.bid, found.offer);
        emit MetersFreed(found.tradeId);
    }

    /// @param claiming True if the claim period (until `end` + 24 h) must be running, false if it must be over.
    /// @return found An open or claimed trade.
    function _opened(bytes32[6] calldata terms, bool claiming) private view returns (Found memory found) {
        found = _find(terms);
        TradeState state = found.word.state();
        if (state != TradeState.OPEN && state != TradeState.CLAIMED) revert TradeNotOpen(found.tradeId, state);
        uint40 claimUntil = found.bid.end() + CLAIM_PERIOD;
        if (claiming && block.timestamp >= claimUntil) revert ClaimPeriodOver(claimUntil);
        if (!claiming && block.timestamp < claimUntil) revert ClaimPeriodRunning(claimUntil);
    }

    /// @return found A trade with its lane; `word` is zero if no lane holds the trade.
    function _find(bytes32[6] calldata terms) private view returns (Found memory found) {
        (found.bid, found.offer, found.tradeId) = _read(terms);
        (found.lane, found.shared, found.word) = _lanes[found.bid.meterKey()].find(found.tradeId);
        if (found.word.state() == TradeState.CLAIMED) found.claims = found.lane.claimsOf();
    }

    function _checkSignature(Signature calldata signature, address signer, bytes32 structHash) private view {
        if (!signature.isBy(signer, _tradeDigest(structHash))) revert InvalidSignature(signer);
    }

    function _settle(Found memory found, uint64 delivered, bool gains) private {
        _close(found);
        OrderAt bid = found.bid;
        uint128 paid = Settlement.payment(delivered, bid.price());
        uint128 locked = Settlement.lock(bid.energy(), bid.price());
        emit TradeSettled(found.tradeId, delivered, paid, locked - paid);
        _accounts.release(bid.account(), found.offer.account(), locked, paid, gains);
    }

    /// @dev A shared lane keeps the word until its meters are free; a lane of a single trade is cleared.
    function _close(Found memory found) private {
        uint40 busyUntil = found.word.busyUntil();
        if (found.shared) {
            found.lane.write(Lanes.pack(found.tradeId, busyUntil, TradeState.CLOSED));
            return;
        }
        found.lane.write(LaneWord.wrap(0));
        if (found.word.state() == TradeState.CLAIMED) found.lane.writeClaims(ClaimWord.wrap(0));
        if (busyUntil > block.timestamp) _vacateBoth(found.bid, found.offer);
    }

    function _vacateBoth(OrderAt bid, OrderAt offer) private {
        _vacate(bid.meterKey(), bid.start(), bid.end());
        _vacate(offer.meterKey(), bid.start(), bid.end());
    }

    function _lose(Found memory found, address owner) private {
        if (_movesReputation(found.bid, found.offer)) _accounts.changeReputation(owner, REPUTATION_LOSS);
    }

    /// @dev Two meters of one account could trade with each other at no cost.
    function _movesReputation(OrderAt bid, OrderAt offer) private view returns (bool) {
        return bid.energy() >= minimumReputationLot && bid.account() != offer.account();
    }

    // --- operation and views

    function setPaused(bool paused_) external exactCalldata(1) {
        if (!IAccessControl(address(registry)).hasRole(PAUSER_ROLE, msg.sender)) {
            revert AccessDenied(msg.sender, PAUSER_ROLE);
        }
        paused = paused_;
        emit PauseChanged(paused_, msg.sender);
    }

    function trade(address buyerMeter, bytes32 tradeId) external view returns (Trade memory seen) {
        (LaneAt lane,, LaneWord word) = _lanes[buyerMeter].find(tradeId);
        seen.state = word.state();
        seen.busyUntil = word.busyUntil();
        if (seen.state != TradeState.CLAIMED) return seen;
        ClaimWord claims = lane.claimsOf();
        (seen.buyerEnergy, seen.buyerClaimed, seen.buyerFinal) = claims.of_(Role.BUYER);
        (seen.sellerEnergy, seen.sellerClaimed, seen.sellerFinal) = claims.of_(Role.SELLER);
    }
}
