// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket, OrderFault, WithdrawalFault} from "../../src/interfaces/IEnergyMarket.sol";
import {IMeterRegistry} from "../../src/interfaces/IMeterRegistry.sol";
import {Cancel, Withdrawal} from "../../src/types/Commands.sol";
import {SensorClass} from "../../src/types/Enrolment.sol";
import {Order} from "../../src/types/Order.sol";
import {Role} from "../../src/types/Receipt.sol";
import {TradeState} from "../../src/types/Trade.sol";
import {Reasons} from "./Reasons.sol";
import {MeterModel, RegistryModel} from "./RegistryModel.sol";

/// @notice What the model knows about an account.
struct AccountModel {
    uint256 balance;
    uint256 locked;
    int256 reputation;
    uint256 lastGain;
    uint64 nonce;
}

/// @notice Two signed orders and the trade that they make; NONE as long as it was never opened.
struct TradeModel {
    Order bid;
    Order offer;
    bytes32 id;
    TradeState state;
    /// By role.
    uint64[2] energy;
    bool[2] claimed;
    bool[2] isFinal;
    bool freed;
    /// Which of its buyer's meter's lanes it uses; LANES for one of its own.
    uint256 lane;
}

/// @notice A pair of final receipts as it is put on chain.
struct FinalModel {
    uint64 buyer;
    uint64 seller;
    /// The buyer's energy as the seller's receipt has it.
    uint64 named;
    bool buyerFinal;
    bool sellerFinal;
    address buyerSigner;
    address sellerSigner;
}

