// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ExactCalldata} from "./base/ExactCalldata.sol";
import {IEnergyMarket} from "./interfaces/IEnergyMarket.sol";
import {IEnergyMarketBatches} from "./interfaces/IEnergyMarketBatches.sol";
import {Receipts} from "./libraries/Receipts.sol";
import {Terms} from "./libraries/Terms.sol";
import {Claiming, FinalPair, Opening} from "./types/Trade.sol";

/// @notice See `IEnergyMarketBatches`.
contract EnergyMarketBatches is IEnergyMarketBatches, ExactCalldata {
    uint256 public constant MAX_BATCH = 100;
    uint256 private constant OPENING_WORDS = Terms.WORDS + 2 * SIGNATURE_WORDS;
    uint256 private constant CLAIMING_WORDS = Terms.WORDS + Receipts.WORDS + SIGNATURE_WORDS;
    uint256 private constant FINAL_PAIR_WORDS = Terms.WORDS + 2 * (Receipts.WORDS + SIGNATURE_WORDS);
    /// @dev Offset and length of an array, in words.
    uint256 private constant ARRAY_HEAD = 2;

    IEnergyMarket public immutable market;

    /// @param market_ The market to call.
    constructor(IEnergyMarket market_) {
        if (address(market_).code.length == 0) revert WrongMarket(address(market_));
        market = market_;
    }

    function openMany(Opening[] calldata items) external {
        _only(IEnergyMarket.openTrade.selector, items.length, OPENING_WORDS);
    }

    function settleFinalMany(FinalPair[] calldata items) external {
        _only(IEnergyMarket.settleFinal.selector, items.length, FINAL_PAIR_WORDS);
    }

    function claimMany(Claiming[] calldata items) external {
        _only(IEnergyMarket.claim.selector, items.length, CLAIMING_WORDS);
    }

    function settleClaimedMany(bytes32[6][] calldata terms) external {
        _only(IEnergyMarket.settleClaimed.selector, terms.length, Terms.WORDS);
    }

    function expireMany(bytes32[6][] calldata terms) external {
        _only(IEnergyMarket.expire.selector, terms.length, Terms.WORDS);
    }

    function freeMany(bytes32[6][] calldata terms) external {
        _only(IEnergyMarket.free.selector, terms.length, Terms.WORDS);
    }

    function freeAndOpenMany(bytes32[6][] calldata closed, Opening[] calldata items) external {
        _checkSize(closed.length + items.length);
        _checkLength(4 + 32 * (2 * ARRAY_HEAD + closed.length * Terms.WORDS + items.length * OPENING_WORDS));
        // Even at this length the arrays could overlap: each must begin where the previous one ends.
        uint256 first;
        uint256 second;
        assembly ("memory-safe") {
            first := closed.offset
            second := items.offset
        }
        bool exact = first == 4 + 32 * 3 && second == first + 32 * (closed.length * Terms.WORDS + 1);
        if (!exact) revert IEnergyMarket.MalformedStruct();
        _each(IEnergyMarket.free.selector, first, 0, closed.length, Terms.WORDS);
        _each(IEnergyMarket.openTrade.selector, second, closed.length, items.length, OPENING_WORDS);
    }

    /// @dev For one array of `items` structs of `words` words each. Of the encodings that the ABI decoder accepts, only
    /// one with the array directly after its length has this size.
    function _only(bytes4 selector, uint256 items, uint256 words) private {
        _checkSize(items);
        _checkLength(4 + 32 * (ARRAY_HEAD + words * items));
        _each(selector, 4 + 32 * ARRAY_HEAD, 0, items, words);
    }

    /// @dev Each item is a call of its own, so that a refused one leaves no changes. An item is static, so its bytes in
    /// our calldata are those of the single call.
    /// @param offset Position of the first item in calldata.
    /// @param index Index of the first item.
    function _each(bytes4 selector, uint256 offset, uint256 index, uint256 items, uint256 words) private {
        address target = address(market);
        unchecked {
            uint256 size = 32 * words;
            for (uint256 end = offset + items * size; offset < end; offset += size) {
                bool done;
                bytes4 reason;
                bool given;
                assembly ("memory-safe") {
                    // Free memory, reused for every item.
                    let call_ := mload(0x40)
                    mstore(call_, selector)
                    calldatacopy(add(call_, 4), offset, size)
                    done := call(gas(), target, 0, call_, add(size, 4), 0, 0x20)
                    given := gt(returndatasize(), 3)
                    reason := mload(0)
                }
                if (!done) {
                    if (!given) revert ItemStarved(index);
                    emit ItemSkipped(index, reason);
                }
                ++index;
            }
        }
    }

    function _checkSize(uint256 items) private pure {
        if (items == 0 || items > MAX_BATCH) revert BatchSize(items, MAX_BATCH);
    }
}
