// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket, OrderFault} from "../src/interfaces/IEnergyMarket.sol";
import {IMeterRegistry} from "../src/interfaces/IMeterRegistry.sol";
import {SensorClass} from "../src/types/Enrolment.sol";
import {Order} from "../src/types/Order.sol";
import {Signature} from "../src/types/Signature.sol";
import {TradeState} from "../src/types/Trade.sol";
import {Vm} from "./Cheats.sol";
import {Household, World} from "./World.sol";

contract OpenTradeTest is World {
    function test_opensAndLocks() public {
        (Order memory bid, Order memory offer, bytes32 tradeId) = opened();
        assertTrue(stateOf(bid) == TradeState.OPEN, "open");
        assertEq(market.trade(bob.meterKey, tradeId).busyUntil, bid.end, "busy until its end");
        assertEq(lockedOf(bob), 120_000, "1 kWh at 0.12 locked");
        assertEq(balanceOf(bob), RICH - 120_000, "the rest is free");
        assertTrue(market.isNonceSpent(bob.meterKey, bid.nonce), "bid nonce spent");
        assertTrue(market.isNonceSpent(alice.meterKey, offer.nonce), "offer nonce spent");
        assertTrue(!market.isNonceSpent(alice.meterKey, bid.nonce), "nonces are per meter");
        (,, uint40[2][3] memory busy) = market.meter(alice.meterKey);
        assertEq(busy[0][0], bid.start, "busy from");
        assertEq(busy[0][1], bid.end, "busy until");
    }

    function test_event() public {
        (Order memory bid, Order memory offer) = terms();
        vm.recordLogs();
        open(bid, offer);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 1, "one event");
        assertEq(logs[0].topics[0], IEnergyMarket.TradeOpened.selector, "TradeOpened");
        assertEq(logs[0].topics[1], digest(bid), "trade id is the digest of the bid");
        assertEq(logs[0].topics[2], bytes32(uint256(uint160(bob.meterKey))), "buyer's meter");
        assertEq(logs[0].topics[3], bytes32(uint256(uint160(alice.meterKey))), "seller's meter");
        bytes memory data = abi.encode(digest(offer), bid.energy, bid.price, bid.start, bid.end);
        assertEq(keccak256(logs[0].data), keccak256(data), "terms");
    }

    function test_sameBidTwice() public {
        (Order memory bid, Order memory offer, bytes32 tradeId) = opened();
        refuses(bid, offer, abi.encodeWithSelector(IEnergyMarket.TradeExists.selector, tradeId));
        settle(pair(bid, offer, KWH, KWH));
        refuses(bid, offer, abi.encodeWithSelector(IEnergyMarket.TradeExists.selector, tradeId));
        market.free(packed(bid, offer));
        Order memory next = offerBy(alice);
        open(bidBy(bob, next), next);
        refuses(bid, offer, abi.encodeWithSelector(IEnergyMarket.OrderCancelled.selector, bob.meterKey, bid.nonce));
    }

    function test_offerOpensOneTrade() public {
        (, Order memory offer,) = opened();
        Order memory bid = bidBy(carol, offer);
        fund(carol.account, RICH);
        refuses(bid, offer, abi.encodeWithSelector(IEnergyMarket.OrderCancelled.selector, alice.meterKey, offer.nonce));
    }

    function test_expired() public {
        (Order memory bid, Order memory offer) = terms();
        vm.warp(bid.openBefore);
        refuses(bid, offer, abi.encodeWithSelector(IEnergyMarket.OrderExpired.selector, bid.openBefore));
        vm.warp(bid.openBefore - 1);
        open(bid, offer);
    }

    function test_offerExpired() public {
        Order memory offer = offerBy(alice);
        offer.openBefore = NOW + 400;
        Order memory bid = bidBy(bob, offer);
        vm.warp(NOW + 400);
        refuses(bid, offer, abi.encodeWithSelector(IEnergyMarket.OrderExpired.selector, offer.openBefore));
    }

    function test_ordersThatContradictThemselves() public {
        (Order memory bid, Order memory offer) = terms();
        bid.end = bid.start;
        refuses(bid, offer, fault(OrderFault.INTERVAL));

        (bid, offer) = terms();
        bid.openBefore = bid.start + 1;
        refuses(bid, offer, fault(OrderFault.OPEN_BEFORE));

        (bid, offer) = terms();
        bid.lossBandPpm = 1_000_001;
        refuses(bid, offer, fault(OrderFault.LOSS_BAND));

        offer = offerBy(alice);
        offer.lossBandPpm = 1_000_001;
        refuses(bidBy(bob, offer), offer, fault(OrderFault.LOSS_BAND));

        offer = offerBy(alice);
        offer.openBefore = offer.end + 1;
        refuses(bidBy(bob, offer), offer, fault(OrderFault.OPEN_BEFORE));

        offer = offerBy(alice);
        refuses(bidBy(alice, offer), offer, fault(OrderFault.SAME_METER));
    }

    function test_longestInterval() public {
        Order memory offer = offerBy(alice);
        offer.end = offer.start + 48 hours;
        Order memory bid = bidBy(bob, offer);
        bid.end = bid.start + 12 hours + 1;
        refuses(bid, offer, fault(OrderFault.INTERVAL));
        bid.end = bid.start + 12 hours;
        open(bid, offer);
    }

    /// @notice 2 kWh at 4 kW needs half an hour: neither an offer nor a bid may allow less.
    function test_intervalTooShortForItsEnergy() public {
        Order memory offer = offerBy(alice);
        offer.power = 4_000_000;
        offer.end = offer.openBefore = offer.start + 1799;
        Order memory bid = bidBy(bob, offer);
        (bid.start, bid.openBefore, bid.end) = (offer.start, offer.start, offer.start + 1000);
        refuses(bid, offer, fault(OrderFault.POWER));
        offer.end = offer.openBefore = offer.start + 1800;
        bid.counterOrder = digest(offer);
        open(bid, offer);

        offer = offerBy(alice);
        offer.power = 4_000_000;
        bid = bidBy(bob, offer);
        (bid.start, bid.openBefore, bid.end) = (offer.end - 899, offer.end - 899, offer.end);
        refuses(bid, offer, fault(OrderFault.POWER));
        bid.start = bid.openBefore = offer.end - 900;
        open(bid, offer);
    }

    /// @notice A bid is always judged by its offer's power.
    function test_anotherPowerIsAnotherDigest() public {
        (Order memory bid, Order memory offer) = terms();
        bid.power += 1;
        refuses(bid, offer, abi.encodeWithSelector(IEnergyMarket.InvalidSignature.selector, bob.meterKey));
    }

    function test_horizon() public {
        Order memory offer = offerBy(alice);
        offer.end = offer.openBefore = NOW + 49 hours;
        Order memory bid = bidBy(bob, offer);
        bid.start = NOW + 48 hours + 1;
        bid.end = offer.end;
        refuses(bid, offer, abi.encodeWithSelector(IEnergyMarket.TooFarAhead.selector, bid.start, NOW + 1));
        vm.warp(NOW + 1);
        open(bid, offer);
    }

    function test_beyondTheSchedule() public {
        Order memory offer = offerBy(alice);
        offer.end = offer.openBefore = type(uint40).max;
        Order memory bid = bidBy(bob, offer);
        bid.start = bid.openBefore = uint40(type(uint32).max) + 1;
        bid.end = bid.start + 1 hours;
        vm.warp(bid.start - 2);
        refuses(bid, offer, fault(OrderFault.INTERVAL));
        bid.start -= 1;
        bid.openBefore -= 1;
        open(bid, offer);
    }

    function test_outsideTheOffer() public {
        (Order memory bid, Order memory offer) = terms();
        bid.start = bid.openBefore = offer.start - 1;
        refuses(bid, offer, abi.encodeWithSelector(IEnergyMarket.IntervalOutOfOffer.selector, bid.start, bid.end));

        (bid, offer) = terms();
        bid.end = offer.end + 1;
        refuses(bid, offer, abi.encodeWithSelector(IEnergyMarket.IntervalOutOfOffer.selector, bid.start, bid.end));

        (bid, offer) = terms();
        bid.energy = bid.minEnergy = offer.energy + 1;
        refuses(bid, offer, energyError(bid, offer));
        bid.energy = bid.minEnergy = offer.minEnergy - 1;
        refuses(bid, offer, energyError(bid, offer));
    }

    function test_anotherOfferOrPriceIsAnotherDigest() public {
        (Order memory bid, Order memory offer) = terms();
        Order memory other = offerBy(carol);
        bytes memory invalid = abi.encodeWithSelector(IEnergyMarket.InvalidSignature.selector, bob.meterKey);
        refused(
            address(market), abi.encodeCall(market.openTrade, (packed(bid, other), signed(bid), signed(other))), invalid
        );
        bid.price -= 1;
        refuses(bid, offer, invalid);
    }

    function test_minimumLot() public {
        Order memory offer = offerBy(alice);
        offer.minEnergy = 0;
        Order memory bid = bidBy(bob, offer);
        bid.energy = bid.minEnergy = MINIMUM_LOT - 1;
        refuses(
            bid, offer, abi.encodeWithSelector(IEnergyMarket.BelowMinimumLot.selector, MINIMUM_LOT - 1, MINIMUM_LOT)
        );
        bid.energy = bid.minEnergy = MINIMUM_LOT;
        open(bid, offer);
    }

    function test_enrolment() public {
        (Order memory bid, Order memory offer) = terms();
        bid.account = carol.account;
        refuses(bid, offer, abi.encodeWithSelector(IMeterRegistry.NotEnrolled.selector, bob.meterKey));

        (bid, offer) = terms();
        vm.prank(SUSPENDER);
        registry.suspend(alice.meterKey);
        refuses(bid, offer, abi.encodeWithSelector(IMeterRegistry.NotEnrolled.selector, alice.meterKey));
        vm.prank(SUSPENDER);
        registry.resume(alice.meterKey);
        open(bid, offer);
    }

    function test_reputation() public {
        (Order memory bid, Order memory offer) = terms();
        bid.minReputation = 1;
        refuses(bid, offer, abi.encodeWithSelector(IEnergyMarket.ReputationTooLow.selector, alice.account, int32(0), 1));
        offer = offerBy(alice);
        offer.minReputation = 1;
        bid = bidBy(bob, offer);
        refuses(bid, offer, abi.encodeWithSelector(IEnergyMarket.ReputationTooLow.selector, bob.account, int32(0), 1));
        earn(bob);
        open(bid, offer);
    }

    /// @notice One complete delivery, sold to Carol in a separate interval.
    function earn(Household memory seller) private {
        Order memory offer = offerBy(seller);
        offer.start = NOW + 3900;
        offer.end = offer.openBefore = NOW + 7800;
        Order memory bid = bidBy(carol, offer);
        fund(carol.account, 120_000);
        open(bid, offer);
        uint256 before = block.timestamp;
        vm.warp(bid.start);
        settle(pair(bid, offer, KWH, KWH));
        assertEq(reputationOf(seller), 1, "earned");
        vm.warp(before);
    }

    function test_sensorClass() public {
        (Order memory bid, Order memory offer) = terms();
        bytes4 selector = IMeterRegistry.SensorClassTooLow.selector;
        bid.minSensorClass = SensorClass.SECURE_WORLD;
        refuses(bid, offer, abi.encodeWithSelector(selector, alice.meterKey, 0, 1));
        offer = offerBy(alice);
        offer.minSensorClass = SensorClass.SECURE_WORLD;
        bid = bidBy(bob, offer);
        refuses(bid, offer, abi.encodeWithSelector(selector, bob.meterKey, 0, 1));
        Household memory safe = household("a meter whose sensor is the secure world's");
        enrol(safe, SensorClass.SECURE_WORLD);
        fund(safe.account, 120_000);
        open(bidBy(safe, offer), offer);
    }

    function test_signatures() public {
        (Order memory bid, Order memory offer) = terms();
        Signature memory wrong = sign(bob.accountSecret, digest(bid));
        bytes memory call = abi.encodeCall(market.openTrade, (packed(bid, offer), wrong, signed(offer)));
        refused(address(market), call, abi.encodeWithSelector(IEnergyMarket.InvalidSignature.selector, bob.meterKey));

        Signature memory none;
        call = abi.encodeCall(market.openTrade, (packed(bid, offer), none, signed(offer)));
        refused(address(market), call, abi.encodeWithSelector(IEnergyMarket.InvalidSignature.selector, bob.meterKey));
    }

    function test_signatureIsForOneChain() public {
        (Order memory bid, Order memory offer) = terms();
        bytes memory call = openCall(bid, offer);
        vm.chainId(8217);
        refused(address(market), call, abi.encodeWithSelector(IEnergyMarket.WrongChain.selector, 8217));
    }

    function test_balance() public {
        Order memory offer = offerBy(alice);
        Order memory bid = bidBy(carol, offer);
        fund(carol.account, 119_999);
        bytes4 selector = IEnergyMarket.InsufficientBalance.selector;
        refuses(bid, offer, abi.encodeWithSelector(selector, carol.account, 119_999, 120_000));
        fund(carol.account, 1);
        open(bid, offer);
        assertEq(lockedOf(carol), 120_000, "all locked");
    }

    function test_oneDepositBacksOneTrade() public {
        fund(carol.account, 120_000);
        Order memory first = offerBy(alice);
        open(bidBy(carol, first), first);
        Order memory second = offerBy(bob);
        Order memory bid = bidBy(carol, second);
        bid.start = bid.openBefore = first.end;
        bid.end = second.end = first.end + 600;
        bid.counterOrder = digest(second);
        refuses(
            bid, second, abi.encodeWithSelector(IEnergyMarket.InsufficientBalance.selector, carol.account, 0, 120_000)
        );
    }

    function test_busy() public {
        opened();
        Order memory offer = offerBy(carol);
        Order memory bid = bidBy(bob, offer);
        refuses(bid, offer, abi.encodeWithSelector(IEnergyMarket.MeterBusy.selector, bob.meterKey));
        bid.start = bid.end;
        bid.end += 600;
        open(bid, offer);
    }

    function test_threeTradesAhead() public {
        Order memory bid;
        Order memory offer;
        for (uint40 index = 0; index < 4; ++index) {
            offer = offerBy(alice);
            offer.end = offer.start + 3600;
            bid = bidBy(bob, offer);
            bid.start = offer.start + index * 600;
            bid.end = bid.start + 600;
            bid.openBefore = offer.start + 601;
            if (bid.openBefore > bid.start) bid.openBefore = bid.start;
            if (index < 3) open(bid, offer);
        }
        (,, uint40[2][3] memory busy) = market.meter(bob.meterKey);
        for (uint40 index = 0; index < 3; ++index) {
            assertEq(busy[index][0], offer.start + index * 600, "start of each");
            assertEq(busy[index][1], offer.start + index * 600 + 600, "end of each");
        }
        refuses(bid, offer, abi.encodeWithSelector(IEnergyMarket.MeterBusy.selector, bob.meterKey));
        // The first is over: its entry is reused.
        vm.warp(offer.start + 600);
        open(bid, offer);
    }

    /// @notice Orders are opened in any order, as long as none is 64 behind the newest.
    function test_noncesOutOfOrder() public {
        uint40[4] memory nonces = [uint40(100), 37, 99, 36];
        for (uint40 index = 0; index < 4; ++index) {
            Order memory offer = offerBy(index % 2 == 0 ? alice : carol);
            Order memory bid = bidBy(bob, offer);
            bid.nonce = nonces[index];
            bid.start = bid.openBefore = offer.start + index * 600;
            bid.end = bid.start + 600;
            if (index < 3) open(bid, offer);
            else refuses(bid, offer, abi.encodeWithSelector(IEnergyMarket.OrderCancelled.selector, bob.meterKey, 36));
        }
        for (uint40 nonce = 37; nonce <= 101; ++nonce) {
            bool used = nonce == 37 || nonce == 99 || nonce == 100;
            assertTrue(market.isNonceSpent(bob.meterKey, nonce) == used, "these, and none between");
        }
    }

    function test_paused() public {
        (Order memory bid, Order memory offer) = terms();
        vm.prank(PAUSER);
        market.setPaused(true);
        refuses(bid, offer, abi.encodeWithSelector(IEnergyMarket.MarketPaused.selector));
        vm.prank(PAUSER);
        market.setPaused(false);
        open(bid, offer);
    }

    function test_freeEnergyLocksNothing() public {
        Order memory offer = offerBy(alice);
        offer.price = 0;
        open(bidBy(carol, offer), offer);
        assertEq(lockedOf(carol), 0, "no lock");
    }

    function refuses(Order memory bid, Order memory offer, bytes memory reason) private {
        refused(address(market), openCall(bid, offer), reason);
    }

    function fault(OrderFault what) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IEnergyMarket.OrderInvalid.selector, what);
    }

    function energyError(Order memory bid, Order memory offer) private pure returns (bytes memory) {
        return
            abi.encodeWithSelector(IEnergyMarket.EnergyOutOfOffer.selector, bid.energy, offer.minEnergy, offer.energy);
    }
}
