// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket} from "../src/interfaces/IEnergyMarket.sol";
import {IEnergyMarketBatches} from "../src/interfaces/IEnergyMarketBatches.sol";
import {Order} from "../src/types/Order.sol";
import {Role} from "../src/types/Receipt.sol";
import {Claiming, FinalPair, Opening, TradeState} from "../src/types/Trade.sol";
import {Vm} from "./Cheats.sol";
import {World} from "./World.sol";

/// @notice In each batch the middle one of three items is bad: the others go through, it is reported and leaves no
/// trace.
contract BatchTest is World {
    Order[3] private bids;
    Order[3] private offers;

    function setUp() public override {
        super.setUp();
        for (uint40 index = 0; index < 3; ++index) {
            Order memory offer = offerBy(alice);
            Order memory bid = bidBy(bob, offer);
            bid.start = offer.start + index * 600;
            bid.end = bid.start + 600;
            bid.openBefore = offer.start;
            (bids[index], offers[index]) = (bid, offer);
        }
    }

    function test_openMany() public {
        Opening[] memory items = new Opening[](3);
        for (uint256 index = 0; index < 3; ++index) {
            items[index] = Opening(packed(bids[index], offers[index]), signed(bids[index]), signed(offers[index]));
        }
        items[1].offerSignature = items[0].offerSignature;
        vm.recordLogs();
        batches.openMany(items);
        skipped(IEnergyMarket.InvalidSignature.selector);
        expectStates(TradeState.OPEN, TradeState.NONE);
        assertTrue(!market.isNonceSpent(bob.meterKey, bids[1].nonce), "no trace");
        assertEq(lockedOf(bob), 240_000, "two locks");
    }

    function test_settleFinalMany() public {
        openAll();
        FinalPair[] memory items = new FinalPair[](3);
        for (uint256 index = 0; index < 3; ++index) {
            items[index] = pair(bids[index], offers[index], KWH, KWH);
        }
        items[1].sellerReceipt = items[1].buyerReceipt;
        vm.recordLogs();
        batches.settleFinalMany(items);
        skipped(IEnergyMarket.ReceiptMismatch.selector);
        expectStates(TradeState.CLOSED, TradeState.OPEN);
        assertEq(lockedOf(bob), 120_000, "one lock");
    }

    function test_claimMany() public {
        openAll();
        Claiming[] memory items = new Claiming[](3);
        for (uint256 index = 0; index < 3; ++index) {
            items[index] = claiming(bids[index], offers[index], Role.BUYER, KWH, true);
        }
        items[1].receipt = bytes32(uint256(items[1].receipt) | 1);
        vm.recordLogs();
        batches.claimMany(items);
        skipped(IEnergyMarket.MalformedStruct.selector);
        expectStates(TradeState.CLAIMED, TradeState.OPEN);
    }

    function test_settleClaimedMany() public {
        openAll();
        claim(bids[0], offers[0], Role.BUYER, KWH, true);
        claim(bids[2], offers[2], Role.BUYER, KWH, true);
        vm.warp(bids[2].end + CLAIM_PERIOD);
        vm.recordLogs();
        batches.settleClaimedMany(allTerms());
        skipped(IEnergyMarket.TradeNotOpen.selector);
        expectStates(TradeState.CLOSED, TradeState.OPEN);
    }

    function test_expireMany() public {
        openAll();
        claim(bids[1], offers[1], Role.BUYER, KWH, true);
        vm.warp(bids[2].end + CLAIM_PERIOD);
        vm.recordLogs();
        batches.expireMany(allTerms());
        skipped(IEnergyMarket.TradeNotOpen.selector);
        expectStates(TradeState.CLOSED, TradeState.CLAIMED);
    }

    function test_size() public {
        bytes32[6][] memory items = new bytes32[6][](0);
        bytes4 selector = IEnergyMarketBatches.BatchSize.selector;
        refused(address(batches), abi.encodeCall(batches.expireMany, (items)), abi.encodeWithSelector(selector, 0, 100));
        items = new bytes32[6][](101);
        refused(
            address(batches), abi.encodeCall(batches.expireMany, (items)), abi.encodeWithSelector(selector, 101, 100)
        );
        // Both arrays count.
        bytes memory call = abi.encodeCall(batches.freeAndOpenMany, (new bytes32[6][](50), new Opening[](51)));
        refused(address(batches), call, abi.encodeWithSelector(selector, 101, 100));
        call = abi.encodeCall(batches.freeAndOpenMany, (new bytes32[6][](0), new Opening[](0)));
        refused(address(batches), call, abi.encodeWithSelector(selector, 0, 100));
    }

    function openAll() private {
        for (uint256 index = 0; index < 3; ++index) {
            open(bids[index], offers[index]);
        }
    }

    function allTerms() private view returns (bytes32[6][] memory items) {
        items = new bytes32[6][](3);
        for (uint256 index = 0; index < 3; ++index) {
            items[index] = packed(bids[index], offers[index]);
        }
    }

    function expectStates(TradeState outer, TradeState middle) private view {
        assertTrue(stateOf(bids[0]) == outer, "first");
        assertTrue(stateOf(bids[1]) == middle, "second");
        assertTrue(stateOf(bids[2]) == outer, "third");
    }

    /// @dev Exactly one item was skipped, the middle one.
    function skipped(bytes4 reason) private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 count;
        for (uint256 index = 0; index < logs.length; ++index) {
            if (logs[index].topics[0] != IEnergyMarketBatches.ItemSkipped.selector) continue;
            ++count;
            assertEq(keccak256(logs[index].data), keccak256(abi.encode(uint256(1), reason)), "index and reason");
        }
        assertEq(count, 1, "skipped once");
    }
}
