// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {EnergyMarket} from "../src/EnergyMarket.sol";
import {EnergyMarketBatches} from "../src/EnergyMarketBatches.sol";
import {MeterRegistry} from "../src/MeterRegistry.sol";
import {TestToken} from "../src/TestToken.sol";
import {Commands} from "../src/libraries/Commands.sol";
import {Orders} from "../src/libraries/Orders.sol";
import {Receipts} from "../src/libraries/Receipts.sol";
import {Cancel, Replace, Withdrawal} from "../src/types/Commands.sol";
import {Enrolment, Purpose, SensorClass} from "../src/types/Enrolment.sol";
import {Order, Side} from "../src/types/Order.sol";
import {Cause, Role} from "../src/types/Receipt.sol";
import {Signature} from "../src/types/Signature.sol";
import {Claiming, FinalPair, Opening, Trade, TradeState} from "../src/types/Trade.sol";
import {Cheats} from "./Cheats.sol";

/// @notice A household: an account key and a meter key.
struct Household {
    uint256 accountSecret;
    uint256 meterSecret;
    address account;
    address meterKey;
}

/// @notice A receipt field by field, as a meter signs it.
struct Receipt {
    bytes32 tradeId;
    Role role;
    uint40 sequence;
    uint64 energy;
    uint40 partnerSequence;
    uint64 partnerEnergy;
    bool isFinal;
    Cause cause;
}

