// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {MeterStatus} from "../../src/interfaces/IMeterRegistry.sol";
import {TestToken} from "../../src/TestToken.sol";
import {Cancel, Replace, Withdrawal} from "../../src/types/Commands.sol";
import {Enrolment, Purpose, SensorClass} from "../../src/types/Enrolment.sol";
import {Order} from "../../src/types/Order.sol";
import {Signature} from "../../src/types/Signature.sol";
import {Household} from "../World.sol";
import {Comparison} from "./Comparison.sol";
import {MeterModel} from "./RegistryModel.sol";
import {Reasons} from "./Reasons.sol";

/// @notice Random participants and operators: money, cancels, meters that come, go and are suspended, pauses, time.
contract Handler is Comparison {
    uint256 private constant MOST_METERS = 12;

    function setUp() public override {
        super.setUp();
        Household[3] memory homes = [alice, bob, carol];
        for (uint256 index = 0; index < 3; ++index) {
            Enrolment memory done = enrolmentOf(homes[index]);
            done.purpose = Purpose.ACTIVE;
            applyEnrolment(homes[index], done);
        }
        accounts[alice.account].balance = accounts[bob.account].balance = RICH;
        held = 2 * uint256(RICH);
    }

    // --- time and operation

    /// @notice Some time passes: a little, days, or until a second before or at a moment at which something changes.
    function pass(uint256 seed) external {
        uint256 time = block.timestamp + 1 + random(seed, 1) % (chance(seed, 2, 8) ? 60 hours : 1 hours);
        if (trades.length != 0 && chance(seed, 3, 3)) {
            Order memory bid = trades[standing(seed)].bid;
            time = [bid.start, bid.openBefore, bid.end, bid.end + CLAIM_PERIOD][seed % 4];
        } else if (chance(seed, 4, 3)) {
            time = nextReplacement();
        }
        if (time != 0 && chance(seed, 6, 2)) time -= 1;
        if (time > block.timestamp) vm.warp(time);
    }

    /// @return time When the last requested replacement that is not in effect takes effect; 0 if there is none.
    function nextReplacement() private view returns (uint256 time) {
        for (uint256 index = 0; index < meterKeys.length; ++index) {
            uint256 from = meters[meterKeys[index]].replacedFrom;
            if (from > block.timestamp) time = from;
        }
    }

    function pause(uint256 seed) external {
        isPaused = chance(seed, 1, 16);
        vm.prank(PAUSER);
        market.setPaused(isPaused);
    }

    // --- money

    function deposit(uint256 seed) external {
        address account = [alice.account, bob.account, carol.account, household("dave").account][seed % 4];
        uint128 amount = chance(seed, 1, 8) ? 0 : uint128(random(seed, 2) % RICH + 1);
        TestToken(address(token)).mint(address(this), amount);
        token.approve(address(market), amount);
        bytes memory call = abi.encodeCall(market.deposit, (account, amount));
        if (!attempt(address(this), address(market), call, depositReasons(account, amount))) return;
        accounts[account].balance += amount;
        held += amount;
    }

    function withdraw(uint256 seed) external {
        Household memory owner = meters[someMeter(seed)].home;
        Withdrawal memory order;
        (order.account, order.token, order.to) = (owner.account, address(token), address(0xBA2C));
        uint256 balance = accounts[owner.account].balance;
        order.amount = uint128(random(seed, 1) % (chance(seed, 2, 3) ? 2 * balance + 1 : balance / 4 + 1));
        order.submitterFee = uint128(random(seed, 3) % (chance(seed, 4, 8) ? balance + 1 : 1000));
        order.nonce = accounts[owner.account].nonce + (chance(seed, 5, 8) ? 1 : 0);
        order.deadline = uint40(block.timestamp) - (chance(seed, 6, 16) ? 1 : 0);
        bool forged = chance(seed, 7, 12);
        Reasons memory why = withdrawalReasons(order, forged ? owner.meterKey : owner.account);
        Signature memory signature = signed(order, forged ? owner.meterSecret : owner.accountSecret);
        if (!attempt(address(market), abi.encodeCall(market.withdraw, (order, signature)), why)) return;
        accounts[owner.account].balance -= order.amount + order.submitterFee;
        accounts[owner.account].nonce += 1;
        held -= order.amount + order.submitterFee;
    }

    // --- cancels

    function cancelNonces(uint256 seed) external {
        Household memory owner = meters[someMeter(seed)].home;
        Cancel memory command = someCancel(seed, owner);
        (address signer, Signature memory signature) = someSigner(seed, owner, command);
        Reasons memory why = cancelReasons(command, signer, movesBelow(owner.meterKey, command.minNonce));
        bytes memory call = abi.encodeCall(market.cancelNonces, (command, signature));
        cancel(command, signer, call, why, false, 0);
    }

    function cancelOrder(uint256 seed) external {
        if (trades.length == 0) return;
        uint256 index = anyTrade(seed);
        Order memory order = chance(seed, 20, 2) ? trades[index].bid : trades[index].offer;
        Household memory owner = meters[order.meterKey].home;
        Cancel memory command = someCancel(seed, owner);
        if (chance(seed, 21, 2)) command.minNonce = 0;
        command.orderHash = digest(order);
        (address signer, Signature memory signature) = someSigner(seed, owner, command);
        bool changes = !isSpent(owner.meterKey, order.nonce) || movesBelow(owner.meterKey, command.minNonce);
        Reasons memory why = cancelReasons(command, signer, changes);
        bytes memory call = abi.encodeCall(market.cancelOrder, (command, order, signature));
        cancel(command, signer, call, why, true, order.nonce);
    }

    function cancel(
        Cancel memory command,
        address signer,
        bytes memory call,
        Reasons memory why,
        bool hasOrder,
        uint40 nonce
    ) private {
        uint256 before = token.balanceOf(MALLORY);
        if (!attempt(address(market), call, why)) return;
        uint128 paid = applyCancel(command, signer == command.meterKey, hasOrder, nonce);
        assertEq(token.balanceOf(MALLORY) - before, paid, "the fee that was due, and no other");
    }

    function someCancel(uint256 seed, Household memory owner) private view returns (Cancel memory command) {
        (command.account, command.meterKey) = (owner.account, owner.meterKey);
        if (chance(seed, 1, 24)) command.account = household("dave").account;
        command.minNonce = someNonce(random(seed, 2), owner.meterKey);
        if (!chance(seed, 3, 2)) command.submitterFee = uint128(random(seed, 4) % (METER_KEY_FEE_CAP + 1));
        if (chance(seed, 5, 8)) command.submitterFee = METER_KEY_FEE_CAP + uint128(random(seed, 6) % 2);
        if (chance(seed, 7, 24)) command.submitterFee = 3 * RICH;
        command.deadline = uint40(block.timestamp) - (chance(seed, 8, 16) ? 1 : 0);
    }

    function someSigner(uint256 seed, Household memory owner, Cancel memory command)
        private
        view
        returns (address signer, Signature memory signature)
    {
        uint256 secret = chance(seed, 10, 2) ? owner.accountSecret : owner.meterSecret;
        if (chance(seed, 11, 16)) secret = uint256(keccak256("a stranger"));
        return (vm.addr(secret), signed(command, secret));
    }

    // --- meters

    function enrolMeter(uint256 seed) external {
        if (meterKeys.length == MOST_METERS) return;
        Household memory owner = [alice, bob, carol, household("dave")][seed % 4];
        Household memory home = household(string.concat("meter ", vm.toString(meterKeys.length)));
        (home.account, home.accountSecret) = (owner.account, owner.accountSecret);
        if (chance(seed, 1, 12)) (home.meterKey, home.meterSecret) = (alice.meterKey, alice.meterSecret);
        Enrolment memory wanted = enrolmentOf(home);
        if (chance(seed, 2, 12)) wanted.purpose = Purpose(1 - uint8(wanted.purpose));
        if (chance(seed, 3, 12)) wanted.nonce += 1;
        if (chance(seed, 4, 12)) wanted.deadline -= 1;
        if (chance(seed, 5, 12)) wanted.deviceIdHash = deviceOf(bob);
        if (chance(seed, 6, 2)) wanted.sensorClass = SensorClass.SECURE_WORLD;
        Signature memory byAccount = signed(wanted, home.accountSecret);
        Signature memory byMeter = signed(wanted, home.meterSecret);
        bytes memory call = abi.encodeCall(registry.enrol, (wanted, byAccount, byMeter));
        if (!attempt(ENROLLER, address(registry), call, enrolmentReasons(wanted))) return;
        remember(home);
        applyEnrolment(home, wanted);
    }

    function suspend(uint256 seed) external {
        address meterKey = chance(seed, 1, 3) ? someMeter(seed) : meterKeys[random(seed, 2) % meterKeys.length];
        if (chance(seed, 3, 6)) meterKey = MALLORY;
        else if (chance(seed, 4, 2)) return;
        bytes memory call = abi.encodeCall(registry.suspend, (meterKey));
        if (attempt(SUSPENDER, address(registry), call, suspensionReasons(meterKey, true))) {
            meters[meterKey].suspended = true;
        }
    }

    /// @notice Often, so that the others have someone to trade with.
    function resume(uint256 seed) external {
        for (uint256 index = 0; index < meterKeys.length; ++index) {
            address meterKey = meterKeys[(seed % meterKeys.length + index) % meterKeys.length];
            if (!meters[meterKey].suspended && index != 0) continue;
            bytes memory call = abi.encodeCall(registry.resume, (meterKey));
            bool done = attempt(SUSPENDER, address(registry), call, suspensionReasons(meterKey, false));
            if (done) meters[meterKey].suspended = false;
        }
    }

    function requestReplace(uint256 seed) external {
        Household memory owner = meters[someMeter(seed)].home;
        for (uint256 index = 0; index < meterKeys.length && !chance(seed, 9, 4); ++index) {
            MeterModel storage meter = meters[meterKeys[(seed % meterKeys.length + index) % meterKeys.length]];
            if (meter.status == MeterStatus.STANDBY) owner = meter.home;
        }
        Replace memory wanted;
        (wanted.account, wanted.oldMeterKey) = (owner.account, activeMeter[owner.account]);
        wanted.newMeterKey = waiting(owner.account);
        if (chance(seed, 1, 8)) wanted.oldMeterKey = meterKeys[random(seed, 2) % meterKeys.length];
        if (chance(seed, 3, 8)) wanted.newMeterKey = meterKeys[random(seed, 4) % meterKeys.length];
        if (chance(seed, 5, 6)) wanted.newMeterKey = wanted.oldMeterKey;
        wanted.nonce = registryNonce[owner.account] + (chance(seed, 6, 16) ? 1 : 0);
        wanted.deadline = uint40(block.timestamp) - (chance(seed, 7, 16) ? 1 : 0);
        bool forged = chance(seed, 8, 12);
        Reasons memory why = replaceReasons(wanted, forged ? owner.meterKey : owner.account);
        Signature memory signature = signed(wanted, forged ? owner.meterSecret : owner.accountSecret);
        bytes memory call = abi.encodeCall(registry.requestReplace, (wanted, signature));
        if (attempt(address(registry), call, why)) applyReplace(wanted);
    }

    function finishReplace(uint256 seed) external {
        if (nextReplacement() != 0 && chance(seed, 3, 3)) vm.warp(nextReplacement());
        address meterKey = meterKeys[random(seed, 1) % meterKeys.length];
        for (uint256 index = 0; index < meterKeys.length && !chance(seed, 2, 4); ++index) {
            if (finishReasons(meterKeys[index]).count == 0) meterKey = meterKeys[index];
        }
        bytes memory call = abi.encodeCall(registry.finishReplace, (meterKey));
        if (attempt(address(registry), call, finishReasons(meterKey))) applyFinish(meterKey);
    }

    /// @return An account's last standby key, or none.
    function waiting(address account) private view returns (address) {
        for (uint256 index = meterKeys.length; index > 0; --index) {
            MeterModel storage meter = meters[meterKeys[index - 1]];
            if (meter.home.account == account && meter.status == MeterStatus.STANDBY) return meterKeys[index - 1];
        }
        return MALLORY;
    }
}
