// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket} from "../src/interfaces/IEnergyMarket.sol";
import {Cancel} from "../src/types/Commands.sol";
import {Order} from "../src/types/Order.sol";
import {World} from "./World.sol";

contract CancelTest is World {
    function test_orderByItsMeter() public {
        (Order memory bid, Order memory offer) = terms();
        cancelOrder(command(offer), offer, alice.meterSecret);
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
        market.cancelNonces(below, signed(below, alice.meterSecret));
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
