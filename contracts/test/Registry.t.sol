// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IMeterRegistry, MeterRecord, MeterStatus} from "../src/interfaces/IMeterRegistry.sol";
import {Replace} from "../src/types/Commands.sol";
import {Enrolment, Purpose, SensorClass} from "../src/types/Enrolment.sol";
import {Signature} from "../src/types/Signature.sol";
import {Order} from "../src/types/Order.sol";
import {Role} from "../src/types/Receipt.sol";
import {Household, World} from "./World.sol";

contract RegistryTest is World {
    uint40 private constant DELAY = 48 hours;
    Household private next;

    function setUp() public override {
        super.setUp();
        next = ofBob("bob's new meter");
        enrol(next);
    }

    /// @dev Another meter of Bob's account.
    function ofBob(string memory name) private view returns (Household memory home) {
        home = household(name);
        (home.account, home.accountSecret) = (bob.account, bob.accountSecret);
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
        Enrolment memory wrong = enrolmentOf(dave);
        wrong.deviceIdHash = deviceOf(bob);
        refusesEnrolment(wrong, dave, "a device enrols once");
        wrong = enrolmentOf(dave);
        wrong.meterKey = bob.meterKey;
        refusesEnrolment(wrong, dave, "a key enrols once");
        wrong = enrolmentOf(dave);
        wrong.meterKey = address(0);
        refusesEnrolment(wrong, dave, "no key");
        wrong = enrolmentOf(dave);
        wrong.account = address(0);
        refusesEnrolment(wrong, dave, "no account");
        wrong = enrolmentOf(dave);
        wrong.meterKey = dave.account;
        refusesEnrolment(wrong, dave, "one key for both");
        wrong = enrolmentOf(dave);
        wrong.deviceIdHash = 0;
        refusesEnrolment(wrong, dave, "no device");
        wrong = enrolmentOf(dave);
        wrong.purpose = Purpose.STANDBY;
        refusesEnrolment(wrong, dave, "the first is no standby");
        wrong = enrolmentOf(dave);
        wrong.account = bob.account;
        wrong.nonce = uint64(registry.nonces(bob.account));
        refusesEnrolment(wrong, bob, "the second is no first");
        wrong = enrolmentOf(dave);
        wrong.nonce = 1;
        refusesEnrolment(wrong, dave, "another nonce");
        wrong = enrolmentOf(dave);
        wrong.deadline = NOW - 1;
        refusesEnrolment(wrong, dave, "late");
        enrol(dave);
        assertTrue(registry.meter(dave.meterKey).status == MeterStatus.ACTIVE, "and as it should be");
    }

    /// @notice The enroller, alone or with one of the two keys, enrols nothing.
    function test_enrolmentNeedsBothKeys() public {
        Household memory dave = household("dave");
        Enrolment memory enrolment = enrolmentOf(dave);
        Signature memory byAccount = signed(enrolment, dave.accountSecret);
        Signature memory byMeter = signed(enrolment, dave.meterSecret);
        bytes4 selector = IMeterRegistry.InvalidSignature.selector;
        bytes memory call = abi.encodeCall(registry.enrol, (enrolment, byMeter, byMeter));
        refusedAs(ENROLLER, address(registry), call, abi.encodeWithSelector(selector, dave.account));
        call = abi.encodeCall(registry.enrol, (enrolment, byAccount, byAccount));
        refusedAs(ENROLLER, address(registry), call, abi.encodeWithSelector(selector, dave.meterKey));
        enrolment.sensorClass = SensorClass.SECURE_WORLD;
        call = abi.encodeCall(registry.enrol, (enrolment, byAccount, byMeter));
        refusedAs(ENROLLER, address(registry), call, abi.encodeWithSelector(selector, dave.account));
        assertTrue(!registry.isKnown(dave.account), "unknown");
    }

    function test_enrolledOnceBySignature() public {
        Household memory dave = household("dave");
        Enrolment memory enrolment = enrolmentOf(dave);
        enrolment.sensorClass = SensorClass.SECURE_WORLD;
        Signature memory byAccount = signed(enrolment, dave.accountSecret);
        Signature memory byMeter = signed(enrolment, dave.meterSecret);
        vm.expectEmit(address(registry));
        emit IMeterRegistry.Enrolled(dave.meterKey, dave.account, deviceOf(dave), SensorClass.SECURE_WORLD, true);
        vm.prank(ENROLLER);
        registry.enrol(enrolment, byAccount, byMeter);
        assertTrue(registry.isKnown(dave.account), "known");
        assertEq(registry.nonces(dave.account), 1, "the nonce is spent");
        assertTrue(registry.meter(dave.meterKey).sensorClass == SensorClass.SECURE_WORLD, "class");
        assertTrue(registry.admission(dave.meterKey).sensorClass == SensorClass.SECURE_WORLD, "class");
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
        requestReplace();
        bytes memory notDue = abi.encodeWithSelector(IMeterRegistry.ReplaceNotDue.selector, bob.meterKey, NOW + DELAY);
        vm.warp(NOW + DELAY - 1);
        assertTrue(registry.admission(bob.meterKey).active, "the old key trades for 48 h");
        refused(address(registry), abi.encodeCall(registry.finishReplace, (bob.meterKey)), notDue);

        vm.warp(NOW + DELAY);
        assertTrue(!registry.admission(bob.meterKey).active, "and no longer, finished or not");
        registry.finishReplace(bob.meterKey);
        assertTrue(registry.admission(next.meterKey).active, "the new key trades");
        assertEq(registry.meterOfAccount(bob.account), next.meterKey, "meter of account");
        refused(address(registry), abi.encodeCall(registry.finishReplace, (bob.meterKey)), notDue);
    }

    /// @notice From the second a replacement takes effect, the old key opens nothing, finished or not.
    function test_theOldKeyOpensNothingWhenDue() public {
        requestReplace();
        vm.warp(NOW + DELAY - 1);
        (Order memory bid, Order memory offer) = later(alice);
        uint256 before = vm.snapshotState();
        open(bid, offer);
        vm.revertToState(before);
        vm.warp(NOW + DELAY);
        bytes memory reason = abi.encodeWithSelector(IMeterRegistry.NotEnrolled.selector, bob.meterKey);
        refused(address(market), openCall(bid, offer), reason);
    }

    /// @notice Each request runs its own 48 hours, whatever remained of an earlier one.
    function test_aLaterRequestRunsItsOwnDelay() public {
        requestReplace();
        Household memory third = ofBob("bob's third meter");
        enrol(third);
        vm.warp(NOW + DELAY - 1);
        Replace memory last =
            Replace(bob.account, bob.meterKey, third.meterKey, uint64(registry.nonces(bob.account)), NOW + DELAY);
        Signature memory signature = signed(last, bob.accountSecret);
        vm.expectEmit(address(registry));
        uint40 effective = NOW + 2 * DELAY - 1;
        emit IMeterRegistry.ReplaceRequested(bob.account, bob.meterKey, third.meterKey, effective);
        registry.requestReplace(last, signature);
        assertEq(registry.meter(bob.meterKey).replacedFrom, effective, "from the later request");
        vm.warp(NOW + DELAY);
        bytes memory notDue = abi.encodeWithSelector(IMeterRegistry.ReplaceNotDue.selector, bob.meterKey, effective);
        refused(address(registry), abi.encodeCall(registry.finishReplace, (bob.meterKey)), notDue);
        assertTrue(registry.admission(bob.meterKey).active, "the old key still trades");
        vm.warp(effective);
        registry.finishReplace(bob.meterKey);
        assertEq(registry.meterOfAccount(bob.account), third.meterKey, "the later one");
        assertTrue(registry.meter(next.meterKey).status == MeterStatus.STANDBY, "the earlier one still waits");
    }

    /// @notice Only the active key can be replaced: the account does not trade with a standby key.
    function test_aStandbyKeyIsNotReplaced() public {
        Household memory third = ofBob("bob's third meter");
        enrol(third);
        uint64 nonce = uint64(registry.nonces(bob.account));
        refusesReplace(Replace(bob.account, next.meterKey, third.meterKey, nonce, NOW));
        requestReplace();
        vm.warp(NOW + DELAY);
        registry.finishReplace(bob.meterKey);
        nonce = uint64(registry.nonces(bob.account));
        refusesReplace(Replace(bob.account, bob.meterKey, third.meterKey, nonce, NOW + DELAY));
    }

    /// @notice Reputation belongs to the account: an old key's trades still affect it after a replacement.
    function test_reputationStaysWithTheAccount() public {
        requestReplace();
        vm.warp(NOW + DELAY - 3700);
        (Order memory bid, Order memory offer) = later(alice);
        open(bid, offer);
        (Order memory lost, Order memory lostOffer) = later(carol);
        (lost.start, lost.openBefore, lost.end) = (bid.end, bid.end, bid.end + 900);
        open(lost, lostOffer);
        claim(lost, lostOffer, Role.SELLER, KWH, true);
        vm.warp(NOW + DELAY);
        registry.finishReplace(bob.meterKey);
        settle(pair(bid, offer, KWH, KWH));
        assertEq(reputationOf(bob), 1, "the gain");
        vm.warp(lost.end + CLAIM_PERIOD);
        market.expire(packed(lost, lostOffer));
        assertEq(reputationOf(bob), -2, "the owner does not escape");
    }

    /// @dev Bob's bid on an offer whose interval starts at the test's current time.
    function later(Household memory seller) private returns (Order memory bid, Order memory offer) {
        uint40 time = uint40(block.timestamp);
        offer = offerBy(seller);
        (offer.start, offer.end, offer.openBefore) = (time + 60, time + 3660, time + 3660);
        bid = bidBy(bob, offer);
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
        uint64 nonce = uint64(registry.nonces(bob.account));
        Replace memory back = Replace(bob.account, bob.meterKey, bob.meterKey, nonce, NOW);
        Signature memory signature = signed(back, bob.accountSecret);
        vm.expectEmit(address(registry));
        emit IMeterRegistry.ReplaceWithdrawn(bob.account, bob.meterKey);
        registry.requestReplace(back, signature);
        vm.warp(NOW + DELAY);
        assertTrue(registry.admission(bob.meterKey).active, "the old key stays");
        assertEq(registry.replacement(bob.meterKey), address(0), "nothing pending");
    }

    function test_replaceInvalid() public {
        uint64 nonce = uint64(registry.nonces(bob.account));
        Replace memory request = Replace(bob.account, bob.meterKey, next.meterKey, nonce + 1, NOW);
        refusesReplace(request);
        request.nonce = nonce;
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
        request.nonce = nonce + 1;
        request.deadline = type(uint40).max;
        refusesReplace(request);
    }

    function requestReplace() private {
        uint64 nonce = uint64(registry.nonces(bob.account));
        Replace memory request = Replace(bob.account, bob.meterKey, next.meterKey, nonce, uint40(block.timestamp));
        registry.requestReplace(request, signed(request, bob.accountSecret));
    }

    function refusesReplace(Replace memory request) private {
        bytes memory call = abi.encodeCall(registry.requestReplace, (request, signed(request, bob.accountSecret)));
        bytes4 selector = IMeterRegistry.ReplaceInvalid.selector;
        refused(address(registry), call, abi.encodeWithSelector(selector, request.oldMeterKey, request.newMeterKey));
    }

    /// @dev Both signatures are present, made by whomever the test names.
    function refusesEnrolment(Enrolment memory wrong, Household memory by, string memory what) private {
        Signature memory byMeter = signed(wrong, by.meterSecret);
        bytes memory call = abi.encodeCall(registry.enrol, (wrong, signed(wrong, by.accountSecret), byMeter));
        vm.prank(ENROLLER);
        (bool done, bytes memory reason) = address(registry).call(call);
        bytes memory expected = abi.encodeWithSelector(
            IMeterRegistry.EnrolmentInvalid.selector, wrong.deviceIdHash, wrong.meterKey, wrong.account
        );
        assertTrue(!done && keccak256(reason) == keccak256(expected), what);
    }
}
