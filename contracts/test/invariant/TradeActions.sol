// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarketBatches} from "../../src/interfaces/IEnergyMarketBatches.sol";
import {SensorClass} from "../../src/types/Enrolment.sol";
import {Order} from "../../src/types/Order.sol";
import {Role} from "../../src/types/Receipt.sol";
import {Claiming, FinalPair, Opening, TradeState} from "../../src/types/Trade.sol";
import {Vm} from "../Cheats.sol";
import {Household, Receipt} from "../World.sol";
import {Effects} from "./Effects.sol";
import {FinalModel, TradeModel} from "./MarketModel.sol";
import {Reasons} from "./Reasons.sol";

/// @notice Random trades, valid and invalid, singly and in batches. Every answer is checked against the model.
abstract contract TradeActions is Effects {
    uint256 internal constant MOST_TRADES = 80;

    /// @notice How often a call, by its selector, was refused for a reason; for zero: how often it was done.
    mapping(bytes4 call => mapping(bytes4 reason => uint256)) public tally;

    error AcceptedAgainst(bytes reason);
    error RefusedUntruly(bytes got, bytes oneTrueReason);

    // --- actions

    function openTrade(uint256 seed) external {
        uint256 index = chance(seed, 1, 3) ? anyTrade(seed) : make(seed);
        if (index == MOST_TRADES) return;
        (address bidSigner, address offerSigner) = (trades[index].bid.meterKey, trades[index].offer.meterKey);
        if (chance(seed, 2, 24)) bidSigner = offerSigner;
        if (chance(seed, 3, 24)) offerSigner = trades[index].bid.meterKey;
        Reasons memory why = openReasons(index, bidSigner, offerSigner);
        Opening memory item = opening(index, bidSigner, offerSigner);
        bytes memory call = abi.encodeCall(market.openTrade, (item.terms, item.bidSignature, item.offerSignature));
        if (attempt(address(market), call, why)) applyOpen(index);
    }

    /// @notice Frees some trades and opens others in one transaction, or only opens.
    function openMany(uint256 seed) external {
        uint256 count = seed % 3 + 1;
        uint256[] memory indices = new uint256[](count);
        Opening[] memory items = new Opening[](count);
        for (uint256 item = 0; item < count; ++item) {
            uint256 luck = random(seed, item);
            uint256 index = chance(luck, 1, 4) ? anyTrade(luck) : make(luck);
            if (index == MOST_TRADES) return;
            indices[item] = index;
            items[item] = opening(index, trades[index].bid.meterKey, trades[index].offer.meterKey);
        }
        uint256[] memory closed = new uint256[](chance(seed, 4, 2) ? 0 : seed / 3 % 3 + 1);
        bytes32[6][] memory closedTerms = new bytes32[6][](closed.length);
        for (uint256 item = 0; item < closed.length; ++item) {
            closed[item] = freeable(random(seed, 10 + item));
            closedTerms[item] = packed(trades[closed[item]].bid, trades[closed[item]].offer);
        }
        Vm.Log[] memory logs;
        vm.recordLogs();
        if (closed.length == 0) batches.openMany(items);
        else batches.freeAndOpenMany(closedTerms, items);
        logs = vm.getRecordedLogs();
        for (uint256 item = 0; item < closed.length; ++item) {
            Reasons memory why = freeReasons(closed[item]);
            if (itemDone(logs, item, market.free.selector, why)) trades[closed[item]].freed = true;
        }
        for (uint256 item = 0; item < count; ++item) {
            TradeModel storage trade = trades[indices[item]];
            Reasons memory why = openReasons(indices[item], trade.bid.meterKey, trade.offer.meterKey);
            if (itemDone(logs, closed.length + item, market.openTrade.selector, why)) applyOpen(indices[item]);
        }
    }

    function settleFinal(uint256 seed) external {
        if (trades.length == 0) return;
        uint256 index = standing(seed);
        (Order memory bid, Order memory offer) = (trades[index].bid, trades[index].offer);
        FinalModel memory finals;
        finals.buyer = someEnergy(seed, bid.energy);
        finals.seller = someEnergy(seed >> 64, bid.energy);
        finals.named = chance(seed, 1, 12) ? finals.buyer + 1 : finals.buyer;
        finals.buyerFinal = !chance(seed, 2, 16);
        finals.sellerFinal = !chance(seed, 3, 16);
        finals.buyerSigner = chance(seed, 4, 24) ? offer.meterKey : bid.meterKey;
        finals.sellerSigner = chance(seed, 5, 24) ? bid.meterKey : offer.meterKey;
        Receipt memory buyer = receipt(bid, Role.BUYER, finals.buyer, 0, finals.buyerFinal);
        Receipt memory seller = receipt(bid, Role.SELLER, finals.seller, finals.named, finals.sellerFinal);
        FinalPair memory item = pairOf(bid, offer, buyer, seller);
        item.buyerSignature = signed(buyer, finals.buyerSigner);
        item.sellerSignature = signed(seller, finals.sellerSigner);
        Reasons memory why = settleReasons(index, finals);
        if (attempt(address(market), settleCall(item), why)) applySettleFinal(index, finals);
    }

    function claimReceipt(uint256 seed) external {
        if (trades.length == 0) return;
        uint256 index = standing(seed);
        (Order memory bid, Order memory offer) = (trades[index].bid, trades[index].offer);
        Role role = Role(seed % 2);
        uint64 energy = someEnergy(seed, bid.energy);
        bool isFinal = chance(seed, 1, 2);
        address signer = role == Role.BUYER ? bid.meterKey : offer.meterKey;
        if (chance(seed, 2, 24)) signer = role == Role.BUYER ? offer.meterKey : bid.meterKey;
        Claiming memory item = claiming(bid, offer, role, energy, isFinal);
        item.signature = signed(receipt(bid, role, energy, energy, isFinal), signer);
        Reasons memory why = claimReasons(index, role, energy, isFinal, signer);
        if (attempt(address(market), claimCall(item), why)) applyClaim(index, role, energy, isFinal);
    }

    function settleClaimed(uint256 seed) external {
        if (trades.length != 0) settleClaimedOf(standing(seed));
    }

    function expire(uint256 seed) external {
        if (trades.length != 0) expireOf(standing(seed));
    }

    function free(uint256 seed) external {
        if (trades.length == 0) return;
        uint256 index = freeable(seed);
        bytes memory call = abi.encodeCall(market.free, (packed(trades[index].bid, trades[index].offer)));
        if (attempt(address(market), call, freeReasons(index))) trades[index].freed = true;
    }

    /// @notice Anyone can close every trade, whatever happened.
    function endAll() external {
        vm.warp(block.timestamp + 100 hours);
        for (uint256 index = 0; index < trades.length; ++index) {
            if (trades[index].state == TradeState.NONE) continue;
            settleClaimedOf(index);
            expireOf(index);
            assertTrue(trades[index].state == TradeState.CLOSED, "ended");
        }
    }

    // --- what they are made of

    function settleClaimedOf(uint256 index) private {
        bytes memory call = abi.encodeCall(market.settleClaimed, (packed(trades[index].bid, trades[index].offer)));
        if (attempt(address(market), call, endReasons(index, true))) applySettleClaimed(index);
    }

    function expireOf(uint256 index) private {
        bytes memory call = abi.encodeCall(market.expire, (packed(trades[index].bid, trades[index].offer)));
        if (attempt(address(market), call, endReasons(index, false))) applyExpire(index);
    }

    function attempt(address target, bytes memory call, Reasons memory why) internal returns (bool) {
        return attempt(MALLORY, target, call, why);
    }

    function attempt(address sender, address target, bytes memory call, Reasons memory why) internal returns (bool) {
        vm.prank(sender);
        (bool done, bytes memory got) = target.call(call);
        if (done && why.count != 0) revert AcceptedAgainst(why.data[0]);
        if (!done && !why.holds(got)) revert RefusedUntruly(got, why.data[0]);
        ++tally[bytes4(call)][done ? bytes4(0) : bytes4(got)];
        return done;
    }

    function itemDone(Vm.Log[] memory logs, uint256 item, bytes4 call, Reasons memory why) private returns (bool) {
        bytes4 reason;
        for (uint256 index = 0; index < logs.length; ++index) {
            if (logs[index].topics[0] != IEnergyMarketBatches.ItemSkipped.selector) continue;
            (uint256 number, bytes4 given) = abi.decode(logs[index].data, (uint256, bytes4));
            if (number == item) reason = given;
        }
        if (reason == 0 && why.count != 0) revert AcceptedAgainst(why.data[0]);
        if (reason != 0 && !why.holdsKind(reason)) revert RefusedUntruly(abi.encode(reason), why.data[0]);
        ++tally[call][reason];
        return reason == 0;
    }

    function opening(uint256 index, address bidSigner, address offerSigner) private view returns (Opening memory) {
        (Order memory bid, Order memory offer) = (trades[index].bid, trades[index].offer);
        return
            Opening(
                packed(bid, offer), sign(secretOf(bidSigner), digest(bid)), sign(secretOf(offerSigner), digest(offer))
            );
    }

    /// @return index Of a new pair of orders; MOST_TRADES if there are enough.
    function make(uint256 seed) private returns (uint256 index) {
        index = trades.length;
        if (index == MOST_TRADES) return index;
        Order memory offer = someOffer(random(seed, 20));
        // A seller's offer may be named by several bids.
        if (index != 0 && chance(seed, 5, 8)) offer = trades[index - 1].offer;
        Order memory bid = someBid(random(seed, 21), offer);
        TradeModel storage trade = trades.push();
        (trade.bid, trade.offer, trade.id) = (bid, offer, digest(bid));
    }

    function someOffer(uint256 seed) private returns (Order memory offer) {
        Household memory seller = meters[someMeter(seed)].home;
        offer = offerBy(seller);
        if (chance(seed, 1, 32)) offer.account = alice.account;
        offer.start = uint40(block.timestamp + random(seed, 2) % (chance(seed, 3, 12) ? 60 hours : 1 hours));
        offer.end = offer.openBefore = offer.start
            + uint40(random(seed, 4) % (chance(seed, 5, 12) ? 30 hours : 4 hours));
        if (chance(seed, 6, 24)) offer.openBefore += 1;
        if (chance(seed, 7, 12)) offer.openBefore = uint40(block.timestamp + 600);
        offer.energy = uint64(MINIMUM_REPUTATION_LOT + random(seed, 8) % (2 * KWH));
        offer.minEnergy = chance(seed, 18, 2) ? 0 : uint64(random(seed, 9) % MINIMUM_REPUTATION_LOT);
        if (chance(seed, 10, 12)) offer.power = 1_000_000;
        offer.price = uint64(random(seed, 11) % (chance(seed, 12, 12) ? 2_000_000_000 : 1_000_000));
        if (chance(seed, 13, 24)) offer.lossBandPpm = 1_000_001;
        offer.minReputation = leastReputation(seed);
        if (chance(seed, 14, 20)) offer.minSensorClass = SensorClass.SECURE_WORLD;
        offer.nonce = someNonce(random(seed, 15), offer.meterKey);
    }

    function someBid(uint256 seed, Order memory offer) private returns (Order memory bid) {
        address buyer = someMeter(seed);
        for (uint256 salt = 50; buyer == offer.meterKey && !chance(seed, 15, 24); ++salt) {
            buyer = someMeter(random(seed, salt));
        }
        bid = bidBy(meters[buyer].home, offer);
        if (chance(seed, 1, 32)) bid.account = bob.account;
        uint40 length = offer.end - offer.start;
        bid.start = offer.start + uint40(random(seed, 2) % (length / 2 + 1));
        bid.end = bid.start + (chance(seed, 3, 3) ? length / 2 : uint40(random(seed, 4) % (length / 2 + 1)));
        if (chance(seed, 5, 24)) bid.end = offer.end + 1;
        // Right behind another trade.
        if (trades.length != 0 && chance(seed, 19, 3)) {
            uint40 behind = trades[standing(seed)].bid.end;
            if (behind >= offer.start && behind < offer.end) (bid.start, bid.end) = (behind, offer.end);
        }
        bid.openBefore = chance(seed, 6, 12) ? uint40(block.timestamp + 300) : bid.start;
        bid.energy = uint64(offer.minEnergy + random(seed, 7) % (offer.energy - offer.minEnergy + 1));
        if (chance(seed, 8, 6)) bid.energy = MINIMUM_REPUTATION_LOT - uint64(random(seed, 9) % 2);
        if (chance(seed, 13, 8)) bid.energy = MINIMUM_LOT - uint64(random(seed, 14) % 2);
        if (chance(seed, 10, 16)) bid.energy = offer.energy + 1;
        bid.minEnergy = bid.energy;
        bid.minReputation = leastReputation(seed);
        if (chance(seed, 11, 20)) bid.minSensorClass = SensorClass.SECURE_WORLD;
        bid.nonce = someNonce(random(seed, 12), bid.meterKey);
    }

    function leastReputation(uint256 seed) private pure returns (int32) {
        return chance(seed, 16, 5) ? int32(uint32(random(seed, 17) % 5)) - 3 : int32(-1000);
    }

    /// @notice Mostly the active meter of an account, else any.
    function someMeter(uint256 seed) internal view returns (address) {
        if (chance(seed, 18, 12)) return meterKeys[random(seed, 19) % meterKeys.length];
        return activeMeter[[alice.account, bob.account, carol.account][random(seed, 19) % 3]];
    }

    /// @notice The next one, one further ahead, one behind, or one that is out of the window.
    function someNonce(uint256 seed, address meterKey) internal view returns (uint40) {
        uint40 newest = meters[meterKey].newest;
        uint256 kind = seed % 8;
        if (kind < 5) return newest + 1 + uint40(random(seed, 1) % 3);
        if (kind == 5) return newest + uint40(random(seed, 1) % 70);
        // At the edge of the window, or near the newest.
        uint40 back = uint40(kind == 6 ? 60 + random(seed, 1) % 6 : random(seed, 1) % 6);
        return back > newest ? newest : newest - back;
    }

    function someEnergy(uint256 seed, uint64 energy) private pure returns (uint64) {
        if (chance(seed, 30, 2)) return energy - uint64(random(seed, 31) % (energy / 20 + 1));
        return uint64(random(seed, 31) % (3 * KWH));
    }

    /// @notice Mostly one of the last ten.
    function anyTrade(uint256 seed) internal view returns (uint256) {
        uint256 count = trades.length;
        if (count == 0) return MOST_TRADES;
        uint256 back = random(seed, 40) % (chance(seed, 41, 4) || count < 10 ? count : 10);
        return count - 1 - back;
    }

    /// @notice Mostly one that is open or claimed, if there is one.
    function standing(uint256 seed) internal view returns (uint256 index) {
        index = anyTrade(seed);
        for (uint256 tried = 0; tried < trades.length && !chance(seed, 42, 6); ++tried) {
            TradeState state = trades[(index + tried) % trades.length].state;
            if (state == TradeState.OPEN || state == TradeState.CLAIMED) return (index + tried) % trades.length;
        }
    }

    /// @notice Mostly one that can be freed, if there is one.
    function freeable(uint256 seed) internal view returns (uint256 index) {
        index = anyTrade(seed);
        for (uint256 tried = 0; tried < trades.length && !chance(seed, 42, 3); ++tried) {
            uint256 other = (index + tried) % trades.length;
            if (freeReasons(other).count == 0) return other;
        }
    }

    function random(uint256 seed, uint256 salt) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, salt)));
    }

    /// @notice True once in `many`.
    function chance(uint256 seed, uint256 salt, uint256 many) internal pure returns (bool) {
        return random(seed, salt + 1000) % many == 0;
    }
}
