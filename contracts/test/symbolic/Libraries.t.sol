// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ClaimWord, Claims} from "../../src/libraries/Claims.sol";
import {ReplayWindow} from "../../src/libraries/ReplayWindow.sol";
import {Schedule} from "../../src/libraries/Schedule.sol";
import {Role} from "../../src/types/Receipt.sol";

/// @notice For all inputs, by halmos (`npm run test:symbolic`). Forge compiles these, and does not run them.
contract SymbolicLibraries {
    // --- nonces

    function check_spendingSpends(uint104 window, uint40 nonce) public pure {
        (bool fresh, uint104 next) = ReplayWindow.spend(window, nonce);
        assert(fresh == !ReplayWindow.isSpent(window, nonce));
        assert(ReplayWindow.isSpent(next, nonce));
    }

    /// @notice What is spent stays so, whatever is spent or withdrawn next.
    function check_spentStaysSpent(uint104 window, uint40 nonce, uint40 other, bool below) public pure {
        if (!ReplayWindow.isSpent(window, nonce)) return;
        (, uint104 next) = below ? ReplayWindow.spendBelow(window, other) : ReplayWindow.spend(window, other);
        assert(ReplayWindow.isSpent(next, nonce));
    }

    /// @notice An order is harmed by another one only where that leaves it 64 behind.
    function check_spendingSparesTheWindow(uint104 window, uint40 nonce, uint40 other) public pure {
        if (nonce == other || (other > nonce && other - nonce >= 64)) return;
        if (ReplayWindow.isSpent(window, nonce)) return;
        (, uint104 next) = ReplayWindow.spend(window, other);
        assert(!ReplayWindow.isSpent(next, nonce));
    }

    function check_withdrawingSpendsBelow(uint104 window, uint40 nonce, uint40 least) public pure {
        if (nonce >= least) return;
        (, uint104 next) = ReplayWindow.spendBelow(window, least);
        assert(ReplayWindow.isSpent(next, nonce));
    }

    function check_withdrawingSparesTheRest(uint104 window, uint40 nonce, uint40 least) public pure {
        if (nonce < least || ReplayWindow.isSpent(window, nonce)) return;
        (, uint104 next) = ReplayWindow.spendBelow(window, least);
        assert(!ReplayWindow.isSpent(next, nonce));
    }

    /// @notice So a cancel pays its fee once.
    function check_withdrawingTwiceChangesNothing(uint104 window, uint40 least) public pure {
        (, uint104 next) = ReplayWindow.spendBelow(window, least);
        (bool moved, uint104 last) = ReplayWindow.spendBelow(next, least);
        assert(!moved && last == next);
    }

    // --- the schedule

    function check_addedIsBusy(uint144 schedule, uint32 start, uint16 duration, uint40 time) public pure {
        uint256 end = uint256(start) + duration;
        if (duration == 0 || time >= end) return;
        (bool idle, uint144 next) = Schedule.add(schedule, start, end, time);
        if (!idle) return;
        (bool again,) = Schedule.add(next, start, end, time);
        assert(!again);
    }

    /// @notice No live trade loses its entry to another.
    function check_addingKeepsTheLive(uint144 schedule, uint32 start, uint16 duration, uint40 time, uint8 which)
        public
        pure
    {
        if (duration == 0 || which > 2) return;
        (uint256 from, uint256 until) = Schedule.entryAt(schedule, uint256(which) * 48);
        if (until <= time) return;
        (, uint144 next) = Schedule.add(schedule, start, uint256(start) + duration, time);
        (uint256 from2, uint256 until2) = Schedule.entryAt(next, uint256(which) * 48);
        assert(from == from2 && until == until2);
    }

    /// @notice An interval is refused only if a live one overlaps it, or three are live.
    function check_refusedForCause(uint144 schedule, uint32 start, uint16 duration, uint40 time) public pure {
        uint256 end = uint256(start) + duration;
        if (duration == 0) return;
        (bool idle,) = Schedule.add(schedule, start, end, time);
        uint256 live;
        bool overlaps;
        for (uint256 shift = 0; shift < 144; shift += 48) {
            (uint256 from, uint256 until) = Schedule.entryAt(schedule, shift);
            if (until <= time) continue;
            ++live;
            if (start < until && from < end) overlaps = true;
        }
        assert(idle == (!overlaps && live < 3));
    }

    /// @notice Removing takes away the very interval, and no entry that differs in start or end.
    function check_removesExactly(uint144 schedule, uint32 start, uint16 duration, uint8 which) public pure {
        if (duration == 0 || which > 2) return;
        uint256 end = uint256(start) + duration;
        (uint256 from, uint256 until) = Schedule.entryAt(schedule, uint256(which) * 48);
        uint144 next = Schedule.remove(schedule, start, end);
        (uint256 from2, uint256 until2) = Schedule.entryAt(next, uint256(which) * 48);
        bool same = from == start && until == end;
        assert(same || (from2 == from && until2 == until));
    }

    // --- claims

    function check_claimsAreKeptApart(uint256 word, uint64 energy, bool isFinal, bool seller) public pure {
        (Role one, Role other) = seller ? (Role.SELLER, Role.BUYER) : (Role.BUYER, Role.SELLER);
        ClaimWord before = ClaimWord.wrap(word);
        ClaimWord next = Claims.withClaim(before, one, energy, isFinal);
        (uint64 e, bool claimed, bool f) = Claims.of_(next, one);
        assert(e == energy && claimed && f == isFinal);
        (uint64 e1, bool c1, bool f1) = Claims.of_(before, other);
        (uint64 e2, bool c2, bool f2) = Claims.of_(next, other);
        assert(e1 == e2 && c1 == c2 && f1 == f2);
    }
}
