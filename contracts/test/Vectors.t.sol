// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {TypedData} from "../src/base/TypedData.sol";
import {Commands} from "../src/libraries/Commands.sol";
import {OrderAt, Orders} from "../src/libraries/Orders.sol";
import {Receipts} from "../src/libraries/Receipts.sol";
import {Settlement} from "../src/libraries/Settlement.sol";
import {Terms} from "../src/libraries/Terms.sol";
import {Cancel, Replace, Withdrawal} from "../src/types/Commands.sol";
import {Enrolment, Purpose, SensorClass} from "../src/types/Enrolment.sol";
import {Order, Side} from "../src/types/Order.sol";
import {Role} from "../src/types/Receipt.sol";
import {Cheats} from "./Cheats.sol";
import {World} from "./World.sol";

/// @notice The domain of the vectors, and the market's reading of packed calldata.
contract Reader is TypedData {
    constructor(address market) TypedData(market) {}

    function digest(bytes32 structHash) external view returns (bytes32) {
        return _digest(structHash);
    }

    function tradeDigest(bytes32 structHash) external view returns (bytes32) {
        return _tradeDigest(structHash);
    }

    function orderHash(Order calldata order) external pure returns (bytes32) {
        return Orders.hash(order);
    }

    function digests(bytes32[6] calldata terms) external view returns (bytes32 offerDigest, bytes32 tradeId) {
        (OrderAt bid, OrderAt offer) = Terms.unpack(terms);
        offerDigest = _tradeDigest(Orders.hash(offer));
        Orders.setCounterOrder(bid, offerDigest);
        tradeId = _tradeDigest(Orders.hash(bid));
    }
}