/// @notice Contracts and households for the tests. Alice sells, Bob buys, Carol is a third, Mallory attacks.
abstract contract World is Cheats {
    uint40 internal constant NOW = 1_800_000_000;
    uint40 internal constant CLAIM_PERIOD = 24 hours;
    uint64 internal constant KWH = 1_000_000;
    uint64 internal constant MINIMUM_LOT = 10_000;
    uint64 internal constant MINIMUM_REPUTATION_LOT = 100_000;
    uint128 internal constant RICH = 1_000_000_000;
    uint128 internal constant METER_KEY_FEE_CAP = 10_000;
    address internal constant ADMIN = address(0xAD);
    address internal constant ENROLLER = address(0xE0);
    address internal constant SUSPENDER = address(0x50);
    address internal constant PAUSER = address(0xBA);
    address internal constant MALLORY = address(0x666);

    IERC20 internal token;
    MeterRegistry internal registry;
    EnergyMarket internal market;
    EnergyMarketBatches internal batches;
    Household internal alice;
    Household internal bob;
    Household internal carol;
    uint40 private _nonce;
    mapping(address meterKey => uint256) private _secrets;

    function setUp() public virtual {
        vm.warp(NOW);
        deploy(IERC20(vm.deployCode("out/TestToken.sol/TestToken.json", abi.encode(address(this)))));
        (alice, bob, carol) = (household("alice"), household("bob"), household("carol"));
        enrol(alice);
        enrol(bob);
        enrol(carol);
        fund(bob.account, RICH);
        fund(alice.account, RICH);
    }

    /// @dev From forge's artifacts, so that no test compiles the contracts into itself.
    function deploy(IERC20 token_) internal {
        token = token_;
        address predicted = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        bytes memory arguments = abi.encode(predicted, ADMIN, ENROLLER, SUSPENDER, PAUSER);
        registry = MeterRegistry(vm.deployCode("out/MeterRegistry.sol/MeterRegistry.json", arguments));
        arguments = abi.encode(token, registry, MINIMUM_LOT, MINIMUM_REPUTATION_LOT, METER_KEY_FEE_CAP);
        market = EnergyMarket(vm.deployCode("out/EnergyMarket.sol/EnergyMarket.json", arguments));
        assertEq(address(market), predicted, "predicted market address");
        arguments = abi.encode(market);
        batches = EnergyMarketBatches(vm.deployCode("out/EnergyMarketBatches.sol/EnergyMarketBatches.json", arguments));
    }

    // --- households

    function household(string memory name) internal pure returns (Household memory) {
        uint256 accountSecret = uint256(keccak256(bytes.concat(bytes(name), " account")));
        uint256 meterSecret = uint256(keccak256(bytes.concat(bytes(name), " meter")));
        return Household(accountSecret, meterSecret, vm.addr(accountSecret), vm.addr(meterSecret));
    }

    function enrol(Household memory home) internal {
        enrol(home, SensorClass.NORMAL_WORLD);
    }

    /// @notice Lets the tests sign for this meter.
    function remember(Household memory home) internal {
        _secrets[home.meterKey] = home.meterSecret;
    }

    function enrol(Household memory home, SensorClass sensorClass) internal {
        remember(home);
        Enrolment memory enrolment = enrolmentOf(home);
        enrolment.sensorClass = sensorClass;
        Signature memory byAccount = signed(enrolment, home.accountSecret);
        Signature memory byMeter = signed(enrolment, home.meterSecret);
        vm.prank(ENROLLER);
        registry.enrol(enrolment, byAccount, byMeter);
    }

    function enrolmentOf(Household memory home) internal view returns (Enrolment memory) {
        bool first = registry.meterOfAccount(home.account) == address(0);
        return Enrolment({
            purpose: first ? Purpose.ACTIVE : Purpose.STANDBY,
            deviceIdHash: deviceOf(home),
            account: home.account,
            meterKey: home.meterKey,
            sensorClass: SensorClass.NORMAL_WORLD,
            nonce: uint64(registry.nonces(home.account)),
            deadline: uint40(block.timestamp)
        });
    }

    function deviceOf(Household memory home) internal pure returns (bytes32) {
        return keccak256(abi.encode("device of", home.meterKey));
    }

    function fund(address account, uint128 amount) internal {
        TestToken(address(token)).mint(address(this), amount);
        token.approve(address(market), amount);
        market.deposit(account, amount);
    }

    // --- orders

    /// @notice Alice offers up to 2 kWh at 0.12 over an hour that begins in five minutes.
    function offerBy(Household memory home) internal returns (Order memory) {
        return Order({
            side: Side.OFFER,
            account: home.account,
            meterKey: home.meterKey,
            counterOrder: 0,
            energy: 2 * KWH,
            minEnergy: KWH / 10,
            power: 48_000_000,
            price: 120_000,
            start: NOW + 300,
            end: NOW + 3900,
            openBefore: NOW + 3900,
            lossBandPpm: 30_000,
            minReputation: -10,
            minSensorClass: SensorClass.NORMAL_WORLD,
            nonce: ++_nonce
        });
    }

    /// @notice Bob bids for 1 kWh of it over half an hour.
    function bidBy(Household memory home, Order memory offer) internal returns (Order memory) {
        return Order({
            side: Side.BID,
            account: home.account,
            meterKey: home.meterKey,
            counterOrder: digest(offer),
            energy: KWH,
            minEnergy: KWH,
            power: offer.power,
            price: offer.price,
            start: offer.start + 300,
            end: offer.start + 2100,
            openBefore: offer.start + 300,
            lossBandPpm: 20_000,
            minReputation: -10,
            minSensorClass: SensorClass.NORMAL_WORLD,
            nonce: ++_nonce
        });
    }

    function terms() internal returns (Order memory bid, Order memory offer) {
        offer = offerBy(alice);
        bid = bidBy(bob, offer);
    }

    function open(Order memory bid, Order memory offer) internal {
        market.openTrade(packed(bid, offer), signed(bid), signed(offer));
    }

    function opened() internal returns (Order memory bid, Order memory offer, bytes32 tradeId) {
        (bid, offer) = terms();
        open(bid, offer);
        tradeId = digest(bid);
    }

    // --- receipts

    function receipt(Order memory bid, Role role, uint64 energy, uint64 partnerEnergy, bool isFinal)
        internal
        view
        returns (Receipt memory)
    {
        Cause cause = isFinal ? Cause.COMPLETED : Cause.NONE;
        return Receipt(digest(bid), role, 1800, energy, 1799, partnerEnergy, isFinal, cause);
    }

    function pair(Order memory bid, Order memory offer, uint64 buyer, uint64 seller)
        internal
        view
        returns (FinalPair memory item)
    {
        return pairOf(
            bid, offer, receipt(bid, Role.BUYER, buyer, 0, true), receipt(bid, Role.SELLER, seller, buyer, true)
        );
    }

    function pairOf(Order memory bid, Order memory offer, Receipt memory buyer, Receipt memory seller)
        internal
        view
        returns (FinalPair memory)
    {
        return FinalPair(
            packed(bid, offer),
            packed(buyer),
            signed(buyer, bid.meterKey),
            packed(seller),
            signed(seller, offer.meterKey)
        );
    }

    function settle(FinalPair memory item) internal {
        market.settleFinal(item.terms, item.buyerReceipt, item.buyerSignature, item.sellerReceipt, item.sellerSignature);
    }

    function claiming(Order memory bid, Order memory offer, Role role, uint64 energy, bool isFinal)
        internal
        view
        returns (Claiming memory)
    {
        Receipt memory claimed = receipt(bid, role, energy, energy, isFinal);
        address meterKey = role == Role.BUYER ? bid.meterKey : offer.meterKey;
        return Claiming(packed(bid, offer), packed(claimed), signed(claimed, meterKey));
    }

    function claim(Order memory bid, Order memory offer, Role role, uint64 energy, bool isFinal) internal {
        Claiming memory item = claiming(bid, offer, role, energy, isFinal);
        market.claim(item.terms, item.receipt, item.signature);
    }

    // --- packed calldata, written another way than the contract reads it

    function packed(Order memory bid, Order memory offer) internal pure returns (bytes32[6] memory words) {
        bytes memory tail = abi.encodePacked(bid.minReputation, uint8(bid.minSensorClass), bid.nonce);
        tail = abi.encodePacked(bid.openBefore, bid.lossBandPpm, tail);
        bytes memory whole = abi.encodePacked(bid.account, bid.meterKey, bid.energy, bid.start, bid.end, tail);
        tail = abi.encodePacked(offer.minReputation, uint8(offer.minSensorClass), offer.nonce);
        tail = abi.encodePacked(offer.start, offer.end, offer.openBefore, offer.lossBandPpm, tail);
        tail = abi.encodePacked(offer.energy, offer.minEnergy, offer.power, offer.price, tail);
        whole = abi.encodePacked(whole, offer.account, offer.meterKey, tail, new bytes(18));
        return abi.decode(whole, (bytes32[6]));
    }

    function packed(Receipt memory r) internal pure returns (bytes32) {
        bytes memory tail = abi.encodePacked(r.partnerSequence, r.partnerEnergy, r.isFinal, uint8(r.cause));
        return bytes32(abi.encodePacked(uint8(r.role), r.sequence, r.energy, tail));
    }

    // --- calls, for `refused`

    function openCall(Order memory bid, Order memory offer) internal view returns (bytes memory) {
        return abi.encodeCall(market.openTrade, (packed(bid, offer), signed(bid), signed(offer)));
    }

    function settleCall(FinalPair memory item) internal view returns (bytes memory) {
        return abi.encodeCall(
            market.settleFinal,
            (item.terms, item.buyerReceipt, item.buyerSignature, item.sellerReceipt, item.sellerSignature)
        );
    }

    function claimCall(Claiming memory item) internal view returns (bytes memory) {
        return abi.encodeCall(market.claim, (item.terms, item.receipt, item.signature));
    }

    // --- signatures

    function typed(bytes32 structHash) internal view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", market.domainSeparator(), structHash));
    }

    function digest(Order memory order) internal view returns (bytes32) {
        return typed(keccak256(abi.encode(Orders.TYPE_HASH, order)));
    }

    function sign(uint256 secret, bytes32 hash) internal pure returns (Signature memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(secret, hash);
        return Signature(r, bytes32(uint256(s) | (uint256(v - 27) << 255)));
    }

    function signed(Order memory order) internal view returns (Signature memory) {
        return sign(secretOf(order.meterKey), digest(order));
    }

    function signed(Receipt memory receipt_, address meterKey) internal view returns (Signature memory) {
        return sign(secretOf(meterKey), typed(keccak256(abi.encode(Receipts.TYPE_HASH, receipt_))));
    }

    function signed(Enrolment memory command, uint256 secret) internal view returns (Signature memory) {
        return sign(secret, typed(Commands.hash(command)));
    }

    function signed(Cancel memory command, uint256 secret) internal view returns (Signature memory) {
        return sign(secret, typed(Commands.hash(command)));
    }

    function signed(Withdrawal memory command, uint256 secret) internal view returns (Signature memory) {
        return sign(secret, typed(Commands.hash(command)));
    }

    function signed(Replace memory command, uint256 secret) internal view returns (Signature memory) {
        return sign(secret, typed(Commands.hash(command)));
    }

    function secretOf(address meterKey) internal view returns (uint256 secret) {
        secret = _secrets[meterKey];
        assertTrue(secret != 0, "a known meter key");
    }

    // --- views

    function balanceOf(Household memory home) internal view returns (uint128 balance) {
        (balance,,,) = market.account(home.account);
    }

    function lockedOf(Household memory home) internal view returns (uint128 locked) {
        (, locked,,) = market.account(home.account);
    }

    function reputationOf(Household memory home) internal view returns (int32 reputation) {
        (,, reputation,) = market.account(home.account);
    }

    /// @notice The trade as the buyer's lanes show it.
    function stateOf(Order memory bid) internal view returns (TradeState) {
        return market.trade(bid.meterKey, digest(bid)).state;
    }

    /// @notice Whether the trade is no longer open or claimed; only its event tells how it was closed.
    function isClosed(Order memory bid) internal view returns (bool) {
        TradeState state = stateOf(bid);
        return state == TradeState.NONE || state == TradeState.CLOSED;
    }

    function isBusy(address meterKey, uint40 start, uint40 end) internal view returns (bool) {
        (,, uint40[2][3] memory busy) = market.meter(meterKey);
        for (uint256 index = 0; index < 3; ++index) {
            if (busy[index][0] == start && busy[index][1] == end) return true;
        }
        return false;
    }
}
