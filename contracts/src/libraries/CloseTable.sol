// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Role} from "../types/Receipt.sol";
import {ClaimWord, Claims} from "./Claims.sol";
import {Settlement} from "./Settlement.sol";

/// @notice The settlement rules (docs/trade.md): how a trade ends, with which energy, and who gains or loses. The same
/// as `packages/protocol/src/settlement/settlement.ts`. The market checks who claimed what, and when a rule applies.
library CloseTable {
    using Claims for ClaimWord;

    /// @notice Both receipts final.
    /// @param energy The traded energy, mWh.
    /// @param bidBandPpm The loss band of the bid; the smaller of the two counts.
    /// @param offerBandPpm The loss band of the offer.
    /// @return delivered The energy that is paid, mWh.
    /// @return complete Whether both sides gain reputation, if the trade changes it.
    function ofFinals(uint64 energy, uint32 bidBandPpm, uint32 offerBandPpm, uint64 buyerEnergy, uint64 sellerEnergy)
        internal
        pure
        returns (uint64 delivered, bool complete)
    {
        delivered = _least(_least(buyerEnergy, sellerEnergy), energy);
        uint32 lossBandPpm = bidBandPpm < offerBandPpm ? bidBandPpm : offerBandPpm;
        complete = delivered != 0 && delivered >= Settlement.completeEnergy(energy, lossBandPpm);
    }

    /// @notice The claim period is over.
    /// @param energy The traded energy, mWh.
    /// @return settles Whether the trade settles; otherwise it expires.
    /// @return delivered The energy that is paid, mWh.
    /// @return buyerLoses Whether the buyer loses reputation, if the trade changes it.
    /// @return sellerLoses Whether the seller does.
    function ofClaims(uint64 energy, ClaimWord claims)
        internal
        pure
        returns (bool settles, uint64 delivered, bool buyerLoses, bool sellerLoses)
    {
        (uint64 buyerEnergy, bool claimed, bool buyerFinal) = claims.of_(Role.BUYER);
        (uint64 sellerEnergy,, bool sellerFinal) = claims.of_(Role.SELLER);
        settles = claimed;
        buyerLoses = sellerFinal && !buyerFinal;
        sellerLoses = buyerFinal && !sellerFinal;
        if (!settles) return (settles, 0, buyerLoses, sellerLoses);
        delivered = _least(buyerEnergy, energy);
        if (sellerFinal) delivered = _least(delivered, sellerEnergy);
    }

    function _least(uint64 left, uint64 right) private pure returns (uint64) {
        return left < right ? left : right;
    }
}
