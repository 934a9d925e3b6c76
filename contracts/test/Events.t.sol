// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IEnergyMarket} from "../src/interfaces/IEnergyMarket.sol";
import {IEnergyMarketBatches} from "../src/interfaces/IEnergyMarketBatches.sol";
import {IMeterRegistry} from "../src/interfaces/IMeterRegistry.sol";
import {TestToken} from "../src/TestToken.sol";
import {Cancel, Replace, Withdrawal} from "../src/types/Commands.sol";
import {Enrolment, SensorClass} from "../src/types/Enrolment.sol";
import {Order} from "../src/types/Order.sol";
import {Role} from "../src/types/Receipt.sol";
import {Signature} from "../src/types/Signature.sol";
import {Vm} from "./Cheats.sol";
import {Household, World} from "./World.sol";

/// @notice Every event of every contract, word by word: who emits it, its topics and its data, and that nothing else is
/// emitted. Each field has a value that no other field of the event has.
contract EventsTest is World {
    // --- the market: trades

    function test_tradeOpened() public {
        (Order memory bid, Order memory offer) = unlike();
        vm.recordLogs();
        open(bid, offer);
        Vm.Log[] memory logs = onlyOne(address(market), 4);
        assertEq(
            logs[0].topics[0], hashOf("TradeOpened(bytes32,address,address,bytes32,uint64,uint64,uint40,uint40)"), ""
        );
        assertEq(logs[0].topics[1], digest(bid), "trade");
        assertEq(logs[0].topics[2], word(bob.meterKey), "buyer's meter");
        assertEq(logs[0].topics[3], word(alice.meterKey), "seller's meter");
        bytes memory data = abi.encode(digest(offer), 1_234_567, 345_678, NOW + 401, NOW + 2402);
        assertEq(keccak256(logs[0].data), keccak256(data), "offer, energy, price, start, end");
    }

    function test_claimed() public {
        (Order memory bid, Order memory offer) = unlike();
        open(bid, offer);
        vm.recordLogs();
        claim(bid, offer, Role.SELLER, 700_001, true);
        check(address(market), "Claimed(bytes32,uint8,uint64,bool)", digest(bid), abi.encode(1, 700_001, true));
        // The event reports what now counts, not what was submitted.
        vm.recordLogs();
        claim(bid, offer, Role.SELLER, 700_002, false);
        check(address(market), "Claimed(bytes32,uint8,uint64,bool)", digest(bid), abi.encode(1, 700_002, true));
        vm.recordLogs();
        claim(bid, offer, Role.BUYER, 600_001, false);
        check(address(market), "Claimed(bytes32,uint8,uint64,bool)", digest(bid), abi.encode(0, 600_001, false));
    }

    function test_tradeSettled() public {
        (Order memory bid, Order memory offer) = unlike();
        open(bid, offer);
        vm.recordLogs();
        settle(pair(bid, offer, 500_000, 500_001));
        // 0.5 kWh at 0.345678, of a lock over 1.234567 kWh.
        bytes memory data = abi.encode(500_000, 172_839, 426_763 - 172_839);
        check(address(market), "TradeSettled(bytes32,uint64,uint128,uint128)", digest(bid), data);
        (bid, offer) = later();
        open(bid, offer);
        claim(bid, offer, Role.BUYER, 400_000, false);
        vm.warp(bid.end + CLAIM_PERIOD);
        vm.recordLogs();
        market.settleClaimed(packed(bid, offer));
        data = abi.encode(400_000, 138_271, 426_763 - 138_271);
        check(address(market), "TradeSettled(bytes32,uint64,uint128,uint128)", digest(bid), data);
    }

    function test_tradeExpired() public {
        (Order memory bid, Order memory offer) = unlike();
        open(bid, offer);
        vm.warp(bid.end + CLAIM_PERIOD);
        vm.recordLogs();
        market.expire(packed(bid, offer));
        check(address(market), "TradeExpired(bytes32,uint128)", digest(bid), abi.encode(426_763));
    }

    function test_metersFreed() public {
        (Order memory bid, Order memory offer) = unlike();
        open(bid, offer);
        settle(pair(bid, offer, 0, 0));
        vm.recordLogs();
        market.free(packed(bid, offer));
        check(address(market), "MetersFreed(bytes32)", digest(bid), "");
    }

    /// @notice After the trade's end: first the buyer's, then the seller's.
    function test_reputationChanged() public {
        (Order memory bid, Order memory offer) = unlike();
        open(bid, offer);
        vm.warp(bid.start);
        vm.recordLogs();
        settle(pair(bid, offer, bid.energy, bid.energy));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 3, "and the settlement's");
        changed(logs[1], bob.account, 1, 1);
        changed(logs[2], alice.account, 1, 1);
        (bid, offer) = later();
        open(bid, offer);
        claim(bid, offer, Role.SELLER, 1, true);
        vm.warp(bid.end + CLAIM_PERIOD);
        vm.recordLogs();
        market.expire(packed(bid, offer));
        logs = vm.getRecordedLogs();
        assertEq(logs.length, 2, "and the expiry's");
        changed(logs[1], bob.account, -3, -2);
    }

    function changed(Vm.Log memory log, address account, int32 change, int32 reputation) private view {
        assertEq(log.emitter, address(market), "emitter");
        assertEq(log.topics.length, 2, "topics");
        assertEq(log.topics[0], hashOf("ReputationChanged(address,int32,int32)"), "event");
        assertEq(log.topics[1], word(account), "account");
        assertEq(keccak256(log.data), keccak256(abi.encode(change, reputation)), "change, reputation");
    }

    // --- the market: money and orders

    function test_depositedAndWithdrawn() public {
        TestToken(address(token)).mint(address(this), 77);
        token.approve(address(market), 77);
        vm.recordLogs();
        market.deposit(carol.account, 77);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        checkTwo(logs[1], "Deposited(address,address,uint128)", carol.account, address(this), abi.encode(77));

        Withdrawal memory order = Withdrawal(carol.account, address(token), address(0xBA2C), 41, 13, 0, NOW);
        Signature memory signature = signed(order, carol.accountSecret);
        vm.recordLogs();
        vm.prank(MALLORY);
        market.withdraw(order, signature);
        logs = vm.getRecordedLogs();
        checkTwo(logs[0], "Withdrawn(address,address,uint128)", carol.account, address(0xBA2C), abi.encode(41));
        checkTwo(logs[1], "SubmitterPaid(address,address,uint128)", carol.account, MALLORY, abi.encode(13));
    }

    function test_cancelled() public {
        Order memory offer = offerBy(alice);
        offer.nonce = 70;
        Cancel memory command = Cancel(alice.account, alice.meterKey, digest(offer), 55, 0, NOW);
        vm.recordLogs();
        market.cancelOrder(command, offer, signed(command, alice.meterSecret));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 2, "the order, and those below");
        assertEq(logs[0].topics.length, 3, "topics");
        assertEq(logs[0].topics[0], hashOf("Cancelled(address,bytes32,uint40)"), "event");
        assertEq(logs[0].topics[1], word(alice.meterKey), "meter");
        assertEq(logs[0].topics[2], digest(offer), "order");
        assertEq(keccak256(logs[0].data), keccak256(abi.encode(70)), "nonce");
        assertEq(logs[1].topics.length, 2, "topics");
        assertEq(logs[1].topics[0], hashOf("NoncesCancelled(address,uint40)"), "event");
        assertEq(logs[1].topics[1], word(alice.meterKey), "meter");
        assertEq(keccak256(logs[1].data), keccak256(abi.encode(55)), "least nonce");
        // An order already spent is not cancelled again.
        command.minNonce = 60;
        vm.recordLogs();
        market.cancelOrder(command, offer, signed(command, alice.meterSecret));
        check(address(market), "NoncesCancelled(address,uint40)", word(alice.meterKey), abi.encode(60));
    }

    function test_pauseChanged() public {
        for (uint256 paused = 2; paused > 0; --paused) {
            vm.recordLogs();
            vm.prank(PAUSER);
            market.setPaused(paused == 2);
            Vm.Log[] memory logs = onlyOne(address(market), 1);
            assertEq(logs[0].topics[0], hashOf("PauseChanged(bool,address)"), "event");
            assertEq(keccak256(logs[0].data), keccak256(abi.encode(paused == 2, PAUSER)), "paused, by");
        }
    }

    // --- the registry

    function test_enrolled() public {
        Household memory dave = household("dave");
        for (uint256 second = 0; second < 2; ++second) {
            if (second == 1) {
                Household memory other = household("dave's second meter");
                (dave.meterKey, dave.meterSecret) = (other.meterKey, other.meterSecret);
            }
            Enrolment memory enrolment = enrolmentOf(dave);
            enrolment.sensorClass = SensorClass(1 - second);
            Signature memory byAccount = signed(enrolment, dave.accountSecret);
            Signature memory byMeter = signed(enrolment, dave.meterSecret);
            vm.recordLogs();
            vm.prank(ENROLLER);
            registry.enrol(enrolment, byAccount, byMeter);
            Vm.Log[] memory logs = onlyOne(address(registry), 4);
            assertEq(logs[0].topics[0], hashOf("Enrolled(address,address,bytes32,uint8,bool)"), "event");
            assertEq(logs[0].topics[1], word(dave.meterKey), "meter");
            assertEq(logs[0].topics[2], word(dave.account), "account");
            assertEq(logs[0].topics[3], deviceOf(dave), "device");
            assertEq(keccak256(logs[0].data), keccak256(abi.encode(1 - second, second == 0)), "class, active");
        }
    }

    function test_suspendedAndResumed() public {
        vm.recordLogs();
        vm.prank(SUSPENDER);
        registry.suspend(bob.meterKey);
        check(address(registry), "Suspended(address)", word(bob.meterKey), "");
        vm.recordLogs();
        vm.prank(SUSPENDER);
        registry.resume(bob.meterKey);
        check(address(registry), "Resumed(address)", word(bob.meterKey), "");
    }

    function test_replacements() public {
        Household memory next = household("bob's new meter");
        (next.account, next.accountSecret) = (bob.account, bob.accountSecret);
        enrol(next);
        Replace memory request = Replace(bob.account, bob.meterKey, next.meterKey, 2, NOW);
        vm.recordLogs();
        registry.requestReplace(request, signed(request, bob.accountSecret));
        replaced("ReplaceRequested(address,address,address,uint40)", next, abi.encode(NOW + 48 hours));

        request = Replace(bob.account, bob.meterKey, bob.meterKey, 3, NOW);
        vm.recordLogs();
        registry.requestReplace(request, signed(request, bob.accountSecret));
        Vm.Log[] memory logs = onlyOne(address(registry), 3);
        checkTwo(logs[0], "ReplaceWithdrawn(address,address)", bob.account, bob.meterKey, "");

        request = Replace(bob.account, bob.meterKey, next.meterKey, 4, NOW);
        registry.requestReplace(request, signed(request, bob.accountSecret));
        vm.warp(NOW + 48 hours);
        vm.recordLogs();
        registry.finishReplace(bob.meterKey);
        replaced("Replaced(address,address,address)", next, "");
    }

    function replaced(string memory name, Household memory next, bytes memory data) private {
        Vm.Log[] memory logs = onlyOne(address(registry), 4);
        assertEq(logs[0].topics[0], hashOf(name), "event");
        assertEq(logs[0].topics[1], word(bob.account), "account");
        assertEq(logs[0].topics[2], word(bob.meterKey), "old meter");
        assertEq(logs[0].topics[3], word(next.meterKey), "new meter");
        assertEq(keccak256(logs[0].data), keccak256(data), "from");
    }

    /// @notice OpenZeppelin's role events, which an operator's alarm watches.
    function test_roles() public {
        bytes32 role = registry.SUSPENDER_ROLE();
        vm.recordLogs();
        vm.prank(ADMIN);
        registry.grantRole(role, MALLORY);
        Vm.Log[] memory logs = onlyOne(address(registry), 4);
        assertEq(logs[0].topics[0], IAccessControl.RoleGranted.selector, "event");
        assertEq(logs[0].topics[1], role, "role");
        assertEq(logs[0].topics[2], word(MALLORY), "account");
        assertEq(logs[0].topics[3], word(ADMIN), "by");
    }

    // --- batches

    function test_itemSkipped() public {
        (Order memory bid, Order memory offer) = unlike();
        bytes32[6][] memory items = new bytes32[6][](3);
        items[0] = items[1] = items[2] = packed(bid, offer);
        open(bid, offer);
        vm.warp(bid.end + CLAIM_PERIOD);
        vm.recordLogs();
        batches.expireMany(items);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 3, "one expired, two skipped");
        for (uint256 index = 1; index < 3; ++index) {
            assertEq(logs[index].emitter, address(batches), "emitter");
            assertEq(logs[index].topics.length, 1, "topics");
            assertEq(logs[index].topics[0], hashOf("ItemSkipped(uint256,bytes4)"), "event");
            bytes memory data = abi.encode(index, IEnergyMarket.TradeNotOpen.selector);
            assertEq(keccak256(logs[index].data), keccak256(data), "index, reason");
        }
    }

    /// @notice The names above match the interfaces.
    function test_names() public pure {
        assertEq(IEnergyMarket.Claimed.selector, hashOf("Claimed(bytes32,uint8,uint64,bool)"), "market");
        assertEq(IMeterRegistry.Suspended.selector, hashOf("Suspended(address)"), "registry");
        assertEq(IEnergyMarketBatches.ItemSkipped.selector, hashOf("ItemSkipped(uint256,bytes4)"), "batches");
    }

    // --- what they share

    /// @dev Terms with all numbers distinct: 1.234567 kWh at 0.345678, 426 763 locked.
    function unlike() private returns (Order memory bid, Order memory offer) {
        offer = offerBy(alice);
        offer.price = 345_678;
        bid = bidBy(bob, offer);
        (bid.energy, bid.minEnergy) = (1_234_567, 1_234_567);
        (bid.start, bid.openBefore, bid.end) = (NOW + 401, NOW + 401, NOW + 2402);
    }

    /// @dev The same, in a later interval.
    function later() private returns (Order memory bid, Order memory offer) {
        (bid, offer) = unlike();
        (bid.start, bid.openBefore, bid.end) = (NOW + 2403, NOW + 2403, NOW + 3900);
    }

    function check(address emitter, string memory name, bytes32 topic, bytes memory data) private {
        Vm.Log[] memory logs = onlyOne(emitter, 2);
        assertEq(logs[0].topics[0], hashOf(name), name);
        assertEq(logs[0].topics[1], topic, name);
        assertEq(keccak256(logs[0].data), keccak256(data), name);
    }

    function checkTwo(Vm.Log memory log, string memory name, address one, address other, bytes memory data)
        private
        pure
    {
        assertEq(log.topics.length, 3, name);
        assertEq(log.topics[0], hashOf(name), name);
        assertEq(log.topics[1], word(one), name);
        assertEq(log.topics[2], word(other), name);
        assertEq(keccak256(log.data), keccak256(data), name);
    }

    function onlyOne(address emitter, uint256 topics) private returns (Vm.Log[] memory logs) {
        logs = vm.getRecordedLogs();
        assertEq(logs.length, 1, "one event");
        assertEq(logs[0].emitter, emitter, "emitter");
        assertEq(logs[0].topics.length, topics, "topics");
    }

    function hashOf(string memory name) private pure returns (bytes32) {
        return keccak256(bytes(name));
    }

    function word(address value) private pure returns (bytes32) {
        return bytes32(uint256(uint160(value)));
    }
}
