// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket} from "../src/interfaces/IEnergyMarket.sol";
import {IEnergyMarketBatches} from "../src/interfaces/IEnergyMarketBatches.sol";
import {Order} from "../src/types/Order.sol";
import {Role} from "../src/types/Receipt.sol";
import {FinalPair, Opening, TradeState} from "../src/types/Trade.sol";
import {World} from "./World.sol";

/// @notice Meters are freed by a separate call, by anyone, and only by the trade that keeps them busy.
contract FreeTest is World {
    Order private bid;
    Order private offer;

    function setUp() public override {
        super.setUp();
        (bid, offer,) = opened();
    }

    function test_notWhileItGoesOn() public {
        refuses();
        claim(bid, offer, Role.BUYER, 7, false);
        refuses();
        assertTrue(isBusy(alice.meterKey, bid.start, bid.end), "busy");
    }

    function test_afterASettlementByAnyone() public {
        vm.warp(bid.start + 60);
        settle(pair(bid, offer, 20_000, 20_100));
        assertTrue(isBusy(bob.meterKey, bid.start, bid.end), "busy until freed");
        assertEq(market.trade(bob.meterKey, digest(bid)).busyUntil, bid.end, "and seen to be");
        bytes32[6] memory terms_ = packed(bid, offer);
        vm.expectEmit(address(market));
        emit IEnergyMarket.MetersFreed(digest(bid));
        vm.prank(MALLORY);
        market.free(terms_);
        assertTrue(!isBusy(bob.meterKey, bid.start, bid.end), "the buyer's is free");
        assertTrue(!isBusy(alice.meterKey, bid.start, bid.end), "the seller's is free");
        refuses();
    }

    /// @notice A silent partner blocks no meter: the meter's own final, on chain, is enough.
    function test_afterEitherSidesClaimedFinal() public {
        for (uint256 side = 0; side < 2; ++side) {
            uint256 fresh = vm.snapshotState();
            vm.warp(bid.start + 60);
            claim(bid, offer, Role(side), 0, true);
            market.free(packed(bid, offer));
            refuses();
            assertTrue(stateOf(bid) == TradeState.CLAIMED, "still to be closed");
            Order memory next = offerBy(carol);
            (next.start, next.end, next.openBefore) = (bid.start + 61, bid.end + 3600, bid.end + 3600);
            Order memory other = bidBy(bob, next);
            (other.start, other.openBefore) = (next.start, next.start);
            open(other, next);
            vm.warp(bid.end + CLAIM_PERIOD);
            if (side == 0) market.settleClaimed(packed(bid, offer));
            else market.expire(packed(bid, offer));
            assertTrue(isClosed(bid), "closed");
            assertTrue(stateOf(other) == TradeState.OPEN, "the other stands");
            vm.revertToState(fresh);
        }
    }

    /// @notice Of two successive trades over the same interval, neither frees the other's.
    function test_notAnotherTrade() public {
        settle(pair(bid, offer, KWH, KWH));
        market.free(packed(bid, offer));
        Order memory next = offerBy(alice);
        Order memory other = bidBy(bob, next);
        assertTrue(other.start == bid.start && other.end == bid.end, "the same interval");
        open(other, next);
        refuses();
        assertTrue(isBusy(alice.meterKey, bid.start, bid.end), "the second keeps it");
        // Nor by terms that were never opened.
        Order memory forged = bidBy(carol, next);
        bytes memory reason = abi.encodeWithSelector(IEnergyMarket.NothingToFree.selector, digest(forged));
        refused(address(market), abi.encodeCall(market.free, (packed(forged, next))), reason);
    }

    function test_nothingIsLeftAtTheEnd() public {
        FinalPair memory item = pair(bid, offer, KWH, KWH);
        vm.warp(bid.end - 1);
        settle(item);
        vm.warp(bid.end);
        refuses();
    }

    /// @notice Five concurrent trades of one buyer: the fifth finds no lane, gets its own word and leaves it empty.
    function test_moreTradesThanLanes() public {
        Order[5] memory bids;
        Order[5] memory offers;
        (bids[0], offers[0]) = (bid, offer);
        for (uint40 index = 0; index < 5; ++index) {
            if (index > 0) {
                offers[index] = offerBy(index % 2 == 0 ? alice : carol);
                bids[index] = bidBy(bob, offers[index]);
                open(bids[index], offers[index]);
            }
            claim(bids[index], offers[index], Role.SELLER, index, true);
            if (index < 4) market.free(packed(bids[index], offers[index]));
        }
        for (uint40 index = 0; index < 5; ++index) {
            assertTrue(stateOf(bids[index]) == TradeState.CLAIMED, "each is found");
            assertEq(market.trade(bob.meterKey, digest(bids[index])).sellerEnergy, index, "with its own claim");
        }
        settle(pair(bids[4], offers[4], KWH, KWH));
        assertTrue(stateOf(bids[4]) == TradeState.NONE, "forgotten at once");
        assertTrue(!isBusy(bob.meterKey, bid.start, bid.end), "and its meters freed");
        settle(pair(bids[2], offers[2], KWH, KWH));
        assertEq(lockedOf(bob), 3 * 120_000, "three are left");
    }

    /// @notice A freed trade with its own word frees nothing when it closes, even if another has its interval.
    function test_closingAFreedTradeFreesNoOther() public {
        Order[6] memory bids;
        Order[6] memory offers;
        (bids[0], offers[0]) = (bid, offer);
        for (uint40 index = 0; index < 6; ++index) {
            if (index > 0) {
                offers[index] = offerBy(alice);
                bids[index] = bidBy(bob, offers[index]);
                open(bids[index], offers[index]);
            }
            if (index == 5) break;
            claim(bids[index], offers[index], Role.SELLER, 0, true);
            market.free(packed(bids[index], offers[index]));
        }
        settle(pair(bids[4], offers[4], KWH, KWH));
        assertTrue(stateOf(bids[4]) == TradeState.NONE, "it had a word of its own");
        assertTrue(isBusy(alice.meterKey, bid.start, bid.end), "the seller stays busy with the sixth");
        assertTrue(isBusy(bob.meterKey, bid.start, bid.end), "the buyer stays busy with the sixth");
    }

    // --- batches

    function test_freeAndOpenInOne() public {
        settle(pair(bid, offer, KWH, KWH));
        bytes32[6][] memory closed = new bytes32[6][](2);
        closed[0] = closed[1] = packed(bid, offer);
        Order memory next = offerBy(alice);
        Order memory other = bidBy(bob, next);
        Opening[] memory items = new Opening[](1);
        items[0] = Opening(packed(other, next), signed(other), signed(next));
        vm.expectEmit(address(batches));
        emit IEnergyMarketBatches.ItemSkipped(1, IEnergyMarket.NothingToFree.selector);
        batches.freeAndOpenMany(closed, items);
        assertTrue(stateOf(other) == TradeState.OPEN, "opened in the freed interval");
    }

    /// @notice No gas limit skips an item that more gas would execute: if the batch succeeds, its item is done.
    function test_aStarvedItemIsNotSkipped() public {
        FinalPair[] memory pairs = new FinalPair[](1);
        pairs[0] = pair(bid, offer, KWH, KWH);
        neverSkips(abi.encodeCall(batches.settleFinalMany, (pairs)), bid, TradeState.CLOSED);
        Order memory next = offerBy(carol);
        Order memory other = bidBy(bob, next);
        other.start = bid.end;
        other.end = next.end;
        Opening[] memory items = new Opening[](1);
        items[0] = Opening(packed(other, next), signed(other), signed(next));
        neverSkips(abi.encodeCall(batches.openMany, (items)), other, TradeState.OPEN);
    }

    function neverSkips(bytes memory call, Order memory wanted, TradeState state) private {
        bool succeeded;
        for (uint256 limit = 30_000; limit < 260_000; limit += 1_000) {
            uint256 fresh = vm.snapshotState();
            (bool done, bytes memory reason) = address(batches).call{gas: limit}(call);
            if (done) assertTrue(stateOf(wanted) == state, "done");
            bool starved = reason.length == 0 || bytes4(reason) == IEnergyMarketBatches.ItemStarved.selector;
            assertTrue(done || starved, "for want of gas alone");
            succeeded = succeeded || done;
            vm.revertToState(fresh);
        }
        assertTrue(succeeded, "with enough gas it is done");
    }

    // --- another chain id

    /// @notice A trade keeps its id when the chain id changes: it can be closed there, and its money withdrawn.
    function test_aNewChainIdLocksNothing() public {
        FinalPair memory item = pair(bid, offer, KWH, KWH);
        vm.chainId(9999);
        settle(item);
        assertEq(lockedOf(bob), 0, "settled");
    }

    function test_aNewChainIdLetsATradeExpire() public {
        vm.chainId(9999);
        vm.warp(bid.end + CLAIM_PERIOD);
        market.expire(packed(bid, offer));
        assertEq(balanceOf(bob), RICH, "refunded");
    }

    function refuses() private {
        bytes memory reason = abi.encodeWithSelector(IEnergyMarket.NothingToFree.selector, digest(bid));
        refused(address(market), abi.encodeCall(market.free, (packed(bid, offer))), reason);
    }
}
