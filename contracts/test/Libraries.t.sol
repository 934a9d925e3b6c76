// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ClaimWord, Claims} from "../src/libraries/Claims.sol";
import {Lane, LaneAt, Lanes, LaneWord} from "../src/libraries/Lanes.sol";
import {ReplayWindow} from "../src/libraries/ReplayWindow.sol";
import {Schedule} from "../src/libraries/Schedule.sol";
import {Settlement} from "../src/libraries/Settlement.sol";
import {Signatures} from "../src/libraries/Signatures.sol";

import {Role} from "../src/types/Receipt.sol";
import {Signature} from "../src/types/Signature.sol";
import {TradeState} from "../src/types/Trade.sol";
import {Cheats} from "./Cheats.sol";

/// @notice The libraries against plain models of what they pack.
contract LibrariesTest is Cheats {
    mapping(uint40 => bool) private spent;

    /// @notice 64 operations on nearby nonces, as a bitmap and as a table.
    function testFuzz_replayWindow(uint256 seed, uint40 base) public {
        // Half of the runs start at 0, where a window has fewer than 64 nonces behind it.
        base = seed % 2 == 0 ? 0 : uint40(bound(base, 0, type(uint40).max - 400));
        uint104 window;
        uint40 newest;
        for (uint256 step = 0; step < 24; ++step) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint40 nonce = base + uint40((seed >> 8) % 90);
            bool done;
            if (seed % 8 != 0) {
                bool expected = !spentIn(nonce, newest);
                (done, window) = ReplayWindow.spend(window, nonce);
                assertTrue(done == expected, "spend");
                spent[nonce] = true;
                if (nonce > newest) newest = nonce;
            } else {
                (done, window) = ReplayWindow.spendBelow(window, nonce);
                bool changed = nonce > newest;
                for (uint40 below = nonce > 64 ? nonce - 64 : 0; below < nonce; ++below) {
                    if (!spentIn(below, newest)) changed = true;
                }
                assertTrue(done == changed, "spendBelow tells whether it changed anything");
                for (uint40 below = nonce > 154 ? nonce - 154 : 0; below < nonce; ++below) {
                    spent[below] = true;
                }
                if (nonce > newest) newest = nonce;
            }
            uint40 probe = base + uint40((seed >> 64) % 90);
            assertTrue(ReplayWindow.isSpent(window, probe) == spentIn(probe, newest), "isSpent");
        }
    }

    function test_replayWindowEdges() public pure {
        (bool done, uint104 window) = ReplayWindow.spend(0, 0);
        assertTrue(done, "nonce 0 is usable");
        (done, window) = ReplayWindow.spend(window, 63);
        assertTrue(done && ReplayWindow.isSpent(window, 0), "63 behind is still known");
        (done, window) = ReplayWindow.spend(window, 64);
        assertTrue(done && ReplayWindow.isSpent(window, 0), "64 behind is spent");
        assertTrue(!ReplayWindow.isSpent(window, 1), "63 behind is free");
        (done, window) = ReplayWindow.spend(window, type(uint40).max);
        assertTrue(done && ReplayWindow.isSpent(window, 65), "a leap spends what it leaves behind");
        (done,) = ReplayWindow.spendBelow(0, 0);
        assertTrue(!done, "nothing is below 0");
        (, window) = ReplayWindow.spend(0, 0);
        (, window) = ReplayWindow.spend(window, 1);
        (done,) = ReplayWindow.spendBelow(window, 1);
        assertTrue(!done, "nothing is left below 1");
        // The oldest bit of a window that reaches down to 0, exactly.
        (, window) = ReplayWindow.spend(0, 63);
        (done, window) = ReplayWindow.spendBelow(window, 1);
        assertTrue(done && ReplayWindow.isSpent(window, 0) && !ReplayWindow.isSpent(window, 1), "0 of 63");
    }

    /// @notice Three random intervals and a removal, against overlap by definition.
    function testFuzz_schedule(uint32[4] memory starts, uint16[4] memory durations, uint32 time) public pure {
        time = uint32(bound(time, 0, type(uint32).max - 200_000));
        uint144 schedule;
        bool[4] memory held;
        for (uint256 index = 0; index < 4; ++index) {
            starts[index] = uint32(bound(starts[index], time, uint256(time) + 100_000));
            if (durations[index] == 0) durations[index] = 1;
            uint256 from = starts[index];
            uint256 until = from + durations[index];
            uint256 live;
            bool free = true;
            for (uint256 other = 0; other < index; ++other) {
                if (!held[other] || ends(starts, durations, other) <= time) continue;
                ++live;
                if (from < ends(starts, durations, other) && starts[other] < until) free = false;
            }
            bool done;
            (done, schedule) = Schedule.add(schedule, from, until, time);
            assertTrue(done == (free && live < 3), "add");
            held[index] = done;
        }
        if (!held[0]) return;
        (bool busy,) = Schedule.add(schedule, starts[0], ends(starts, durations, 0), time);
        assertTrue(!busy, "busy");
        schedule = Schedule.remove(schedule, starts[0], ends(starts, durations, 0));
        (busy,) = Schedule.add(schedule, starts[0], ends(starts, durations, 0), time);
        assertTrue(busy, "free again");
    }

    /// @notice Only the exact interval is removed, not one that shares its start or end.
    function testFuzz_scheduleRemovesExactly(uint32 start, uint16 duration, uint16 other) public pure {
        start = uint32(bound(start, 1, type(uint32).max - 200_000));
        duration = uint16(bound(duration, 1, type(uint16).max - 1));
        other = uint16(bound(other, 1, type(uint16).max));
        uint256 end = uint256(start) + duration;
        (, uint144 held) = Schedule.add(0, start, end, 0);
        if (other != duration) {
            assertEq(Schedule.remove(held, start, uint256(start) + other), held, "another end");
            if (other < end) assertEq(Schedule.remove(held, end - other, end), held, "another start");
        }
        (bool idle,) = Schedule.add(held, start, end, 0);
        assertTrue(!idle, "still held");
        assertEq(Schedule.remove(held, start, end), 0, "itself");
    }

    function testFuzz_settlement(uint64 energy, uint64 delivered, uint64 price, uint32 band) public pure {
        delivered = uint64(bound(delivered, 0, energy));
        band = uint32(bound(band, 0, 1_000_000));
        uint256 exact = uint256(energy) * price;
        uint256 lock = Settlement.lock(energy, price);
        assertTrue(lock * 1_000_000 >= exact && lock * 1_000_000 < exact + 1_000_000, "lock rounds up");
        uint256 paid = Settlement.payment(delivered, price);
        exact = uint256(delivered) * price;
        assertTrue(paid * 1_000_000 <= exact && exact < paid * 1_000_000 + 1_000_000, "payment rounds down");
        assertTrue(paid <= lock, "a lock always covers its payment");
        uint256 complete = Settlement.completeEnergy(energy, band);
        assertTrue(complete <= energy, "complete");
        assertTrue((energy - complete) * 1_000_000 <= uint256(energy) * band, "the loss is within the band");
    }

    function testFuzz_claimWord(uint64 buyer, uint64 seller, bool buyerFinal, bool sellerFinal) public pure {
        ClaimWord word = Claims.withClaim(ClaimWord.wrap(0), Role.BUYER, ~buyer, false);
        assertTrue(!Claims.anyFinal(word), "none final");
        (, bool claimed,) = Claims.of_(word, Role.SELLER);
        assertTrue(!claimed, "the other side claimed nothing");
        word = Claims.withClaim(word, Role.SELLER, seller, sellerFinal);
        word = Claims.withClaim(word, Role.BUYER, buyer, buyerFinal);
        bool isFinal;
        uint64 energy;
        (energy, claimed, isFinal) = Claims.of_(word, Role.BUYER);
        assertTrue(energy == buyer && claimed && isFinal == buyerFinal, "buyer");
        (energy, claimed, isFinal) = Claims.of_(word, Role.SELLER);
        assertTrue(energy == seller && claimed && isFinal == sellerFinal, "seller");
        assertTrue(Claims.energyOf(word, Role.BUYER) == buyer, "buyer's energy");
        assertTrue(Claims.energyOf(word, Role.SELLER) == seller, "seller's energy");
        assertTrue(Claims.anyFinal(word) == (buyerFinal || sellerFinal), "any final");
    }

    mapping(uint256 => Lane) private lanes;

    function testFuzz_laneWord(bytes32 tradeId, uint40 busyUntil, uint8 state) public pure {
        TradeState expected = TradeState(state % 4);
        LaneWord word = Lanes.pack(tradeId, busyUntil, expected);
        assertTrue(Lanes.state(word) == expected && Lanes.busyUntil(word) == busyUntil, "round trip");
    }

    /// @notice Trades use the first lane no other needs, and their own word when all are in use.
    function test_lanes() public {
        for (uint256 index = 0; index < 5; ++index) {
            Lanes.open(lanes, id(index), 1000);
        }
        for (uint256 index = 0; index < 5; ++index) {
            (LaneAt at, bool shared, LaneWord word) = Lanes.find(lanes, id(index));
            assertTrue(shared == index < 4, "four share, then its own");
            assertEq(LaneAt.unwrap(at), slotOf(index < 4 ? index : uint256(id(index))), "in order");
            assertTrue(Lanes.state(word) == TradeState.OPEN, "open");
        }
        (LaneAt found,, LaneWord none) = Lanes.find(lanes, id(9));
        assertEq(LaneAt.unwrap(found), slotOf(uint256(id(9))), "where it would be");
        assertEq(LaneWord.unwrap(none), 0, "unknown");

        vm.warp(999);
        lanes[1].word = Lanes.pack(id(1), 0, TradeState.CLAIMED);
        lanes[2].word = Lanes.pack(id(2), 1000, TradeState.CLOSED);
        lanes[3].word = Lanes.pack(id(3), 0, TradeState.CLOSED);
        Lanes.open(lanes, id(6), 2000);
        (found,,) = Lanes.find(lanes, id(6));
        assertEq(LaneAt.unwrap(found), slotOf(3), "freed; the claimed and the unfreed one are needed");
        vm.warp(1000);
        Lanes.open(lanes, id(7), 2000);
        (found,,) = Lanes.find(lanes, id(7));
        assertEq(LaneAt.unwrap(found), slotOf(2), "past its end");
        (,, none) = Lanes.find(lanes, id(2));
        assertEq(LaneWord.unwrap(none), 0, "forgotten");
    }

    function slotOf(uint256 number) private view returns (uint256 slot) {
        Lane storage lane = lanes[number];
        assembly {
            slot := lane.slot
        }
    }

    function id(uint256 index) private pure returns (bytes32) {
        return keccak256(abi.encode("trade", index));
    }

    /// @notice Any r, s and digest recover to some key. With s in the upper half it signs nothing here; the few such s that the
    /// compact form can hold lie right above half the order.
    function testFuzz_highSIsRefused(bytes32 digest, uint128 above) public view {
        // The generator's x coordinate is a valid r.
        bytes32 r = 0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798;
        uint256 half = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;
        uint256 high = bound(above, half + 1, uint256(type(int256).max));
        address signer = ecrecover(digest, 27, r, bytes32(high));
        assertTrue(signer != address(0), "a signature of somebody");
        assertTrue(!this.isBy(Signature(r, bytes32(high)), signer, digest), "high s");
        signer = ecrecover(digest, 27, r, bytes32(half));
        assertTrue(this.isBy(Signature(r, bytes32(half)), signer, digest), "the highest low s");
    }

    function isBy(Signature calldata signature, address signer, bytes32 digest) external view returns (bool) {
        return Signatures.isBy(signature, signer, digest);
    }

    function spentIn(uint40 nonce, uint40 newest) private view returns (bool) {
        return nonce <= newest && (newest - nonce >= 64 || spent[nonce]);
    }

    function ends(uint32[4] memory starts, uint16[4] memory durations, uint256 index) private pure returns (uint256) {
        return uint256(starts[index]) + durations[index];
    }
}
