// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @notice When a meter is busy: up to three disjoint delivery intervals, 48 bits each: start (uint32) and duration
/// (uint16, 0 for a free entry), both in seconds. An entry past its end is obsolete and is reused.
library Schedule {
    uint256 internal constant BITS = 144;
    uint256 internal constant ENTRIES = 3;
    uint256 internal constant MAX_START = type(uint32).max;
    uint256 private constant WIDTH = 48;
    uint256 private constant ENTRY_MASK = (1 << WIDTH) - 1;

    /// @dev Needs `start <= MAX_START` and `start < end <= start + 65535`.
    /// @return True and the schedule with [start, end) added; or false if the meter is busy or has three trades ahead.
    function add(uint144 schedule, uint256 start, uint256 end, uint256 time) internal pure returns (bool, uint144) {
        uint256 free = BITS;
        assembly ("memory-safe") {
            let shift := 0
            // All entries above the last one in use are free.
            for { let rest := schedule } rest { rest := shr(WIDTH, rest) } {
                let busyFrom := and(shr(16, rest), 0xffffffff)
                let busyUntil := add(busyFrom, and(rest, 0xffff))
                // A free entry is [0, 0).
                switch gt(busyUntil, time)
                case 0 { free := shift }
                default {
                    if and(lt(start, busyUntil), lt(busyFrom, end)) {
                        free := BITS
                        shift := BITS
                        break
                    }
                }
                shift := add(shift, WIDTH)
            }
            // An obsolete entry is reused first.
            if eq(free, BITS) { free := shift }
        }
        if (free == BITS) return (false, schedule);
        unchecked {
            return (true, _put(schedule, free, (start << 16) | (end - start)));
        }
    }

    /// @return The schedule without [start, end); unchanged if there is no such entry.
    function remove(uint144 schedule, uint256 start, uint256 end) internal pure returns (uint144) {
        uint256 mask = ENTRY_MASK;
        assembly ("memory-safe") {
            let entry := or(shl(16, start), sub(end, start))
            for { let shift := 0 } lt(shift, BITS) { shift := add(shift, WIDTH) } {
                if eq(and(shr(shift, schedule), mask), entry) {
                    schedule := and(schedule, not(shl(shift, mask)))
                    break
                }
            }
        }
        return schedule;
    }

    /// @param shift 0, 48 or 96.
    /// @return start and end of an entry; both 0 if it is free.
    function entryAt(uint144 schedule, uint256 shift) internal pure returns (uint256 start, uint256 end) {
        uint256 entry = (schedule >> shift) & ENTRY_MASK;
        start = entry >> 16;
        unchecked {
            end = start + (entry & type(uint16).max);
        }
    }

    function _put(uint144 schedule, uint256 shift, uint256 entry) private pure returns (uint144) {
        return uint144((schedule & ~(ENTRY_MASK << shift)) | (entry << shift));
    }
}
