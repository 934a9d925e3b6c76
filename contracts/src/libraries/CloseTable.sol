// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Role} from "../types/Receipt.sol";
import {ClaimWord, Claims} from "./Claims.sol";
import {Settlement} from "./Settlement.sol";

/// @notice The close table: which energy a trade ends with, how, and who gains or loses by it. The same rows as
/// `packages/protocol/src/settlement/settlement.ts`. Who claimed what, and when a row may be used, is the market's to check.
library CloseTable {
    using Claims for ClaimWord;

    /// @notice Both receipts final.
    /// @param energy What was traded.
    /// @param bidBandPpm The loss band of the bid; the smaller of the two counts.
    /// @param offerBandPpm That of the offer.
    /// @return delivered What is paid for.
    /// @return complete Whether both sides gain, if the trade moves reputation.
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
    /// @param energy What was traded.
    /// @return settles Whether the trade settles; else it expires.
    /// @return delivered What is paid for.
    /// @return buyerLoses Whether the buyer loses reputation, if the trade moves it.
    /// @return sellerLoses The same of the seller.
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