/// @notice What is true of the market, and which refusals are: the rules of the design written down once more, over plain
/// lists, without a packed word.
abstract contract MarketModel is RegistryModel {
    uint256 internal constant LANES = 4;
    uint256 internal constant WINDOW = 64;
    uint256 internal constant ENTRIES = 3;

    TradeModel[] internal trades;
    mapping(address account => AccountModel) internal accounts;
    mapping(address meterKey => mapping(uint40 nonce => bool)) internal used;
    /// By lane the index of its trade plus one.
    mapping(address buyerMeter => uint256[LANES]) internal lanes;
    bool internal isPaused;
    uint256 internal held;
    uint256 internal gains;
    uint256 internal losses;

    // --- nonces and time

    /// @notice Used, cancelled, or 64 behind the newest.
    function isSpent(address meterKey, uint40 nonce) internal view returns (bool) {
        MeterModel storage meter = meters[meterKey];
        return used[meterKey][nonce] || nonce < meter.floor || uint256(nonce) + WINDOW <= meter.newest;
    }

    /// @notice Whether a cancel of all nonces below `minNonce` changes anything.
    function movesBelow(address meterKey, uint40 minNonce) internal view returns (bool) {
        if (minNonce > meters[meterKey].newest) return true;
        for (uint256 back = 1; back <= WINDOW && back <= minNonce; ++back) {
            if (!isSpent(meterKey, uint40(minNonce - back))) return true;
        }
        return false;
    }

    function isLive(TradeModel storage trade) internal view returns (bool) {
        return trade.state != TradeState.NONE && !trade.freed && trade.bid.end > block.timestamp;
    }

    function isOf(TradeModel storage trade, address meterKey) internal view returns (bool) {
        return trade.bid.meterKey == meterKey || trade.offer.meterKey == meterKey;
    }

    /// @notice Three trades ahead, or one that overlaps.
    function isBusyOver(address meterKey, uint40 start, uint40 end) internal view returns (bool) {
        uint256 ahead;
        for (uint256 index = 0; index < trades.length; ++index) {
            TradeModel storage trade = trades[index];
            if (!isOf(trade, meterKey) || !isLive(trade)) continue;
            if (start < trade.bid.end && trade.bid.start < end) return true;
            ++ahead;
        }
        return ahead >= ENTRIES;
    }

    // --- the trade as the chain shows it

    /// @notice A closed trade is visible until its lane is reused; one with its own lane vanishes at once.
    function seen(uint256 index) internal view returns (TradeState) {
        TradeModel storage trade = trades[index];
        bool kept = trade.lane < LANES && lanes[trade.bid.meterKey][trade.lane] == index + 1;
        return trade.state == TradeState.CLOSED && !kept ? TradeState.NONE : trade.state;
    }

    function freeLane(address buyerMeter) internal view returns (uint256 lane) {
        for (; lane < LANES; ++lane) {
            uint256 holder = lanes[buyerMeter][lane];
            if (holder == 0) return lane;
            TradeModel storage trade = trades[holder - 1];
            if (trade.state == TradeState.CLOSED && !isLive(trade)) return lane;
        }
    }

    // --- which refusals are true

    function openReasons(uint256 index, address bidSigner, address offerSigner)
        internal
        view
        returns (Reasons memory why)
    {
        TradeModel storage trade = trades[index];
        (Order memory bid, Order memory offer) = (trade.bid, trade.offer);
        uint256 time = block.timestamp;
        why.addIf(isPaused, abi.encodeWithSelector(IEnergyMarket.MarketPaused.selector));
        matchingReasons(why, bid, offer);
        bytes4 late = IEnergyMarket.OrderExpired.selector;
        why.addIf(time >= bid.openBefore, abi.encodeWithSelector(late, bid.openBefore));
        why.addIf(time >= offer.openBefore, abi.encodeWithSelector(late, offer.openBefore));
        uint40 opensFrom = bid.start - 48 hours;
        bytes4 selector = IEnergyMarket.TooFarAhead.selector;
        why.addIf(time < opensFrom, abi.encodeWithSelector(selector, bid.start, opensFrom));
        selector = IEnergyMarket.BelowMinimumLot.selector;
        why.addIf(bid.energy < MINIMUM_LOT, abi.encodeWithSelector(selector, bid.energy, MINIMUM_LOT));
        admissionReasons(why, bid, offer.minSensorClass);
        admissionReasons(why, offer, bid.minSensorClass);
        selector = IEnergyMarket.InvalidSignature.selector;
        why.addIf(bidSigner != bid.meterKey, abi.encodeWithSelector(selector, bid.meterKey));
        why.addIf(offerSigner != offer.meterKey, abi.encodeWithSelector(selector, offer.meterKey));
        bool stands = seen(index) != TradeState.NONE;
        why.addIf(stands, abi.encodeWithSelector(IEnergyMarket.TradeExists.selector, trade.id));
        occupationReasons(why, bid, bid, stands);
        occupationReasons(why, offer, bid, false);
        bookReasons(why, bid, offer);
    }

    function matchingReasons(Reasons memory why, Order memory bid, Order memory offer) private pure {
        why.addIf(bid.meterKey == offer.meterKey, fault(OrderFault.SAME_METER));
        why.addIf(bid.end <= bid.start || offer.end <= offer.start, fault(OrderFault.INTERVAL));
        why.addIf(bid.end > bid.start && bid.end - bid.start > 12 hours, fault(OrderFault.INTERVAL));
        why.addIf(bid.openBefore > bid.start || offer.openBefore > offer.end, fault(OrderFault.OPEN_BEFORE));
        why.addIf(bid.lossBandPpm > 1_000_000 || offer.lossBandPpm > 1_000_000, fault(OrderFault.LOSS_BAND));
        why.addIf(needs(bid) > bid.end || needs(offer) > offer.end, fault(OrderFault.POWER));
        bool outside = bid.start < offer.start || bid.end > offer.end;
        bytes4 selector = IEnergyMarket.IntervalOutOfOffer.selector;
        why.addIf(outside, abi.encodeWithSelector(selector, bid.start, bid.end));
        outside = bid.energy < offer.minEnergy || bid.energy > offer.energy;
        selector = IEnergyMarket.EnergyOutOfOffer.selector;
        why.addIf(outside, abi.encodeWithSelector(selector, bid.energy, offer.minEnergy, offer.energy));
    }

    /// @return The first whole second at which the order's energy can have flowed.
    function needs(Order memory order) private pure returns (uint256) {
        uint256 millijoules = uint256(order.energy) * 3600;
        return order.start + (millijoules + order.power - 1) / order.power;
    }

    function admissionReasons(Reasons memory why, Order memory order, SensorClass least) private view {
        MeterModel storage meter = meters[order.meterKey];
        bool admitted = mayTrade(order.meterKey) && meter.home.account == order.account;
        why.addIf(!admitted, abi.encodeWithSelector(IMeterRegistry.NotEnrolled.selector, order.meterKey));
        bytes4 selector = IMeterRegistry.SensorClassTooLow.selector;
        bool low = admitted && uint8(meter.sensorClass) < uint8(least);
        why.addIf(low, abi.encodeWithSelector(selector, order.meterKey, meter.sensorClass, least));
    }

    /// @param exists Whether a spent nonce is reported as the trade that spent it.
    function occupationReasons(Reasons memory why, Order memory order, Order memory bid, bool exists) private view {
        bool spent = isSpent(order.meterKey, order.nonce) && !exists;
        why.addIf(spent, abi.encodeWithSelector(IEnergyMarket.OrderCancelled.selector, order.meterKey, order.nonce));
        bool busy = isBusyOver(order.meterKey, bid.start, bid.end);
        why.addIf(busy, abi.encodeWithSelector(IEnergyMarket.MeterBusy.selector, order.meterKey));
    }

    function bookReasons(Reasons memory why, Order memory bid, Order memory offer) private view {
        AccountModel storage buyer = accounts[bid.account];
        AccountModel storage seller = accounts[offer.account];
        why.addIf(buyer.balance < lockOf(bid), shortOf(bid.account, buyer.balance, lockOf(bid)));
        bytes4 selector = IEnergyMarket.ReputationTooLow.selector;
        bytes memory low = abi.encodeWithSelector(selector, bid.account, buyer.reputation, offer.minReputation);
        why.addIf(buyer.reputation < offer.minReputation, low);
        low = abi.encodeWithSelector(selector, offer.account, seller.reputation, bid.minReputation);
        why.addIf(seller.reputation < bid.minReputation, low);
    }

    function settleReasons(uint256 index, FinalModel memory finals) internal view returns (Reasons memory why) {
        if (closingReasons(why, index, true)) return why;
        TradeModel storage trade = trades[index];
        bytes4 selector = IEnergyMarket.ReceiptMismatch.selector;
        why.addIf(finals.buyer < trade.energy[0], abi.encodeWithSelector(selector, Role.BUYER));
        bool mismatch = finals.seller < trade.energy[1] || finals.named != finals.buyer;
        why.addIf(mismatch, abi.encodeWithSelector(selector, Role.SELLER));
        selector = IEnergyMarket.ReceiptNotFinal.selector;
        why.addIf(!finals.buyerFinal, abi.encodeWithSelector(selector, Role.BUYER));
        why.addIf(!finals.sellerFinal, abi.encodeWithSelector(selector, Role.SELLER));
        signatureReason(why, trade.bid.meterKey, finals.buyerSigner);
        signatureReason(why, trade.offer.meterKey, finals.sellerSigner);
    }

    function claimReasons(uint256 index, Role role, uint64 energy, bool isFinal, address signer)
        internal
        view
        returns (Reasons memory why)
    {
        if (closingReasons(why, index, true)) return why;
        TradeModel storage trade = trades[index];
        uint256 side = uint256(role);
        bool news = !trade.claimed[side] || energy > trade.energy[side] || (isFinal && !trade.isFinal[side]);
        bytes4 selector = IEnergyMarket.ReceiptStale.selector;
        why.addIf(!news, abi.encodeWithSelector(selector, role, trade.energy[side]));
        signatureReason(why, role == Role.BUYER ? trade.bid.meterKey : trade.offer.meterKey, signer);
    }

    /// @param buyerClaimed What the call needs: a claim of the buyer (`settleClaimed`) or none (`expire`).
    function endReasons(uint256 index, bool buyerClaimed) internal view returns (Reasons memory why) {
        if (closingReasons(why, index, false)) return why;
        bool other = trades[index].claimed[0] != buyerClaimed;
        why.addIf(other, abi.encodeWithSelector(IEnergyMarket.TradeNotOpen.selector, trades[index].id, seen(index)));
    }

    function freeReasons(uint256 index) internal view returns (Reasons memory why) {
        TradeModel storage trade = trades[index];
        bool over = trade.state == TradeState.CLOSED || trade.isFinal[0] || trade.isFinal[1];
        why.addIf(!over || !isLive(trade), abi.encodeWithSelector(IEnergyMarket.NothingToFree.selector, trade.id));
    }

    /// @return Whether the trade cannot be closed at all.
    function closingReasons(Reasons memory why, uint256 index, bool claiming) private view returns (bool) {
        TradeState state = seen(index);
        bytes4 selector = IEnergyMarket.TradeNotOpen.selector;
        bool stands = state == TradeState.OPEN || state == TradeState.CLAIMED;
        why.addIf(!stands, abi.encodeWithSelector(selector, trades[index].id, state));
        if (!stands) return true;
        uint40 until = trades[index].bid.end + CLAIM_PERIOD;
        selector = claiming ? IEnergyMarket.ClaimPeriodOver.selector : IEnergyMarket.ClaimPeriodRunning.selector;
        why.addIf(claiming == (block.timestamp >= until), abi.encodeWithSelector(selector, until));
        return false;
    }

    function signatureReason(Reasons memory why, address meterKey, address signer) private pure {
        bytes4 selector = IEnergyMarket.InvalidSignature.selector;
        why.addIf(signer != meterKey, abi.encodeWithSelector(selector, meterKey));
    }

    /// @param changes Whether something is left to cancel.
    function cancelReasons(Cancel memory command, address signer, bool changes)
        internal
        view
        returns (Reasons memory why)
    {
        bytes4 selector = IEnergyMarket.NotEnrolled.selector;
        bool known = meters[command.meterKey].home.account == command.account;
        why.addIf(!known, abi.encodeWithSelector(selector, command.meterKey));
        bool byMeter = signer == command.meterKey;
        bool charges = byMeter && command.submitterFee != 0;
        bool forbidden = charges && (!mayTrade(command.meterKey) || command.submitterFee > METER_KEY_FEE_CAP);
        forbidden = forbidden || block.timestamp > command.deadline;
        selector = IEnergyMarket.CancelInvalid.selector;
        why.addIf(forbidden, abi.encodeWithSelector(selector, command.meterKey));
        signatureReason(why, command.meterKey, signer == command.account ? command.meterKey : signer);
        selector = IEnergyMarket.OrderCancelled.selector;
        why.addIf(!changes, abi.encodeWithSelector(selector, command.meterKey, command.minNonce));
    }

    function withdrawalReasons(Withdrawal memory order, address signer) internal view returns (Reasons memory why) {
        AccountModel storage owner = accounts[order.account];
        bytes4 selector = IEnergyMarket.WithdrawalInvalid.selector;
        why.addIf(order.amount == 0, abi.encodeWithSelector(selector, WithdrawalFault.AMOUNT));
        why.addIf(block.timestamp > order.deadline, abi.encodeWithSelector(selector, WithdrawalFault.DEADLINE));
        why.addIf(order.nonce != owner.nonce, abi.encodeWithSelector(selector, WithdrawalFault.NONCE));
        signatureReason(why, order.account, signer);
        bool short = owner.balance < order.amount;
        why.addIf(short, shortOf(order.account, owner.balance, order.amount));
        uint256 left = short ? 0 : owner.balance - order.amount;
        why.addIf(!short && left < order.submitterFee, shortOf(order.account, left, order.submitterFee));
    }

    function depositReasons(address account, uint128 amount) internal view returns (Reasons memory why) {
        bytes4 selector = IEnergyMarket.AccountUnknown.selector;
        why.addIf(activeMeter[account] == address(0), abi.encodeWithSelector(selector, account));
        selector = IEnergyMarket.DepositInvalid.selector;
        bool fits = amount != 0 && held + amount <= type(uint96).max;
        why.addIf(!fits, abi.encodeWithSelector(selector, account, amount));
    }

    function fault(OrderFault what) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IEnergyMarket.OrderInvalid.selector, what);
    }

    function shortOf(address account, uint256 balance, uint256 needed) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IEnergyMarket.InsufficientBalance.selector, account, balance, needed);
    }

    /// @return Energy × price, rounded up to whole micro-units.
    function lockOf(Order memory bid) internal pure returns (uint256) {
        return (uint256(bid.energy) * bid.price + 999_999) / 1_000_000;
    }
}
