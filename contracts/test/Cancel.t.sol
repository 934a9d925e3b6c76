// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket} from "../src/interfaces/IEnergyMarket.sol";
import {Cancel} from "../src/types/Commands.sol";
import {Signature} from "../src/types/Signature.sol";
import {Order} from "../src/types/Order.sol";
import {World} from "./World.sol";

contract CancelTest is World {
    function test_orderByItsMeter() public {
        (Order memory bid, Order memory offer) = terms();
        Cancel memory order = command(offer);
        Signature memory signature = signed(order, alice.meterSecret);
        vm.expectEmit(address(market));
        emit IEnergyMarket.Cancelled(alice.meterKey, digest(offer), offer.nonce);
        market.cancelOrder(order, offer, signature);
        assertTrue(market.isNonceSpent(alice.meterKey, offer.nonce), "spent");
        refused(address(market), openCall(bid, offer), cancelled(offer.nonce));
    }

    function test_orderByItsAccount() public {
        Order memory offer = offerBy(alice);
        cancelOrder(command(offer), offer, alice.accountSecret);
        assertTrue(market.isNonceSpent(alice.meterKey, offer.nonce), "spent");
    }

    function test_everyNonceBelow() public {
        (Order memory bid, Order memory offer) = terms();
        Cancel memory below = Cancel(alice.account, alice.meterKey, 0, offer.nonce + 1, 0, NOW);
        Signature memory signature = signed(below, alice.meterSecret);
        vm.expectEmit(address(market));
        emit IEnergyMarket.NoncesCancelled(alice.meterKey, offer.nonce + 1);
        market.cancelNonces(below, signature);
        refused(address(market), openCall(bid, offer), cancelled(offer.nonce));
        Order memory next = offerBy(alice);
        next.nonce = below.minNonce;
        open(bidBy(bob, next), next);
    }

    function test_orderAndEveryNonceBelow() public {
        Order memory offer = offerBy(alice);
        offer.nonce = 90;
        Cancel memory both = command(offer);
        both.minNonce = 50;
        cancelOrder(both, offer, alice.accountSecret);
        assertTrue(market.isNonceSpent(alice.meterKey, 90), "the order");
        assertTrue(market.isNonceSpent(alice.meterKey, 49), "below");
        assertTrue(!market.isNonceSpent(alice.meterKey, 50), "not below");
    }

    function test_feeOnce() public {
        Order memory offer = offerBy(alice);
        Cancel memory paying = command(offer);
        paying.submitterFee = 40;
        bytes memory call = abi.encodeCall(market.cancelOrder, (paying, offer, signed(paying, alice.meterSecret)));
        vm.prank(MALLORY);
        (bool done,) = address(market).call(call);
        assertTrue(done, "anyone may send it");
        assertEq(token.balanceOf(MALLORY), 40, "fee");
        assertEq(balanceOf(alice), RICH - 40, "out of the free balance");
        refusedAs(MALLORY, address(market), call, cancelled(0));
    }

    function test_suspendedMeterPaysNoFee() public {
        vm.prank(SUSPENDER);
        registry.suspend(alice.meterKey);
        Order memory offer = offerBy(alice);
        Cancel memory paying = command(offer);
        paying.submitterFee = 40;
        bytes memory call = abi.encodeCall(market.cancelOrder, (paying, offer, signed(paying, alice.meterSecret)));
        refused(address(market), call, invalid());
        cancelOrder(command(offer), offer, alice.meterSecret);
        offer = offerBy(alice);
        paying = command(offer);
        paying.submitterFee = 40;
        cancelOrder(paying, offer, alice.accountSecret);
        assertEq(token.balanceOf(address(this)), 40, "the account key pays");
    }

    /// @notice The meter key pays up to a cap, the account key whatever it signs.
    function test_feeCap() public {
        Order memory offer = offerBy(alice);
        Cancel memory paying = command(offer);
        paying.submitterFee = METER_KEY_FEE_CAP + 1;
        refuses(paying, offer, alice.meterSecret, invalid());
        paying.submitterFee = METER_KEY_FEE_CAP;
        cancelOrder(paying, offer, alice.meterSecret);
        assertEq(token.balanceOf(address(this)), METER_KEY_FEE_CAP, "up to the cap");
        offer = offerBy(alice);
        paying = command(offer);
        paying.submitterFee = 10 * METER_KEY_FEE_CAP;
        cancelOrder(paying, offer, alice.accountSecret);
        assertEq(token.balanceOf(address(this)), 11 * METER_KEY_FEE_CAP, "the account key beyond it");
    }

    /// @notice A stolen meter key cannot pay out the cap repeatedly: one fee per UTC day, further cancels are free.
    function test_oneFeeOfTheMeterKeyADay() public {
        uint256 midnight = (uint256(NOW) / 1 days + 1) * 1 days;
        cancelBelow(10, 7, NOW);
        cancelBelow(20, 7, NOW);
        assertEq(token.balanceOf(address(this)), 7, "one fee");
        vm.warp(midnight - 1);
        cancelBelow(30, 7, uint40(midnight));
        assertEq(token.balanceOf(address(this)), 7, "still the same day");
        vm.warp(midnight);
        cancelBelow(40, 7, uint40(midnight));
        assertEq(token.balanceOf(address(this)), 14, "a new day");
        assertEq(balanceOf(alice), RICH - 14, "no more");
    }

    /// @notice No day is mistaken for that of a meter that never paid.
    function test_theFirstFeeIsPaidOnAnyDay() public {
        vm.warp((uint256(NOW) / 1 days / 255 + 1) * 255 days);
        cancelBelow(10, 7, uint40(block.timestamp));
        assertEq(token.balanceOf(address(this)), 7, "a day that 255 divides");
        cancelBelow(20, 7, uint40(block.timestamp));
        assertEq(token.balanceOf(address(this)), 7, "once");
    }

    /// @notice The free balance is paid; a cancel does not fail for lack of money.
    function test_feeAsFarAsTheBalanceGoes() public {
        Order memory offer = offerBy(carol);
        Cancel memory paying = command(offer);
        paying.submitterFee = 40;
        cancelOrder(paying, offer, carol.meterSecret);
        assertTrue(market.isNonceSpent(carol.meterKey, offer.nonce), "cancelled for nothing");
        fund(carol.account, 25);
        offer = offerBy(carol);
        paying = command(offer);
        paying.submitterFee = 40;
        bytes memory call = abi.encodeCall(market.cancelOrder, (paying, offer, signed(paying, carol.meterSecret)));
        vm.expectEmit(address(market));
        emit IEnergyMarket.SubmitterPaid(carol.account, MALLORY, 25);
        vm.prank(MALLORY);
        (bool done,) = address(market).call(call);
        assertTrue(done && token.balanceOf(MALLORY) == 25, "what there was");
        assertEq(balanceOf(carol), 0, "and no more");
    }

    function cancelBelow(uint40 minNonce, uint128 fee, uint40 deadline) private {
        Cancel memory below = Cancel(alice.account, alice.meterKey, 0, minNonce, fee, deadline);
        market.cancelNonces(below, signed(below, alice.meterSecret));
    }

    function test_refused() public {
        Order memory offer = offerBy(alice);
        Cancel memory wrong = command(offer);
        wrong.deadline = NOW - 1;
        refuses(wrong, offer, alice.meterSecret, invalid());

        wrong = command(offer);
        wrong.orderHash = bytes32(uint256(1));
        refuses(wrong, offer, alice.meterSecret, invalid());

        wrong = command(offer);
        wrong.meterKey = bob.meterKey;
        wrong.account = bob.account;
        bytes memory reason = abi.encodeWithSelector(IEnergyMarket.CancelInvalid.selector, bob.meterKey);
        refuses(wrong, offer, bob.meterSecret, reason);

        reason = abi.encodeWithSelector(IEnergyMarket.InvalidSignature.selector, alice.meterKey);
        refuses(command(offer), offer, bob.meterSecret, reason);

        wrong = command(offer);
        wrong.account = bob.account;
        reason = abi.encodeWithSelector(IEnergyMarket.NotEnrolled.selector, alice.meterKey);
        refuses(wrong, offer, bob.accountSecret, reason);

        wrong = command(offer);
        bytes memory call = abi.encodeCall(market.cancelNonces, (wrong, signed(wrong, alice.meterSecret)));
        refused(address(market), call, invalid());
    }

    function test_nothingToCancel() public {
        Cancel memory nothing = Cancel(alice.account, alice.meterKey, 0, 0, 0, NOW);
        bytes memory call = abi.encodeCall(market.cancelNonces, (nothing, signed(nothing, alice.meterSecret)));
        refused(address(market), call, cancelled(0));
    }

    function test_pauseStopsNoCancel() public {
        vm.prank(PAUSER);
        market.setPaused(true);
        Order memory offer = offerBy(alice);
        cancelOrder(command(offer), offer, alice.meterSecret);
    }

    function command(Order memory order) private view returns (Cancel memory) {
        return Cancel(order.account, order.meterKey, digest(order), 0, 0, NOW);
    }

    function cancelOrder(Cancel memory command_, Order memory order, uint256 secret) private {
        market.cancelOrder(command_, order, signed(command_, secret));
    }

    function refuses(Cancel memory command_, Order memory order, uint256 secret, bytes memory reason) private {
        bytes memory call = abi.encodeCall(market.cancelOrder, (command_, order, signed(command_, secret)));
        refused(address(market), call, reason);
    }

    function cancelled(uint40 nonce) private view returns (bytes memory) {
        return abi.encodeWithSelector(IEnergyMarket.OrderCancelled.selector, alice.meterKey, nonce);
    }

    function invalid() private view returns (bytes memory) {
        return abi.encodeWithSelector(IEnergyMarket.CancelInvalid.selector, alice.meterKey);
    }
}
