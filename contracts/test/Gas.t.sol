// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Cancel, Withdrawal} from "../src/types/Commands.sol";
import {Order} from "../src/types/Order.sol";
import {Role} from "../src/types/Receipt.sol";
import {Signature} from "../src/types/Signature.sol";
import {Claiming, FinalPair, Opening} from "../src/types/Trade.sol";
import {Household, World} from "./World.sol";

/// @notice Gas of whole transactions: 21 000, calldata and execution with everything cold. Steady state unless the name
/// says otherwise: accounts and meters used before, the pair gained reputation today.
/// @dev Isolation makes each call a transaction of its own. `snapshots/` is committed; forge fails when a figure
/// differs, and `FORGE_SNAPSHOT_CHECK=false forge test` writes the new ones.
/// forge-config: default.isolate = true
contract GasTest is World {
    uint256 private constant BATCH = 20;

    function setUp() public override {
        super.setUp();
        vm.warp(NOW);
    }

    function test_codeSize() public {
        record("size", "EnergyMarket", address(market).code.length);
        record("size", "EnergyMarketBatches", address(batches).code.length);
        record("size", "MeterRegistry", address(registry).code.length);
        record("size", "TestToken", address(token).code.length);
        assertTrue(address(market).code.length <= 18_500, "room for what comes");
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
        vm.revertToState(before);
        vm.warp(bid.end - 1);
        settle(item);
        market.free(item.terms);
        used("free");
    }

    function settleMeasured(FinalPair memory item, string memory name) private {
        settle(item);
        used(name);
    }

    function test_claims() public {
        warmUp();
        (Order memory bid, Order memory offer,) = opened();
        uint256 before = vm.snapshotState();
        claimMeasured(claiming(bid, offer, Role.BUYER, 990_123, true), "claim");
        claimMeasured(claiming(bid, offer, Role.SELLER, 995_321, true), "claimSecond");
        vm.warp(bid.end + CLAIM_PERIOD);
        bytes32[6] memory terms_ = packed(bid, offer);
        market.settleClaimed(terms_);
        used("settleClaimed");
        vm.revertToState(before);
        vm.warp(bid.end + CLAIM_PERIOD);
        market.expire(terms_);
        used("expire");
    }

    function test_money() public {
        fund(bob.account, 1000);
        used("deposit");
        Order memory offer = offerBy(bob);
        Cancel memory cancel = Cancel(bob.account, bob.meterKey, digest(offer), 0, 0, NOW);
        Signature memory signature = signed(cancel, bob.meterSecret);
        market.cancelOrder(cancel, offer, signature);
        used("cancelOrder");
        cancel = Cancel(bob.account, bob.meterKey, 0, offer.nonce + 1, 0, NOW);
        signature = signed(cancel, bob.meterSecret);
        market.cancelNonces(cancel, signature);
        used("cancelNonces");
        Withdrawal memory withdrawal = Withdrawal(bob.account, address(token), address(0xBA2C), 1000, 0, 0, NOW);
        for (uint64 nonce = 0; nonce < 2; ++nonce) {
            withdrawal.nonce = nonce;
            signature = signed(withdrawal, bob.accountSecret);
            market.withdraw(withdrawal, signature);
        }
        used("withdraw");
    }

    /// @notice Batches of 20 trades between 20 pairs of meters that all traded earlier today.
    function test_batches() public {
        (Order[] memory bids, Order[] memory offers) = batch();
        Opening[] memory openings = new Opening[](BATCH);
        FinalPair[] memory finals = new FinalPair[](BATCH);
        Claiming[] memory claims = new Claiming[](BATCH);
        bytes32[6][] memory allTerms = new bytes32[6][](BATCH);
        for (uint256 index = 0; index < BATCH; ++index) {
            (Order memory bid, Order memory offer) = (bids[index], offers[index]);
            allTerms[index] = packed(bid, offer);
            openings[index] = Opening(allTerms[index], signed(bid), signed(offer));
            finals[index] = pair(bid, offer, 990_123, 995_321);
            claims[index] = claiming(bid, offer, Role.BUYER, 990_123, true);
        }
        batches.openMany(openings);
        used("openMany20");
        uint256 before = vm.snapshotState();
        vm.warp(bids[0].end - 1);
        batches.settleFinalMany(finals);
        used("settleFinalMany20");
        batches.freeMany(allTerms);
        used("freeMany20");
        vm.revertToState(before);
        batches.claimMany(claims);
        used("claimMany20");
        vm.warp(bids[0].end + CLAIM_PERIOD);
        batches.settleClaimedMany(allTerms);
        used("settleClaimedMany20");
        vm.revertToState(before);
        vm.warp(bids[0].end + CLAIM_PERIOD);
        batches.expireMany(allTerms);
        used("expireMany20");
    }

    function batch() private returns (Order[] memory bids, Order[] memory offers) {
        (bids, offers) = (new Order[](BATCH), new Order[](BATCH));
        for (uint256 index = 0; index < BATCH; ++index) {
            Household memory seller = household(string.concat("seller ", vm.toString(index)));
            Household memory buyer = household(string.concat("buyer ", vm.toString(index)));
            enrol(seller);
            enrol(buyer);
            fund(seller.account, RICH);
            fund(buyer.account, RICH);
            Order memory offer = offerBy(seller);
            Order memory bid = bidBy(buyer, offer);
            open(bid, offer);
            FinalPair memory item = pair(bid, offer, KWH, KWH);
            vm.warp(bid.start);
            settle(item);
            market.free(item.terms);
            vm.warp(NOW);
            offers[index] = offerBy(seller);
            bids[index] = bidBy(buyer, offers[index]);
        }
    }

    function claimMeasured(Claiming memory item, string memory name) private {
        market.claim(item.terms, item.receipt, item.signature);
        used(name);
    }

    /// @notice One settled trade between Alice and Bob, today.
    function warmUp() private {
        (Order memory bid, Order memory offer,) = opened();
        FinalPair memory item = pair(bid, offer, KWH, KWH);
        vm.warp(bid.start);
        settle(item);
        market.free(packed(bid, offer));
        vm.warp(NOW);
    }

    /// @notice The practical path: a pair that traded before opens today's first trade, settles it before its end with
    /// the first gain of the day, and frees its meters along with its next trade.
    function test_practicalPath() public {
        (Order memory bid, Order memory offer) = onDay(0, 300);
        open(bid, offer);
        settleAt(bid, offer, bid.end);
        (bid, offer) = onDay(1, 300);
        open(bid, offer);
        settleAt(bid, offer, bid.end);

        (bid, offer) = onDay(2, 300);
        (Signature memory bidSignature, Signature memory offerSignature) = (signed(bid), signed(offer));
        bytes32[6] memory terms_ = packed(bid, offer);
        market.openTrade(terms_, bidSignature, offerSignature);
        used("practicalOpen");
        uint256 opening = vm.lastCallGas().gasTotalUsed;
        settleAt(bid, offer, bid.end - 1);
        used("practicalSettle");
        uint256 total = opening + vm.lastCallGas().gasTotalUsed;
        assertEq(reputationOf(bob), 3, "a gain a day");

        bytes32[6][] memory closed = new bytes32[6][](1);
        closed[0] = terms_;
        (bid, offer) = onDay(2, 2400);
        Opening[] memory next = new Opening[](1);
        next[0] = Opening(packed(bid, offer), signed(bid), signed(offer));
        batches.freeAndOpenMany(closed, next);
        uint256 share = vm.lastCallGas().gasTotalUsed - opening;
        record("EnergyMarket", "practicalFree", share);
        record("EnergyMarket", "practicalTotal", total + share);
        assertTrue(total + share <= 150_000, "the whole of it");
    }

    /// @dev Terms of a trade `day` days after NOW, the offer `ahead` seconds after that.
    function onDay(uint40 day, uint40 ahead) private returns (Order memory bid, Order memory offer) {
        uint40 midday = NOW + day * 1 days;
        if (block.timestamp < midday) vm.warp(midday);
        offer = offerBy(alice);
        offer.start = midday + ahead;
        offer.end = offer.openBefore = offer.start + 3600;
        bid = bidBy(bob, offer);
    }

    function settleAt(Order memory bid, Order memory offer, uint40 time) private {
        FinalPair memory item = pair(bid, offer, 990_123, 995_321);
        vm.warp(time);
        settle(item);
    }

    function used(string memory name) private {
        record("EnergyMarket", name, vm.lastCallGas().gasTotalUsed);
    }

    function record(string memory group, string memory name, uint256 value) private {
        vm.snapshotValue(group, name, value);
    }
}
