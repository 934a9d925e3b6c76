// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket} from "../src/interfaces/IEnergyMarket.sol";
import {IMeterRegistry} from "../src/interfaces/IMeterRegistry.sol";
import {Order} from "../src/types/Order.sol";
import {Role} from "../src/types/Receipt.sol";
import {FinalPair} from "../src/types/Trade.sol";
import {Household, World} from "./World.sol";

/// @notice Every row of the settlement rules: T is 1 kWh at 0.12, the loss band 2 %.
contract CloseTableTest is World {
    uint64 private constant NO_CLAIM = type(uint64).max;

    /// @notice A trade with both finals.
    struct FinalRow {
        string name;
        uint64 buyer;
        uint64 seller;
        uint64 delivered;
        uint128 paid;
        int32 gain;
    }

    /// @notice A trade whose claim period has ended.
    struct ClaimRow {
        string name;
        uint64 buyer;
        bool buyerFinal;
        uint64 seller;
        bool sellerFinal;
        bool settled;
        uint128 paid;
        int32 buyerChange;
        int32 sellerChange;
    }

    function test_settleFinal() public {
        FinalRow[] memory rows = new FinalRow[](9);
        rows[0] = FinalRow("complete", KWH, KWH, KWH, 120_000, 1);
        rows[1] = FinalRow("buyer's meter lower", 990_000, KWH, 990_000, 118_800, 1);
        rows[2] = FinalRow("seller's meter lower", KWH, 985_000, 985_000, 118_200, 1);
        rows[3] = FinalRow("both above T", KWH + 5000, KWH + 9000, KWH, 120_000, 1);
        rows[4] = FinalRow("at the band", 980_000, KWH, 980_000, 117_600, 1);
        rows[5] = FinalRow("below the band", 979_999, KWH, 979_999, 117_599, 0);
        rows[6] = FinalRow("stopped early", 250_001, 250_400, 250_001, 30_000, 0);
        rows[7] = FinalRow("mutual abort", 0, 0, 0, 0, 0);
        rows[8] = FinalRow("buyer reports half, seller the whole", 500_000, 1_500_000, 500_000, 60_000, 0);
        for (uint256 index = 0; index < rows.length; ++index) {
            uint256 fresh = vm.snapshotState();
            FinalRow memory row = rows[index];
            (Order memory bid, Order memory offer, bytes32 tradeId) = opened();
            FinalPair memory item = pair(bid, offer, row.buyer, row.seller);
            vm.warp(bid.start);
            vm.expectEmit(address(market));
            emit IEnergyMarket.TradeSettled(tradeId, row.delivered, row.paid, 120_000 - row.paid);
            settle(item);
            expectMoney(row.paid, row.name);
            assertTrue(isClosed(bid), row.name);
            assertEq(reputationOf(bob), row.gain, row.name);
            assertEq(reputationOf(alice), row.gain, row.name);
            vm.revertToState(fresh);
        }
    }

    function test_afterTheClaimPeriod() public {
        ClaimRow[] memory rows = new ClaimRow[](13);
        (bool settled, bool expired) = (true, false);
        rows[0] = ClaimRow("nobody claimed", NO_CLAIM, false, NO_CLAIM, false, expired, 0, 0, 0);
        rows[1] = ClaimRow("only seller, not final", NO_CLAIM, false, KWH, false, expired, 0, 0, 0);
        rows[2] = ClaimRow("only seller, final", NO_CLAIM, false, KWH, true, expired, 0, -3, 0);
        rows[3] = ClaimRow("only buyer, not final", 400_000, false, NO_CLAIM, false, settled, 48_000, 0, 0);
        rows[4] = ClaimRow("only buyer, final", 400_000, true, NO_CLAIM, false, settled, 48_000, 0, -3);
        rows[5] = ClaimRow("seller's receipt not final", 400_000, true, 300_000, false, settled, 48_000, 0, -3);
        rows[6] = ClaimRow("both not final", 400_000, false, 300_000, false, settled, 48_000, 0, 0);
        rows[7] = ClaimRow("seller final and lower", 400_000, false, 300_000, true, settled, 36_000, -3, 0);
        rows[8] = ClaimRow("seller final and higher", 400_000, false, 900_000, true, settled, 48_000, -3, 0);
        rows[9] = ClaimRow("both final", 400_000, true, 390_000, true, settled, 46_800, 0, 0);
        rows[10] = ClaimRow("both final and complete", KWH, true, KWH, true, settled, 120_000, 0, 0);
        rows[11] = ClaimRow("above T", 3 * KWH, true, 3 * KWH, true, settled, 120_000, 0, 0);
        rows[12] = ClaimRow("buyer claims zero, final", 0, true, KWH, true, settled, 0, 0, 0);
        for (uint256 index = 0; index < rows.length; ++index) {
            uint256 fresh = vm.snapshotState();
            runClaimRow(rows[index]);
            vm.revertToState(fresh);
        }
    }

    function test_noReputationFromSmallTrades() public {
        Order memory offer = offerBy(alice);
        offer.minEnergy = 0;
        Order memory bid = bidBy(bob, offer);
        bid.energy = bid.minEnergy = MINIMUM_REPUTATION_LOT - 1;
        open(bid, offer);
        vm.warp(bid.start);
        settle(pair(bid, offer, MINIMUM_REPUTATION_LOT, MINIMUM_REPUTATION_LOT));
        assertEq(reputationOf(bob), 0, "no gain");
        vm.warp(NOW);
        market.free(packed(bid, offer));

        offer = offerBy(alice);
        offer.minEnergy = 0;
        bid = bidBy(bob, offer);
        bid.energy = bid.minEnergy = MINIMUM_REPUTATION_LOT - 1;
        open(bid, offer);
        claim(bid, offer, Role.SELLER, 1, true);
        vm.warp(bid.end + CLAIM_PERIOD);
        market.expire(packed(bid, offer));
        assertEq(reputationOf(bob), 0, "no loss");
    }

    /// @notice A trade of exactly the minimum lot changes reputation, in both directions.
    function test_theSmallestLotThatMovesReputation() public {
        Order memory offer = offerBy(alice);
        Order memory bid = bidBy(bob, offer);
        bid.energy = bid.minEnergy = MINIMUM_REPUTATION_LOT;
        open(bid, offer);
        vm.warp(bid.start);
        settle(pair(bid, offer, MINIMUM_REPUTATION_LOT, MINIMUM_REPUTATION_LOT));
        assertEq(reputationOf(bob), 1, "gain");
        vm.warp(NOW);
        market.free(packed(bid, offer));
        offer = offerBy(alice);
        bid = bidBy(bob, offer);
        bid.energy = bid.minEnergy = MINIMUM_REPUTATION_LOT;
        open(bid, offer);
        claim(bid, offer, Role.SELLER, 1, true);
        vm.warp(bid.end + CLAIM_PERIOD);
        bytes32[6] memory terms_ = packed(bid, offer);
        vm.expectEmit(address(market));
        emit IEnergyMarket.ReputationChanged(bob.account, -3, -2);
        market.expire(terms_);
        assertEq(reputationOf(bob), -2, "loss");
    }

    /// @notice One gain per account and UTC day, whoever the partner is.
    function test_oneGainPerAccountAndDay() public {
        trade(alice, bob);
        trade(bob, alice);
        assertEq(reputationOf(alice), 1, "once a day, on either side");
        trade(alice, carol);
        assertEq(reputationOf(alice), 1, "nor with another partner");
        assertEq(reputationOf(carol), 1, "whose first it is");
        vm.warp((block.timestamp / 1 days + 1) * 1 days - 1);
        trade(alice, bob);
        assertEq(reputationOf(alice), 1, "still the same UTC day");
        vm.warp(block.timestamp + 1);
        trade(alice, bob);
        assertEq(reputationOf(alice), 2, "a new UTC day");
        (,,, uint32 lastGain) = market.account(alice.account);
        assertEq(lastGain, block.timestamp / 1 days, "the day");
    }

    /// @notice Nothing can have been delivered before the interval; the money moves regardless.
    function test_noGainBeforeStart() public {
        (Order memory bid, Order memory offer,) = opened();
        FinalPair memory item = pair(bid, offer, KWH, KWH);
        vm.warp(bid.start - 1);
        settle(item);
        assertEq(reputationOf(bob), 0, "no gain");
        assertEq(balanceOf(alice), RICH + 120_000, "paid");
        vm.warp(NOW);
        market.free(packed(bid, offer));
        (bid, offer,) = opened();
        item = pair(bid, offer, KWH, KWH);
        vm.warp(bid.start);
        vm.expectEmit(address(market));
        emit IEnergyMarket.ReputationChanged(bob.account, 1, 1);
        vm.expectEmit(address(market));
        emit IEnergyMarket.ReputationChanged(alice.account, 1, 1);
        settle(item);
    }

    /// @notice A gift is a delivery: see decision 8.
    function test_aGiftGains() public {
        Order memory offer = offerBy(alice);
        offer.price = 0;
        Order memory bid = bidBy(carol, offer);
        open(bid, offer);
        vm.warp(bid.start);
        settle(pair(bid, offer, KWH, KWH));
        assertEq(reputationOf(carol), 1, "buyer");
        assertEq(reputationOf(alice), 1, "seller");
    }

    /// @notice A trade between two meters of one account moves its money, and nothing else.
    function test_noReputationWithinAnAccount() public {
        Household memory second = household("alice's second meter");
        second.account = alice.account;
        second.accountSecret = alice.accountSecret;
        enrol(second);
        Order memory offer = offerBy(alice);
        offer.end = offer.openBefore = NOW + 40 hours;
        Order memory bid = bidBy(second, offer);
        bytes memory reason = abi.encodeWithSelector(IMeterRegistry.NotEnrolled.selector, second.meterKey);
        refused(address(market), openCall(bid, offer), reason);
    }

    function test_smallerLossBandCounts() public {
        Order memory offer = offerBy(alice);
        offer.lossBandPpm = 10_000;
        Order memory bid = bidBy(bob, offer);
        open(bid, offer);
        vm.warp(bid.start);
        settle(pair(bid, offer, 989_999, KWH));
        assertEq(reputationOf(bob), 0, "complete by the bid's band only");
    }

    /// @notice A loss band of 100 % does not turn an abort into a delivery.
    function test_nothingIsNeverComplete() public {
        Order memory offer = offerBy(alice);
        offer.lossBandPpm = 1_000_000;
        Order memory bid = bidBy(bob, offer);
        bid.lossBandPpm = 1_000_000;
        open(bid, offer);
        vm.warp(bid.start);
        settle(pair(bid, offer, 0, 0));
        assertEq(reputationOf(bob), 0, "no gain");
    }

    /// @dev One complete trade that starts now.
    function trade(Household memory seller, Household memory buyer) private {
        Order memory offer = offerBy(seller);
        offer.start = uint40(block.timestamp) - 300;
        offer.end = offer.openBefore = offer.start + 3600;
        Order memory bid = bidBy(buyer, offer);
        fund(buyer.account, 120_000);
        uint256 time = block.timestamp;
        vm.warp(time - 1);
        open(bid, offer);
        vm.warp(time);
        settle(pair(bid, offer, KWH, KWH));
        market.free(packed(bid, offer));
    }

    function runClaimRow(ClaimRow memory row) private {
        (Order memory bid, Order memory offer, bytes32 tradeId) = opened();
        if (row.buyer != NO_CLAIM) claim(bid, offer, Role.BUYER, row.buyer, row.buyerFinal);
        if (row.seller != NO_CLAIM) claim(bid, offer, Role.SELLER, row.seller, row.sellerFinal);
        vm.warp(bid.end + CLAIM_PERIOD);
        bytes32[6] memory terms_ = packed(bid, offer);
        vm.expectEmit(address(market));
        if (row.settled) {
            emit IEnergyMarket.TradeSettled(tradeId, deliveredFor(row), row.paid, 120_000 - row.paid);
            market.settleClaimed(terms_);
        } else {
            emit IEnergyMarket.TradeExpired(tradeId, 120_000);
            market.expire(terms_);
        }
        expectMoney(row.paid, row.name);
        assertTrue(isClosed(bid), row.name);
        assertEq(reputationOf(bob), row.buyerChange, row.name);
        assertEq(reputationOf(alice), row.sellerChange, row.name);
    }

    /// @dev The settled energy, restated independently.
    function deliveredFor(ClaimRow memory row) private pure returns (uint64) {
        if (row.buyer == 0) return 0;
        if (row.sellerFinal && row.seller < row.buyer) return row.seller;
        return row.buyer < KWH ? row.buyer : KWH;
    }

    function expectMoney(uint128 paid, string memory name) private view {
        assertEq(balanceOf(alice), RICH + paid, name);
        assertEq(balanceOf(bob), RICH - paid, name);
        assertEq(lockedOf(bob), 0, name);
    }
}