/// @notice Type hashes, struct hashes and digests equal to those of `@evlock/protocol`.
contract TypedDataVectorsTest is Cheats {
    string private json;
    Reader private reader;

    function setUp() public {
        json = vm.readFile("../vectors/typed-data.json");
        vm.chainId(vm.parseJsonUint(json, ".domain.chainId"));
        reader = new Reader(vm.parseJsonAddress(json, ".domain.market"));
    }

    function test_domain() public view {
        assertEq(reader.domainSeparator(), vm.parseJsonBytes32(json, ".domain.separator"), "separator");
    }

    function test_typeHashes() public view {
        assertEq(Orders.TYPE_HASH, typeHash("Order"), "Order");
        assertEq(Receipts.TYPE_HASH, typeHash("Receipt"), "Receipt");
        assertEq(Commands.CANCEL_TYPE_HASH, typeHash("Cancel"), "Cancel");
        assertEq(Commands.WITHDRAWAL_TYPE_HASH, typeHash("Withdrawal"), "Withdrawal");
        assertEq(Commands.REPLACE_TYPE_HASH, typeHash("Replace"), "Replace");
        assertEq(Commands.ENROLMENT_TYPE_HASH, typeHash("Enrolment"), "Enrolment");
    }

    /// @notice The last two are the worked example of docs/signed-data.md.
    function test_orders() public view {
        for (uint256 index = 0; index < 7; ++index) {
            string memory here = path("Order", index);
            string memory side = vm.parseJsonString(json, string.concat(here, ".value.side"));
            Order memory order;
            order.side = keccak256(bytes(side)) == keccak256("bid") ? Side.BID : Side.OFFER;
            order.account = account(here, "account");
            order.meterKey = account(here, "meterKey");
            order.counterOrder = word(here, "counterOrder");
            order.energy = uint64(number(here, "energy"));
            order.minEnergy = uint64(number(here, "minEnergy"));
            order.power = uint32(number(here, "power"));
            order.price = uint64(number(here, "price"));
            order.start = uint40(number(here, "start"));
            order.end = uint40(number(here, "end"));
            order.openBefore = uint40(number(here, "openBefore"));
            order.lossBandPpm = uint32(number(here, "lossBandPpm"));
            order.minReputation = int32(vm.parseJsonInt(json, string.concat(here, ".value.minReputation")));
            order.minSensorClass = sensorClass(here, "minSensorClass");
            order.nonce = uint40(number(here, "nonce"));
            compare(here, reader.orderHash(order));
        }
    }

    function sensorClass(string memory here, string memory field) private view returns (SensorClass) {
        string memory name = vm.parseJsonString(json, string.concat(here, ".value.", field));
        return keccak256(bytes(name)) == keccak256("secure-world") ? SensorClass.SECURE_WORLD : SensorClass.NORMAL_WORLD;
    }

    function test_cancels() public view {
        for (uint256 index = 0; index < 5; ++index) {
            string memory here = path("Cancel", index);
            Cancel memory command = Cancel({
                account: account(here, "account"),
                meterKey: account(here, "meterKey"),
                orderHash: word(here, "orderHash"),
                minNonce: uint40(number(here, "minNonce")),
                submitterFee: uint128(number(here, "submitterFee")),
                deadline: uint40(number(here, "deadline"))
            });
            compare(here, Commands.hash(command));
        }
    }

    function test_withdrawals() public view {
        for (uint256 index = 0; index < 5; ++index) {
            string memory here = path("Withdrawal", index);
            Withdrawal memory command = Withdrawal({
                account: account(here, "account"),
                token: account(here, "token"),
                to: account(here, "to"),
                amount: uint128(number(here, "amount")),
                submitterFee: uint128(number(here, "submitterFee")),
                nonce: uint64(number(here, "nonce")),
                deadline: uint40(number(here, "deadline"))
            });
            compare(here, Commands.hash(command));
        }
    }

    function test_replaces() public view {
        for (uint256 index = 0; index < 5; ++index) {
            string memory here = path("Replace", index);
            Replace memory command = Replace({
                account: account(here, "account"),
                oldMeterKey: account(here, "oldMeterKey"),
                newMeterKey: account(here, "newMeterKey"),
                nonce: uint64(number(here, "nonce")),
                deadline: uint40(number(here, "deadline"))
            });
            compare(here, Commands.hash(command));
        }
    }

    function test_enrolments() public view {
        for (uint256 index = 0; index < 5; ++index) {
            string memory here = path("Enrolment", index);
            string memory purpose = vm.parseJsonString(json, string.concat(here, ".value.purpose"));
            Enrolment memory command = Enrolment({
                purpose: keccak256(bytes(purpose)) == keccak256("active") ? Purpose.ACTIVE : Purpose.STANDBY,
                deviceIdHash: word(here, "deviceIdHash"),
                account: account(here, "account"),
                meterKey: account(here, "meterKey"),
                sensorClass: sensorClass(here, "sensorClass"),
                nonce: uint64(number(here, "nonce")),
                deadline: uint40(number(here, "deadline"))
            });
            compare(here, Commands.hash(command));
        }
    }

    /// @notice Packed terms and receipts unpack to the digests of what was packed.
    function test_packing() public view {
        for (uint256 index = 0; index < 3; ++index) {
            string memory here = string.concat(".packing[", vm.toString(index), "]");
            bytes32[6] memory terms;
            for (uint256 place = 0; place < 6; ++place) {
                terms[place] = vm.parseJsonBytes32(json, string.concat(here, ".terms[", vm.toString(place), "]"));
            }
            (bytes32 offerDigest, bytes32 tradeId) = reader.digests(terms);
            assertEq(offerDigest, vm.parseJsonBytes32(json, string.concat(here, ".offerDigest")), "offer");
            assertEq(tradeId, vm.parseJsonBytes32(json, string.concat(here, ".tradeId")), "trade");
            bytes32 packed = vm.parseJsonBytes32(json, string.concat(here, ".receipt"));
            bytes32 digest = reader.digest(Receipts.hash(Receipts.unpack(packed), tradeId));
            assertEq(digest, vm.parseJsonBytes32(json, string.concat(here, ".receiptDigest")), "receipt");
        }
    }

    function compare(string memory here, bytes32 hash) private view {
        assertEq(hash, vm.parseJsonBytes32(json, string.concat(here, ".hash")), "hash");
        bytes32 digest = vm.parseJsonBytes32(json, string.concat(here, ".digest"));
        assertEq(reader.digest(hash), digest, "digest");
        assertEq(reader.tradeDigest(hash), digest, "digest of orders and receipts");
    }

    function path(string memory name, uint256 index) private pure returns (string memory) {
        return string.concat(".structs.", name, ".values[", vm.toString(index), "]");
    }

    function typeHash(string memory name) private view returns (bytes32) {
        return vm.parseJsonBytes32(json, string.concat(".structs.", name, ".typeHash"));
    }

    function account(string memory here, string memory field) private view returns (address) {
        return vm.parseJsonAddress(json, string.concat(here, ".value.", field));
    }

    function word(string memory here, string memory field) private view returns (bytes32) {
        return vm.parseJsonBytes32(json, string.concat(here, ".value.", field));
    }

    function number(string memory here, string memory field) private view returns (uint256) {
        return vm.parseJsonUint(json, string.concat(here, ".value.", field));
    }
}

