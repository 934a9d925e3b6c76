// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Role} from "../types/Receipt.sol";
import {Trade, TradeState} from "../types/Trade.sol";

/// @notice A trade as one storage word: the state in 8 bits, then for each side 72: the largest claimed energy (64),
/// whether it claimed at all (1), whether one of its claimed receipts was final (1). Zero for NONE only.
type TradeWord is uint256;

library Trades {
    uint256 private constant BUYER = 8;
    uint256 private constant SELLER = 80;
    uint256 private constant CLAIMED = 1 << 64;
    uint256 private constant FINAL = 1 << 65;
    uint256 private constant SIDE_MASK = (1 << 72) - 1;

    function state(TradeWord word) internal pure returns (TradeState) {
        return TradeState(uint8(TradeWord.unwrap(word)));
    }

    function claimOf(TradeWord word, Role role) internal pure returns (uint64 energy, bool claimed, bool isFinal) {
        uint256 side = TradeWord.unwrap(word) >> _shift(role);
        return (uint64(side), side & CLAIMED != 0, side & FINAL != 0);
    }

    function buyerEnergy(TradeWord word) internal pure returns (uint64) {
        return uint64(TradeWord.unwrap(word) >> BUYER);
    }

    function sellerEnergy(TradeWord word) internal pure returns (uint64) {
        return uint64(TradeWord.unwrap(word) >> SELLER);
    }

    function withState(TradeWord word, TradeState state_) internal pure returns (TradeWord) {
        return TradeWord.wrap((TradeWord.unwrap(word) & ~uint256(type(uint8).max)) | uint256(state_));
    }

    function withClaim(TradeWord word, Role role, uint64 energy, bool isFinal) internal pure returns (TradeWord) {
        uint256 side = energy | CLAIMED | (isFinal ? FINAL : 0);
        uint256 shift = _shift(role);
        return TradeWord.wrap((TradeWord.unwrap(word) & ~(SIDE_MASK << shift)) | (side << shift));
    }

    function unpack(TradeWord word) internal pure returns (Trade memory trade) {
        trade.state = state(word);
        (trade.buyerEnergy, trade.buyerClaimed, trade.buyerFinal) = claimOf(word, Role.BUYER);
        (trade.sellerEnergy, trade.sellerClaimed, trade.sellerFinal) = claimOf(word, Role.SELLER);
    }

    function _shift(Role role) private pure returns (uint256) {
        return role == Role.BUYER ? BUYER : SELLER;
    }
}
