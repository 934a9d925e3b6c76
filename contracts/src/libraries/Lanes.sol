// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {TradeState} from "../types/Trade.sol";
import {ClaimWord} from "./Claims.sol";

/// @notice A trade in one word: the first 208 bits of its id, until when its meters are busy with it (40 bits, 0 once
/// they are freed), its state (8 bits). Finding two bids that share 208 bits takes 2^104 tries.
type LaneWord is uint256;

/// @notice A lane holds one trade of a buyer's meter. `claims` is valid in state CLAIMED only; otherwise it is left
/// over from an earlier trade, because writing a used word costs a quarter of a fresh one.
struct Lane {
    LaneWord word;
    ClaimWord claims;
}

/// @notice The storage slot of a lane.
type LaneAt is uint256;

/// @notice The trades of a buyer's meter. Each reuses one of a few lanes; when all are busy it gets a lane of its own,
/// whose number is its id and which is cleared afterwards.
library Lanes {
    uint256 internal constant SHARED = 4;
    uint256 private constant ID_MASK = ~uint256(type(uint48).max);
    uint256 private constant BUSY_BITS = 8;

    /// @notice Puts an open trade into the first lane that no other trade needs.
    /// @dev A trade needs its lane until it is closed and its meters are free.
    function open(mapping(uint256 => Lane) storage lanes, bytes32 tradeId, uint40 end) internal {
        uint256 number = 0;
        while (number < SHARED && _needed(lanes[number].word)) {
            unchecked {
                ++number;
            }
        }
        lanes[number == SHARED ? uint256(tradeId) : number].word = pack(tradeId, end, TradeState.OPEN);
    }

    /// @return lane The lane that holds the trade; a lane of its own if none does.
    /// @return shared Whether other trades use the lane too.
    /// @return word Zero if no lane holds the trade.
    function find(mapping(uint256 => Lane) storage lanes, bytes32 tradeId)
        internal
        view
        returns (LaneAt lane, bool shared, LaneWord word)
    {
        for (uint256 number = 0; number < SHARED;) {
            lane = _at(lanes[number]);
            word = wordOf(lane);
            if (_holds(word, tradeId)) return (lane, true, word);
            unchecked {
                ++number;
            }
        }
        lane = _at(lanes[uint256(tradeId)]);
        word = wordOf(lane);
        if (!_holds(word, tradeId)) word = LaneWord.wrap(0);
    }

    function wordOf(LaneAt lane) internal view returns (LaneWord word) {
        assembly ("memory-safe") {
            word := sload(lane)
        }
    }

    function claimsOf(LaneAt lane) internal view returns (ClaimWord claims) {
        assembly ("memory-safe") {
            claims := sload(add(lane, 1))
        }
    }

    function write(LaneAt lane, LaneWord word) internal {
        assembly ("memory-safe") {
            sstore(lane, word)
        }
    }

    function writeClaims(LaneAt lane, ClaimWord claims) internal {
        assembly ("memory-safe") {
            sstore(add(lane, 1), claims)
        }
    }

    function _at(Lane storage stored) private pure returns (LaneAt lane) {
        assembly ("memory-safe") {
            lane := stored.slot
        }
    }

    function pack(bytes32 tradeId, uint40 busyUntil_, TradeState state_) internal pure returns (LaneWord) {
        return LaneWord.wrap((uint256(tradeId) & ID_MASK) | (uint256(busyUntil_) << BUSY_BITS) | uint256(state_));
    }

    function state(LaneWord word) internal pure returns (TradeState) {
        return TradeState(uint8(LaneWord.unwrap(word)));
    }

    function busyUntil(LaneWord word) internal pure returns (uint40) {
        return uint40(LaneWord.unwrap(word) >> BUSY_BITS);
    }

    function _holds(LaneWord word, bytes32 tradeId) private pure returns (bool) {
        return (LaneWord.unwrap(word) ^ uint256(tradeId)) & ID_MASK == 0;
    }

    function _needed(LaneWord word) private view returns (bool) {
        TradeState state_ = state(word);
        bool unfreed = state_ == TradeState.CLOSED && busyUntil(word) > block.timestamp;
        return unfreed || state_ == TradeState.OPEN || state_ == TradeState.CLAIMED;
    }
}
