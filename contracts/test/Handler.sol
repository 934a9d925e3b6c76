// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket} from "../src/interfaces/IEnergyMarket.sol";
import {Cancel, Withdrawal} from "../src/types/Commands.sol";
import {Order} from "../src/types/Order.sol";
import {Role} from "../src/types/Receipt.sol";
import {Household, World} from "./World.sol";

/// @notice What the handler believes of a trade.
struct Known {
    Order bid;
    Order offer;
    uint64[2] energy;
    bool[2] claimed;
    bool[2] isFinal;
    bool closed;
}

/// @notice Random participants, with a plain model of the books and the close table beside the market. Every call that
/// the model allows must succeed, and no other.
contract Handler is World {
    Known[] private trades;
    Household[] private homes;
    mapping(address account => uint256) public balance;
    mapping(address account => uint256) public locked;
    mapping(address account => int256) public reputation;
    mapping(address account => uint256 day) private lastGain;
    uint256 public held;

    function setUp() public override {
        super.setUp();
        homes.push(alice);
        homes.push(bob);
        homes.push(carol);
        balance[alice.account] = balance[bob.account] = RICH;
        held = 2 * uint256(RICH);
    }

    function home(uint256 index) external view returns (Household memory) {
        return homes[index];
    }

    // --- actions

    function warp(uint256 time) external {
        vm.warp(block.timestamp + bound(time, 1, 6 hours));
    }

    function pause(uint256 luck) external {
        vm.prank(PAUSER);
        market.setPaused(luck % 8 == 0);
    }

    function deposit(uint256 who, uint128 amount) external {
        amount = uint128(bound(amount, 1, RICH));
        address account = homes[who % 3].account;
        fund(account, amount);
        balance[account] += amount;
        held += amount;
    }

    function withdraw(uint256 who, uint128 amount, uint128 fee) external {
        Household memory owner = homes[who % 3];
        amount = uint128(bound(amount, 1, RICH));
        fee = uint128(bound(fee, 0, 1000));
        uint64 nonce = uint64(market.nonces(owner.account));
        Withdrawal memory order =
            Withdrawal(owner.account, address(token), MALLORY, amount, fee, nonce, uint40(block.timestamp));
        bytes memory call = abi.encodeCall(market.withdraw, (order, signed(order, owner.accountSecret)));
        bool done = attempt(call, balance[owner.account] >= uint256(amount) + fee);
        if (!done) return;
        balance[owner.account] -= amount + fee;
        held -= amount + fee;
    }

    function openTrade(uint256 who, uint256 ahead, uint256 duration, uint64 energy, uint64 price) external {
        Household memory seller = homes[who % 3];
        Household memory buyer = homes[(who % 3 + 1 + (who / 3) % 2) % 3];
        Order memory offer = offerBy(seller);
        offer.start = uint40(block.timestamp + bound(ahead, 1, 2 hours));
        offer.end = offer.openBefore = offer.start + uint40(bound(duration, 10, 2 hours));
        offer.power = type(uint32).max;
        offer.minEnergy = 0;
        offer.minReputation = -100;
        offer.nonce = nextNonce(seller);
        offer.price = uint64(bound(price, 0, 1_000_000));
        Order memory bid = bidBy(buyer, offer);
        bid.power = offer.power;
        (bid.start, bid.end, bid.openBefore) = (offer.start, offer.end, offer.start);
        bid.energy = bid.minEnergy = uint64(bound(energy, MINIMUM_LOT, 2 * KWH));
        bid.counterOrder = digest(offer);
        bid.minReputation = -100;
        bid.nonce = nextNonce(buyer);
        (bool done, bytes memory reason) = address(market).call(openCall(bid, offer));
        uint256 lock = lockOf(bid);
        if (!done) {
            bytes4 selector = bytes4(reason);
            bool short = balance[buyer.account] < lock;
            bool expected = selector == IEnergyMarket.MeterBusy.selector
                || selector == IEnergyMarket.MarketPaused.selector
                || selector == IEnergyMarket.ReputationTooLow.selector;
            assertTrue(
                expected || (short && selector == IEnergyMarket.InsufficientBalance.selector), "refused for cause"
            );
            return;
        }
        balance[buyer.account] -= lock;
        locked[buyer.account] += lock;
        Known storage known = trades.push();
        (known.bid, known.offer) = (bid, offer);
    }

    function cancel(uint256 who, uint40 ahead) external {
        Household memory owner = homes[who % 3];
        uint40 minNonce = nextNonce(owner) + ahead % 3;
        Cancel memory command = Cancel(owner.account, owner.meterKey, 0, minNonce, 0, uint40(block.timestamp));
        attempt(abi.encodeCall(market.cancelNonces, (command, signed(command, owner.meterSecret))), true);
    }

    function settleFinal(uint256 pick, uint64 buyer, uint64 seller) external {
        if (trades.length == 0) return;
        Known storage known = trades[pick % trades.length];
        (buyer, seller) = (uint64(bound(buyer, 0, 3 * KWH)), uint64(bound(seller, 0, 3 * KWH)));
        bool allowed = !known.closed && !claimsOver(known);
        allowed = allowed && buyer >= known.energy[0] && seller >= known.energy[1];
        if (!attempt(settleCall(pair(known.bid, known.offer, buyer, seller)), allowed)) return;
        uint256 delivered = least(least(buyer, seller), known.bid.energy);
        close(known, delivered);
        uint256 loss = uint256(known.bid.energy) * known.bid.lossBandPpm;
        if (delivered != 0 && delivered * 1_000_000 + loss >= uint256(known.bid.energy) * 1_000_000) gain(known);
    }

    function claimReceipt(uint256 pick, uint256 side, uint64 energy, bool isFinal) external {
        if (trades.length == 0) return;
        Known storage known = trades[pick % trades.length];
        side %= 2;
        energy = uint64(bound(energy, 0, 3 * KWH));
        bool news = !known.claimed[side] || energy > known.energy[side] || (isFinal && !known.isFinal[side]);
        bool allowed = news && !known.closed && !claimsOver(known);
        bytes memory call = claimCall(claiming(known.bid, known.offer, Role(side), energy, isFinal));
        if (!attempt(call, allowed)) return;
        known.claimed[side] = true;
        if (energy > known.energy[side]) known.energy[side] = energy;
        if (isFinal) known.isFinal[side] = true;
    }

    function settleClaimed(uint256 pick) public {
        if (trades.length == 0) return;
        Known storage known = trades[pick % trades.length];
        bool allowed = !known.closed && claimsOver(known) && known.claimed[0];
        if (!attempt(abi.encodeCall(market.settleClaimed, (packed(known.bid, known.offer))), allowed)) return;
        uint256 delivered = least(known.energy[0], known.bid.energy);
        if (known.isFinal[1]) delivered = least(delivered, known.energy[1]);
        close(known, delivered);
        if (known.isFinal[0] && !known.isFinal[1]) lose(known, known.offer.account);
        if (known.isFinal[1] && !known.isFinal[0]) lose(known, known.bid.account);
    }

    function expire(uint256 pick) public {
        if (trades.length == 0) return;
        Known storage known = trades[pick % trades.length];
        bool allowed = !known.closed && claimsOver(known) && !known.claimed[0];
        if (!attempt(abi.encodeCall(market.expire, (packed(known.bid, known.offer))), allowed)) return;
        close(known, 0);
        if (known.isFinal[1]) lose(known, known.bid.account);
    }

    /// @notice Every trade can be ended, by anyone, whatever happened.
    function endAll() external {
        vm.warp(block.timestamp + 72 hours);
        for (uint256 index = 0; index < trades.length; ++index) {
            settleClaimed(index);
            expire(index);
            assertTrue(trades[index].closed, "ended");
        }
    }

    // --- the model

    function nextNonce(Household memory owner) private view returns (uint40) {
        (uint40 newest,,) = market.meter(owner.meterKey);
        return newest + 1;
    }

    function attempt(bytes memory call, bool allowed) private returns (bool) {
        (bool done,) = address(market).call(call);
        assertTrue(done == allowed, allowed ? "allowed, but refused" : "refused in the model, but done");
        return done;
    }

    function close(Known storage known, uint256 delivered) private {
        uint256 lock = lockOf(known.bid);
        uint256 paid = delivered * known.bid.price / 1_000_000;
        locked[known.bid.account] -= lock;
        balance[known.bid.account] += lock - paid;
        balance[known.offer.account] += paid;
        known.closed = true;
    }

    function gain(Known storage known) private {
        if (known.bid.energy < MINIMUM_REPUTATION_LOT) return;
        if (block.timestamp < known.bid.start) return;
        gainOf(known.bid.account);
        gainOf(known.offer.account);
    }

    function gainOf(address account) private {
        if (lastGain[account] == block.timestamp / 1 days) return;
        lastGain[account] = block.timestamp / 1 days;
        reputation[account] += 1;
    }

    function lose(Known storage known, address account) private {
        if (known.bid.energy >= MINIMUM_REPUTATION_LOT) reputation[account] -= 3;
    }

    function claimsOver(Known storage known) private view returns (bool) {
        return block.timestamp >= uint256(known.bid.end) + CLAIM_PERIOD;
    }

    function lockOf(Order memory bid) private pure returns (uint256) {
        return (uint256(bid.energy) * bid.price + 999_999) / 1_000_000;
    }

    function least(uint256 left, uint256 right) private pure returns (uint256) {
        return left < right ? left : right;
    }

    // --- what is compared

    function tokensHeld() external view returns (uint256) {
        return token.balanceOf(address(market));
    }

    function accountOf(uint256 index) external view returns (uint128 balance_, uint128 locked_) {
        (balance_, locked_,,) = market.account(homes[index].account);
    }

    function reputationAt(uint256 index) external view returns (int32) {
        return reputationOf(homes[index]);
    }
}