/// @notice Payouts and reputation equal to those of `@evlock/protocol`, run on the market itself.
contract SettlementVectorsTest is World {
    string private json;

    function setUp() public override {
        super.setUp();
        json = vm.readFile("../vectors/settlement.json");
        // Enough for the largest lock: 12 hours of the most power at the highest price.
        fund(bob.account, type(uint96).max - 2 * RICH);
    }

    function test_payments() public view {
        for (uint256 index = 0; has(".payments", index); ++index) {
            string memory here = item(".payments", index);
            uint64 energy = uint64(number(here, ".energy"));
            uint64 price = uint64(number(here, ".price"));
            assertEq(Settlement.payment(energy, price), number(here, ".payment"), "payment");
            assertEq(Settlement.lock(energy, price), number(here, ".lock"), "lock");
        }
    }

    function test_bands() public view {
        for (uint256 index = 0; has(".bands", index); ++index) {
            string memory here = item(".bands", index);
            uint64 complete =
                Settlement.completeEnergy(uint64(number(here, ".energy")), uint32(number(here, ".lossBandPpm")));
            assertEq(complete, number(here, ".completeEnergy"), "complete");
        }
    }

    function test_finals() public {
        for (uint256 index = 0; has(".finals", index); ++index) {
            string memory here = item(".finals", index);
            uint256 fresh = vm.snapshotState();
            (Order memory bid, Order memory offer) = openFrom(here);
            uint128 before = balanceOf(bob) + lockedOf(bob);
            vm.warp(bid.start);
            settle(pair(bid, offer, uint64(number(here, ".buyer")), uint64(number(here, ".seller"))));
            expectOutcome(here, bid, before, true);
            vm.revertToState(fresh);
        }
    }

    function test_claims() public {
        for (uint256 index = 0; has(".claims", index); ++index) {
            string memory here = item(".claims", index);
            uint256 fresh = vm.snapshotState();
            (Order memory bid, Order memory offer) = openFrom(here);
            uint128 before = balanceOf(bob) + lockedOf(bob);
            bool bought = claimFrom(string.concat(here, ".buyer"), bid, offer, Role.BUYER);
            claimFrom(string.concat(here, ".seller"), bid, offer, Role.SELLER);
            vm.warp(bid.end + CLAIM_PERIOD);
            if (bought) market.settleClaimed(packed(bid, offer));
            else market.expire(packed(bid, offer));
            expectOutcome(here, bid, before, bought);
            vm.revertToState(fresh);
        }
    }

    function openFrom(string memory here) private returns (Order memory bid, Order memory offer) {
        offer = offerBy(alice);
        offer.energy = uint64(number(here, ".terms.energy"));
        offer.price = uint64(number(here, ".terms.price"));
        offer.lossBandPpm = uint32(number(here, ".terms.lossBandPpm"));
        offer.power = type(uint32).max;
        offer.end = offer.openBefore = offer.start + 12 hours;
        bid = bidBy(bob, offer);
        (bid.start, bid.end, bid.openBefore) = (offer.start, offer.end, offer.start);
        bid.energy = bid.minEnergy = offer.energy;
        bid.lossBandPpm = 1_000_000;
        open(bid, offer);
    }

    function claimFrom(string memory here, Order memory bid, Order memory offer, Role role) private returns (bool) {
        if (!vm.keyExistsJson(json, string.concat(here, ".energy"))) return false;
        claim(bid, offer, role, uint64(number(here, ".energy")), vm.parseJsonBool(json, string.concat(here, ".final")));
        return true;
    }

    function expectOutcome(string memory here, Order memory bid, uint128 before, bool settled) private view {
        here = string.concat(here, ".outcome");
        uint256 paid = number(here, ".paid");
        assertEq(balanceOf(alice), RICH + paid, "paid");
        assertEq(balanceOf(bob), before - paid, "the rest is free again");
        assertEq(paid + number(here, ".refunded"), Settlement.lock(bid.energy, bid.price), "refunded");
        string memory state = vm.parseJsonString(json, string.concat(here, ".state"));
        assertEq(keccak256(bytes(state)), keccak256(bytes(settled ? "SETTLED" : "EXPIRED")), "the call that closed it");
        assertTrue(isClosed(bid), "closed");
        assertEq(reputationOf(bob), vm.parseJsonInt(json, string.concat(here, ".reputation.buyer")), "buyer");
        assertEq(reputationOf(alice), vm.parseJsonInt(json, string.concat(here, ".reputation.seller")), "seller");
    }

    function has(string memory list, uint256 index) private view returns (bool) {
        return vm.keyExistsJson(json, item(list, index));
    }

    function item(string memory list, uint256 index) private pure returns (string memory) {
        return string.concat(list, "[", vm.toString(index), "]");
    }

    function number(string memory here, string memory field) private view returns (uint256) {
        return vm.parseJsonUint(json, string.concat(here, field));
    }
}
