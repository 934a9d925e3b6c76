// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ClaimWord, Claims} from "../../src/libraries/Claims.sol";
import {CloseTable} from "../../src/libraries/CloseTable.sol";
import {Settlement} from "../../src/libraries/Settlement.sol";
import {Role} from "../../src/types/Receipt.sol";

/// @notice Every row of the settlement rules and its payment, for all energies, prices and loss bands, by halmos and cvc5
/// (`npm run test:symbolic`). Forge compiles these, and does not run them.
/// @dev The rows are written here once more, without rounding: a delivery within the band is compared by products.
contract SymbolicCloseTable {
    uint256 private constant MILLION = 1_000_000;

    /// @dev The result of `CloseTable.ofClaims`.
    struct End {
        bool settles;
        uint64 delivered;
        bool buyerLoses;
        bool sellerLoses;
    }

    // --- both finals

    function check_finalsPayTheSmallest(uint64 energy, uint32 bidBand, uint32 offerBand, uint64 buyer, uint64 seller)
        public
        pure
    {
        (uint64 delivered,) = CloseTable.ofFinals(energy, bidBand, offerBand, buyer, seller);
        assert(delivered <= buyer && delivered <= seller && delivered <= energy);
        assert(delivered == buyer || delivered == seller || delivered == energy);
    }

    function check_finalsWithinTheBandGain(uint64 energy, uint32 bidBand, uint32 offerBand, uint64 buyer, uint64 seller)
        public
        pure
    {
        if (bidBand > MILLION || offerBand > MILLION) return;
        (uint64 delivered, bool complete) = CloseTable.ofFinals(energy, bidBand, offerBand, buyer, seller);
        if (delivered == 0 || !_within(energy, bidBand, delivered) || !_within(energy, offerBand, delivered)) return;
        assert(complete);
    }

    function check_finalsBelowTheBandDoNot(uint64 energy, uint32 bidBand, uint32 offerBand, uint64 buyer, uint64 seller)
        public
        pure
    {
        if (bidBand > MILLION || offerBand > MILLION) return;
        (uint64 delivered, bool complete) = CloseTable.ofFinals(energy, bidBand, offerBand, buyer, seller);
        if (_within(energy, bidBand, delivered) && _within(energy, offerBand, delivered)) return;
        assert(!complete);
    }

    function check_finalsOfNothingDoNot(uint64 energy, uint32 bidBand, uint32 offerBand, uint64 other, bool bought)
        public
        pure
    {
        (uint64 buyer, uint64 seller) = bought ? (uint64(0), other) : (other, uint64(0));
        (uint64 delivered, bool complete) = CloseTable.ofFinals(energy, bidBand, offerBand, buyer, seller);
        assert(delivered == 0 && !complete);
    }

    // --- after the claim period

    function check_neitherClaimed(uint64 energy) public pure {
        _expect(_end(energy, ClaimWord.wrap(0)), false, 0, false, false);
    }

    function check_onlySellerClaimed(uint64 energy, uint64 seller, bool isFinal) public pure {
        ClaimWord claims = Claims.withClaim(ClaimWord.wrap(0), Role.SELLER, seller, isFinal);
        _expect(_end(energy, claims), false, 0, isFinal, false);
    }

    function check_onlyBuyerClaimed(uint64 energy, uint64 buyer, bool isFinal) public pure {
        ClaimWord claims = Claims.withClaim(ClaimWord.wrap(0), Role.BUYER, buyer, isFinal);
        _expect(_end(energy, claims), true, _least(buyer, energy), false, isFinal);
    }

    function check_bothClaimedNeitherFinal(uint64 energy, uint64 buyer, uint64 seller) public pure {
        _expect(_end(energy, _claims(buyer, false, seller, false)), true, _least(buyer, energy), false, false);
    }

    function check_onlyBuyersFinal(uint64 energy, uint64 buyer, uint64 seller) public pure {
        _expect(_end(energy, _claims(buyer, true, seller, false)), true, _least(buyer, energy), false, true);
    }

    function check_onlySellersFinal(uint64 energy, uint64 buyer, uint64 seller) public pure {
        uint64 least = _least(_least(buyer, seller), energy);
        _expect(_end(energy, _claims(buyer, false, seller, true)), true, least, true, false);
    }

    function check_bothFinalsClaimed(uint64 energy, uint64 buyer, uint64 seller) public pure {
        uint64 least = _least(_least(buyer, seller), energy);
        _expect(_end(energy, _claims(buyer, true, seller, true)), true, least, false, false);
    }

    /// @notice Whatever the word holds: at most one side loses, and never one that finished.
    function check_whoFinishedNeverLoses(uint64 energy, uint256 word) public pure {
        End memory end = _end(energy, ClaimWord.wrap(word));
        (, bool buyerClaimed, bool buyerFinal) = Claims.of_(ClaimWord.wrap(word), Role.BUYER);
        (,, bool sellerFinal) = Claims.of_(ClaimWord.wrap(word), Role.SELLER);
        assert(end.settles == buyerClaimed && end.delivered <= energy);
        assert(!(end.buyerLoses && buyerFinal) && !(end.sellerLoses && sellerFinal));
        assert(!(end.buyerLoses && end.sellerLoses));
    }

    // --- payments

    /// @notice Rounded down, with nothing cut off.
    function check_paymentIsPriceTimesEnergy(uint64 energy, uint64 price) public pure {
        assert(Settlement.payment(energy, price) == uint256(energy) * price / MILLION);
    }

    function check_lockIsPriceTimesEnergy(uint64 energy, uint64 price) public pure {
        assert(Settlement.lock(energy, price) == (uint256(energy) * price + MILLION - 1) / MILLION);
    }

    function check_moreEnergyPaysNoLess(uint64 less, uint64 more, uint64 price) public pure {
        assert(_paysNoLess(less, more, price));
    }

    /// @notice A payment and its refund are the lock: the refund is the rest, which is never below zero.
    function check_lockCoversPayment(uint64 less, uint64 energy, uint64 price) public pure {
        assert(_covers(less, energy, price));
    }

    /// @notice No more is paid than the price of either side's energy, or than was locked.
    function check_finalsPayNoMoreThanClaimed(uint64 energy, uint64 buyer, uint64 seller, uint64 price) public pure {
        (uint64 delivered,) = CloseTable.ofFinals(energy, 0, 0, buyer, seller);
        if (!_covers(delivered, energy, price)) return;
        if (!_paysNoLess(delivered, buyer, price) || !_paysNoLess(delivered, seller, price)) return;
        uint128 paid = Settlement.payment(delivered, price);
        assert(paid <= Settlement.lock(energy, price));
        assert(paid <= Settlement.payment(buyer, price) && paid <= Settlement.payment(seller, price));
    }

    /// @notice The same after the claim period, when the seller's energy counts only if it is final.
    function check_claimsPayNoMoreThanClaimed(
        uint64 energy,
        uint64 buyer,
        bool buyerFinal,
        uint64 seller,
        bool sellerFinal,
        uint64 price
    ) public pure {
        uint64 delivered = _end(energy, _claims(buyer, buyerFinal, seller, sellerFinal)).delivered;
        if (!_covers(delivered, energy, price)) return;
        if (!_paysNoLess(delivered, buyer, price) || !_paysNoLess(delivered, seller, price)) return;
        uint128 paid = Settlement.payment(delivered, price);
        assert(paid <= Settlement.lock(energy, price));
        assert(paid <= Settlement.payment(buyer, price));
        if (sellerFinal) assert(paid <= Settlement.payment(seller, price));
    }

    /// @dev Proven for all by `check_moreEnergyPaysNoLess`, so others may assume it of the energies they have.
    function _paysNoLess(uint64 less, uint64 more, uint64 price) private pure returns (bool) {
        return less > more || Settlement.payment(less, price) <= Settlement.payment(more, price);
    }

    /// @dev Proven for all by `check_lockCoversPayment`, so others may assume it of the energies they have.
    function _covers(uint64 less, uint64 energy, uint64 price) private pure returns (bool) {
        return less > energy || Settlement.payment(less, price) <= Settlement.lock(energy, price);
    }

    /// @dev delivered ≥ energy × (1 − band), without a division.
    function _within(uint64 energy, uint32 band, uint64 delivered) private pure returns (bool) {
        return delivered * MILLION >= energy * (MILLION - band);
    }

    function _claims(uint64 buyer, bool buyerFinal, uint64 seller, bool sellerFinal) private pure returns (ClaimWord) {
        ClaimWord first = Claims.withClaim(ClaimWord.wrap(0), Role.BUYER, buyer, buyerFinal);
        return Claims.withClaim(first, Role.SELLER, seller, sellerFinal);
    }

    function _end(uint64 energy, ClaimWord claims) private pure returns (End memory end) {
        (end.settles, end.delivered, end.buyerLoses, end.sellerLoses) = CloseTable.ofClaims(energy, claims);
    }

    function _expect(End memory end, bool settles, uint64 delivered, bool buyerLoses, bool sellerLoses) private pure {
        assert(end.settles == settles && end.delivered == delivered);
        assert(end.buyerLoses == buyerLoses && end.sellerLoses == sellerLoses);
    }

    function _least(uint64 left, uint64 right) private pure returns (uint64) {
        return left < right ? left : right;
    }
}
