// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IMeterRegistry, MeterRecord, MeterStatus} from "../src/interfaces/IMeterRegistry.sol";
import {Replace} from "../src/types/Commands.sol";
import {Order} from "../src/types/Order.sol";
import {Role} from "../src/types/Receipt.sol";
import {Household, World} from "./World.sol";

contract RegistryTest is World {
    uint40 private constant DELAY = 48 hours;
    Household private next;

    function setUp() public override {
        super.setUp();
        next = household("bob's new meter");
        next.account = bob.account;
        enrol(next);
    }

    // --- enrol, suspend

    function test_firstMeterIsActive() public view {
        MeterRecord memory record = registry.meter(bob.meterKey);
        assertTrue(record.status == MeterStatus.ACTIVE, "active");
        assertEq(record.account, bob.account, "account");
        assertEq(registry.meterOfAccount(bob.account), bob.meterKey, "meter of account");
        assertEq(registry.meterOfDevice(deviceOf(bob)), bob.meterKey, "meter of device");
    }

    function test_secondMeterWaits() public view {
        assertTrue(registry.meter(next.meterKey).status == MeterStatus.STANDBY, "standby");
        assertTrue(!registry.admission(next.meterKey).active, "may not trade");
        assertEq(registry.meterOfAccount(bob.account), bob.meterKey, "the first stays");
    }

    function test_enrolmentInvalid() public {
        Household memory dave = household("dave");
        refusesEnrolment(deviceOf(bob), dave.meterKey, dave.account);
        refusesEnrolment(deviceOf(dave), bob.meterKey, dave.account);
        refusesEnrolment(deviceOf(dave), address(0), dave.account);
        refusesEnrolment(deviceOf(dave), dave.meterKey, address(0));
        refusesEnrolment(deviceOf(dave), dave.meterKey, dave.meterKey);
        refusesEnrolment(0, dave.meterKey, dave.account);
    }

    function test_suspendAndResume() public {
        vm.prank(SUSPENDER);
        registry.suspend(bob.meterKey);
        assertTrue(!registry.admission(bob.meterKey).active, "suspended");
        bytes memory reason = abi.encodeWithSelector(IMeterRegistry.NotEnrolled.selector, bob.meterKey);
        refusedAs(SUSPENDER, address(registry), abi.encodeCall(registry.suspend, (bob.meterKey)), reason);
        vm.prank(SUSPENDER);
        registry.resume(bob.meterKey);
        assertTrue(registry.admission(bob.meterKey).active, "active again");
        refusedAs(SUSPENDER, address(registry), abi.encodeCall(registry.resume, (bob.meterKey)), reason);
        reason = abi.encodeWithSelector(IMeterRegistry.NotEnrolled.selector, MALLORY);
        refusedAs(SUSPENDER, address(registry), abi.encodeCall(registry.suspend, (MALLORY)), reason);
    }

    // --- replace

    function test_replace() public {
        vm.prank(address(market));
        registry.changeReputation(bob.meterKey, 7);
        requestReplace();
        bytes memory notDue = abi.encodeWithSelector(IMeterRegistry.ReplaceNotDue.selector, bob.meterKey, NOW + DELAY);
        vm.warp(NOW + DELAY - 1);
        assertTrue(registry.admission(bob.meterKey).active, "the old key trades for 48 h");
        refused(address(registry), abi.encodeCall(registry.finishReplace, (bob.meterKey)), notDue);

        vm.warp(NOW + DELAY);
        assertTrue(!registry.admission(bob.meterKey).active, "and no longer, finished or not");
        registry.finishReplace(bob.meterKey);
        assertTrue(registry.admission(next.meterKey).active, "the new key trades");
        assertEq(registry.admission(next.meterKey).reputation, 7, "with the reputation");
        assertEq(registry.admission(bob.meterKey).reputation, 0, "which the old one lost");
        assertEq(registry.meterOfAccount(bob.account), next.meterKey, "meter of account");
        refused(address(registry), abi.encodeCall(registry.finishReplace, (bob.meterKey)), notDue);
    }

    function test_laterPenaltyReachesTheNewKey() public {
        vm.warp(NOW + DELAY - 3900);
        Order memory offer = offerBy(alice);
        offer.start += DELAY - 3900;
        offer.end = offer.openBefore = offer.start + 3600;
        vm.warp(NOW);
        requestReplace();
        Order memory bid = bidBy(bob, offer);
        open(bid, offer);
        claim(bid, offer, Role.SELLER, KWH, true);
        vm.warp(bid.end + CLAIM_PERIOD);
        registry.finishReplace(bob.meterKey);
        market.expire(packed(bid, offer));
        assertEq(registry.meter(next.meterKey).reputation, -3, "the owner does not escape");
        assertEq(reputationOf(bob), 0, "the old key is out");
    }

    function test_aSuspendedMeterIsReplaced() public {
        vm.prank(SUSPENDER);
        registry.suspend(bob.meterKey);
        requestReplace();
        vm.warp(NOW + DELAY);
        registry.finishReplace(bob.meterKey);
        assertTrue(registry.admission(next.meterKey).active, "a lost meter may be suspended first");
    }

    function test_aSuspendedSuccessorStaysSuspended() public {
        requestReplace();
        vm.prank(SUSPENDER);
        registry.suspend(next.meterKey);
        vm.warp(NOW + DELAY);
        registry.finishReplace(bob.meterKey);
        assertTrue(!registry.admission(next.meterKey).active, "suspended");
    }

    function test_withdrawn() public {
        requestReplace();
        Replace memory back = Replace(bob.account, bob.meterKey, bob.meterKey, 1, NOW);
        registry.requestReplace(back, signed(back, bob.accountSecret));
        vm.warp(NOW + DELAY);
        assertTrue(registry.admission(bob.meterKey).active, "the old key stays");
        assertEq(registry.replacement(bob.meterKey), address(0), "nothing pending");
    }

    function test_replaceInvalid() public {
        Replace memory request = Replace(bob.account, bob.meterKey, next.meterKey, 1, NOW);
        refusesReplace(request);
        request.nonce = 0;
        request.deadline = NOW - 1;
        refusesReplace(request);
        request.deadline = NOW;
        request.newMeterKey = MALLORY;
        refusesReplace(request);
        request.newMeterKey = alice.meterKey;
        refusesReplace(request);
        request.newMeterKey = bob.meterKey;
        refusesReplace(request);
        request.newMeterKey = next.meterKey;
        request.oldMeterKey = alice.meterKey;
        refusesReplace(request);

        request.oldMeterKey = bob.meterKey;
        bytes memory call = abi.encodeCall(registry.requestReplace, (request, signed(request, bob.meterSecret)));
        refused(address(registry), call, abi.encodeWithSelector(IMeterRegistry.InvalidSignature.selector, bob.account));

        requestReplace();
        vm.warp(NOW + DELAY);
        request.nonce = 1;
        request.deadline = type(uint40).max;
        refusesReplace(request);
    }

    // --- reputation

    function test_reputationStopsAtTheLimits() public {
        vm.prank(address(market));
        registry.changeReputation(bob.meterKey, type(int32).max);
        vm.prank(address(market));
        registry.changeReputation(bob.meterKey, 1);
        assertEq(reputationOf(bob), type(int32).max, "upper");
        for (uint256 index = 0; index < 3; ++index) {
            vm.prank(address(market));
            registry.changeReputation(bob.meterKey, type(int32).min);
        }
        assertEq(reputationOf(bob), type(int32).min, "lower");
    }

    function deviceOf(Household memory home) private pure returns (bytes32) {
        return keccak256(abi.encode("device of", home.meterKey));
    }

    function requestReplace() private {
        Replace memory request = Replace(bob.account, bob.meterKey, next.meterKey, 0, NOW);
        registry.requestReplace(request, signed(request, bob.accountSecret));
    }

    function refusesReplace(Replace memory request) private {
        bytes memory call = abi.encodeCall(registry.requestReplace, (request, signed(request, bob.accountSecret)));
        bytes4 selector = IMeterRegistry.ReplaceInvalid.selector;
        refused(address(registry), call, abi.encodeWithSelector(selector, request.oldMeterKey, request.newMeterKey));
    }

    function refusesEnrolment(bytes32 device, address meterKey, address account) private {
        bytes4 selector = IMeterRegistry.EnrolmentInvalid.selector;
        bytes memory call = abi.encodeCall(registry.enrol, (device, meterKey, account));
        refusedAs(ENROLLER, address(registry), call, abi.encodeWithSelector(selector, device, meterKey, account));
    }
}
