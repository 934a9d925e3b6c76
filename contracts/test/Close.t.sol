// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket} from "../src/interfaces/IEnergyMarket.sol";
import {Order} from "../src/types/Order.sol";
import {Cause, Role} from "../src/types/Receipt.sol";
import {Claiming, FinalPair, TradeState} from "../src/types/Trade.sol";
import {Receipt, World} from "./World.sol";

/// @notice What each closing call rejects, and the first second at which it is allowed.
contract CloseTest is World {
    Order private bid;
    Order private offer;
    bytes32 private tradeId;

    function setUp() public override {
        super.setUp();
        (bid, offer, tradeId) = opened();
    }

    // --- settleFinal

    function test_settleFinalNeedsFinals() public {
        refuses(receipt(bid, Role.BUYER, KWH, 0, false), seller(KWH), notFinal(Role.BUYER));
        refuses(buyer(KWH), receipt(bid, Role.SELLER, KWH, KWH, false), notFinal(Role.SELLER));
    }

    function test_settleFinalNeedsOneOfEach() public {
        refuses(seller(KWH), seller(KWH), mismatch(Role.BUYER));
        refuses(buyer(KWH), buyer(KWH), mismatch(Role.SELLER));
    }

    function test_sellerNamesTheBuyersEnergy() public {
        refuses(buyer(KWH - 1), seller(KWH), mismatch(Role.SELLER));
    }

    function test_neitherBelowWhatWasClaimed() public {
        claim(bid, offer, Role.BUYER, 500_000, false);
        claim(bid, offer, Role.SELLER, 600_000, false);
        Receipt memory low = receipt(bid, Role.SELLER, 600_000, 499_999, true);
        refuses(buyer(499_999), low, mismatch(Role.BUYER));
        low = receipt(bid, Role.SELLER, 599_999, 500_000, true);
        refuses(buyer(500_000), low, mismatch(Role.SELLER));
        settle(pair(bid, offer, 500_000, 600_000));
    }

    function test_receiptOfAnotherTrade() public {
        Order memory other = bidBy(carol, offer);
        Receipt memory foreign = buyer(KWH);
        foreign.tradeId = digest(other);
        FinalPair memory item = pair(bid, offer, KWH, KWH);
        item.buyerSignature = signed(foreign, bob.meterKey);
        refused(address(market), settleCall(item), invalid(bob.meterKey));
    }

    function test_receiptByAnotherMeter() public {
        FinalPair memory item = pair(bid, offer, KWH, KWH);
        item.sellerSignature = signed(seller(KWH), carol.meterKey);
        refused(address(market), settleCall(item), invalid(alice.meterKey));
    }

    function test_settleFinalUntilTheClaimPeriodEnds() public {
        uint40 claimUntil = bid.end + CLAIM_PERIOD;
        vm.warp(claimUntil);
        bytes memory over = abi.encodeWithSelector(IEnergyMarket.ClaimPeriodOver.selector, claimUntil);
        refused(address(market), settleCall(pair(bid, offer, KWH, KWH)), over);
        refused(address(market), claimCall(claiming(bid, offer, Role.BUYER, KWH, true)), over);
        vm.warp(claimUntil - 1);
        settle(pair(bid, offer, KWH, KWH));
    }

    function test_malformedReceipts() public {
        FinalPair memory item = pair(bid, offer, KWH, KWH);
        bytes memory malformed = abi.encodeWithSelector(IEnergyMarket.MalformedStruct.selector);
        uint256 good = uint256(item.buyerReceipt);
        uint256[4] memory bad = [good | 1, good | (2 << 248), good | (3 << 32), good | (9 << 24)];
        for (uint256 index = 0; index < bad.length; ++index) {
            item.buyerReceipt = bytes32(bad[index]);
            refused(address(market), settleCall(item), malformed);
        }
        item.terms[5] = bytes32(uint256(item.terms[5]) | 1);
        refused(address(market), settleCall(item), malformed);
    }

    // --- claim

    function test_claimKeepsTheLargerAndAnyFinal() public {
        claim(bid, offer, Role.BUYER, 300_000, false);
        assertTrue(stateOf(bid) == TradeState.CLAIMED, "claimed");
        claim(bid, offer, Role.BUYER, 200_000, true);
        assertEq(market.trade(bob.meterKey, tradeId).buyerEnergy, 300_000, "the larger stays");
        assertTrue(market.trade(bob.meterKey, tradeId).buyerFinal, "the final is kept");
        claim(bid, offer, Role.BUYER, 400_000, false);
        assertEq(market.trade(bob.meterKey, tradeId).buyerEnergy, 400_000, "the larger is taken");
        assertTrue(market.trade(bob.meterKey, tradeId).buyerFinal, "the final stays");
        assertTrue(!market.trade(bob.meterKey, tradeId).sellerClaimed, "the other side is untouched");
        claim(bid, offer, Role.SELLER, 0, false);
        assertTrue(market.trade(bob.meterKey, tradeId).sellerClaimed, "zero is a claim");
        assertEq(market.trade(bob.meterKey, tradeId).buyerEnergy, 400_000, "the other side is untouched");
        assertEq(balanceOf(alice), RICH, "nothing is paid");
    }

    function test_claimThatChangesNothing() public {
        claim(bid, offer, Role.SELLER, 300_000, true);
        bytes memory stale = abi.encodeWithSelector(IEnergyMarket.ReceiptStale.selector, Role.SELLER, 300_000);
        refused(address(market), claimCall(claiming(bid, offer, Role.SELLER, 300_000, true)), stale);
        refused(address(market), claimCall(claiming(bid, offer, Role.SELLER, 299_999, true)), stale);
        refused(address(market), claimCall(claiming(bid, offer, Role.SELLER, 300_000, false)), stale);
    }

    function test_claimByTheWrongMeter() public {
        Claiming memory item = claiming(bid, offer, Role.BUYER, KWH, true);
        item.signature = signed(receipt(bid, Role.BUYER, KWH, KWH, true), alice.meterKey);
        refused(address(market), claimCall(item), invalid(bob.meterKey));
    }

    // --- settleClaimed and expire

    function test_afterTheClaimPeriodOnly() public {
        claim(bid, offer, Role.BUYER, KWH, true);
        uint40 claimUntil = bid.end + CLAIM_PERIOD;
        bytes memory running = abi.encodeWithSelector(IEnergyMarket.ClaimPeriodRunning.selector, claimUntil);
        vm.warp(claimUntil - 1);
        refused(address(market), abi.encodeCall(market.settleClaimed, (packed(bid, offer))), running);
        refused(address(market), abi.encodeCall(market.expire, (packed(bid, offer))), running);
        vm.warp(claimUntil);
        market.settleClaimed(packed(bid, offer));
    }

    function test_settleClaimedNeedsTheBuyersClaim() public {
        vm.warp(bid.end + CLAIM_PERIOD);
        refused(address(market), abi.encodeCall(market.settleClaimed, (packed(bid, offer))), notOpen(TradeState.OPEN));
        market.expire(packed(bid, offer));
    }

    function test_expireOnlyWithoutTheBuyersClaim() public {
        claim(bid, offer, Role.BUYER, 0, false);
        vm.warp(bid.end + CLAIM_PERIOD);
        refused(address(market), abi.encodeCall(market.expire, (packed(bid, offer))), notOpen(TradeState.CLAIMED));
    }

    // --- any

    function test_closedStaysClosed() public {
        settle(pair(bid, offer, KWH, KWH));
        everythingRefused(TradeState.CLOSED);
        assertEq(lockedOf(bob), 0, "nothing locked");
    }

    function test_expiredStaysClosed() public {
        vm.warp(bid.end + CLAIM_PERIOD);
        market.expire(packed(bid, offer));
        everythingRefused(TradeState.CLOSED);
    }

    function test_unknownTrade() public {
        tradeId = digest(bid = bidBy(carol, offer));
        everythingRefused(TradeState.NONE);
    }

    function test_termsAreBoundByTheTradeId() public {
        FinalPair memory item = pair(bid, offer, KWH, KWH);
        for (uint256 offset = 0; offset < 174; ++offset) {
            bytes32[6] memory terms_ = packed(bid, offer);
            terms_[offset / 32] ^= bytes32(uint256(1) << (248 - 8 * (offset % 32)));
            item.terms = terms_;
            (bool done, bytes memory reason) = address(market).call(settleCall(item));
            bool another = bytes4(reason) == IEnergyMarket.TradeNotOpen.selector;
            // Flipping the sensor class bit gives the other class; any other bit is invalid.
            assertTrue(!done && (another || offset == 71 || offset == 168), "another trade");
        }
    }

    function everythingRefused(TradeState state) private {
        bytes memory reason = notOpen(state);
        refused(address(market), settleCall(pair(bid, offer, KWH, KWH)), reason);
        refused(address(market), claimCall(claiming(bid, offer, Role.BUYER, KWH, true)), reason);
        refused(address(market), abi.encodeCall(market.settleClaimed, (packed(bid, offer))), reason);
        refused(address(market), abi.encodeCall(market.expire, (packed(bid, offer))), reason);
    }

    function refuses(Receipt memory one, Receipt memory other, bytes memory reason) private {
        refused(address(market), settleCall(pairOf(bid, offer, one, other)), reason);
    }

    function buyer(uint64 energy) private view returns (Receipt memory) {
        return receipt(bid, Role.BUYER, energy, 0, true);
    }

    function seller(uint64 energy) private view returns (Receipt memory) {
        return receipt(bid, Role.SELLER, energy, energy, true);
    }

    function notFinal(Role role) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IEnergyMarket.ReceiptNotFinal.selector, role);
    }

    function mismatch(Role role) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IEnergyMarket.ReceiptMismatch.selector, role);
    }

    function invalid(address meterKey) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IEnergyMarket.InvalidSignature.selector, meterKey);
    }

    function notOpen(TradeState state) private view returns (bytes memory) {
        return abi.encodeWithSelector(IEnergyMarket.TradeNotOpen.selector, tradeId, state);
    }
}
