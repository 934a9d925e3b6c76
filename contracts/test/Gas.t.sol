// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Cancel, Withdrawal} from "../src/types/Commands.sol";
import {Order} from "../src/types/Order.sol";
import {Role} from "../src/types/Receipt.sol";
import {Signature} from "../src/types/Signature.sol";
import {Claiming, FinalPair, Opening} from "../src/types/Trade.sol";
import {Household, World} from "./World.sol";

/// @notice Gas of whole transactions: 21 000, calldata and execution with everything cold, refunds off. Steady state
/// unless the name says otherwise: accounts and meters used before, the pair gained reputation today.
/// @dev Isolation makes each call a transaction of its own. `snapshots/` is committed; forge fails when a figure differs.
/// forge-config: default.isolate = true
contract GasTest is World {
    uint256 private constant BATCH = 20;

    function setUp() public override {
        super.setUp();
        vm.prank(address(this));
    }

    function test_codeSize() public {
        record("size", "EnergyMarket", address(market).code.length);
        record("size", "MeterRegistry", address(registry).code.length);
        record("size", "TestToken", address(token).code.length);
        assertTrue(address(market).code.length <= 24_576, "EIP-170");
    }

    function test_firstEver() public {
        (Order memory bid, Order memory offer) = terms();
        Signature memory bidSignature = signed(bid);
        Signature memory offerSignature = signed(offer);
        market.openTrade(packed(bid, offer), bidSignature, offerSignature);
        used("openTradeFirstEver");
        vm.warp(bid.end);
        settleMeasured(pair(bid, offer, KWH, KWH), "settleFinalFirstEver");
    }

    function test_steady() public {
        warmUp();
        (Order memory bid, Order memory offer) = terms();
        Signature memory bidSignature = signed(bid);
        Signature memory offerSignature = signed(offer);
        market.openTrade(packed(bid, offer), bidSignature, offerSignature);
        used("openTrade");
        FinalPair memory item = pair(bid, offer, 990_123, 995_321);
        uint256 before = vm.snapshotState();
        vm.warp(bid.end - 1);
        settleMeasured(item, "settleFinalEarly");
        vm.revertToState(before);
        vm.warp(bid.end);
        settleMeasured(item, "settleFinal");
        vm.revertToState(before);
        vm.warp(uint256(bid.end) + 16 hours);
        settleMeasured(item, "settleFinalFirstOfDay");
    }

    function settleMeasured(FinalPair memory item, string memory name) private {
        settle(item);
        used(name);
    }

    /// @notice One settled trade between Alice and Bob, today.
    function warmUp() private {
        (Order memory bid, Order memory offer,) = opened();
        settle(pair(bid, offer, KWH, KWH));
    }

    function used(string memory name) private {
        record("EnergyMarket", name, vm.lastCallGas().gasTotalUsed);
    }

    function record(string memory group, string memory name, uint256 value) private {
        vm.snapshotValue(group, name, value);
    }
}
