// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Order} from "../src/types/Order.sol";
import {Role} from "../src/types/Receipt.sol";
import {World} from "./World.sol";

/// @notice The settlement rules for any energies, price and band, on the contract: 100 000 closes in the slow lane;
/// what `CloseTable` lists row by row, restated.
contract CloseFuzzTest is World {
    struct Side {
        bool claims;
        bool isFinal;
        uint64 energy;
    }

    Order private bid;
    Order private offer;
    uint256 private lock;

    /// @notice Both finals, at any time from the opening to the end of the claim period.
    function testFuzz_finals(uint64 energy, uint64 price, uint32 band, uint64[2] memory said, uint32 when) public {
        openAny(energy, price, band);
        uint64 buyer = uint64(bound(said[0], 0, 2 * uint256(bid.energy)));
        uint64 seller = uint64(bound(said[1], 0, 2 * uint256(bid.energy)));
        vm.warp(bound(when, NOW, uint256(bid.end) + CLAIM_PERIOD - 1));
        settle(pair(bid, offer, buyer, seller));
        uint256 delivered = least(least(buyer, seller), bid.energy);
        paid(delivered);
        uint256 missing = (bid.energy - delivered) * 1_000_000;
        bool complete = delivered != 0 && missing <= uint256(bid.energy) * bid.lossBandPpm;
        bool gains = complete && bid.energy >= MINIMUM_REPUTATION_LOT && block.timestamp >= bid.start;
        assertEq(reputationOf(bob), gains ? int256(1) : int256(0), "buyer's reputation");
        assertEq(reputationOf(alice), gains ? int256(1) : int256(0), "seller's reputation");
    }

    /// @notice Any claims by the two sides, or none, then the end of the claim period.
    function testFuzz_claims(uint64 energy, uint64 price, Side memory buyer, Side memory seller) public {
        openAny(energy, price, 0);
        buyer.energy = uint64(bound(buyer.energy, 0, 2 * uint256(bid.energy)));
        seller.energy = uint64(bound(seller.energy, 0, 2 * uint256(bid.energy)));
        if (buyer.claims) claim(bid, offer, Role.BUYER, buyer.energy, buyer.isFinal);
        if (seller.claims) claim(bid, offer, Role.SELLER, seller.energy, seller.isFinal);
        vm.warp(bid.end + CLAIM_PERIOD);
        if (buyer.claims) market.settleClaimed(packed(bid, offer));
        else market.expire(packed(bid, offer));

        (bool buyerFinal, bool sellerFinal) = (buyer.claims && buyer.isFinal, seller.claims && seller.isFinal);
        uint256 delivered = buyer.claims ? least(buyer.energy, bid.energy) : 0;
        if (sellerFinal) delivered = least(delivered, seller.energy);
        paid(delivered);
        bool counts = bid.energy >= MINIMUM_REPUTATION_LOT && buyerFinal != sellerFinal;
        assertEq(reputationOf(bob), counts && sellerFinal ? -3 : int256(0), "buyer's reputation");
        assertEq(reputationOf(alice), counts && buyerFinal ? -3 : int256(0), "seller's reputation");
    }

    function openAny(uint64 energy, uint64 price, uint32 band) private {
        offer = offerBy(alice);
        (offer.minEnergy, offer.power) = (0, type(uint32).max);
        offer.energy = uint64(bound(energy, MINIMUM_LOT, 2_000 * uint256(KWH)));
        offer.price = uint64(bound(price, 0, RICH / 2_000));
        offer.lossBandPpm = 1_000_000;
        bid = bidBy(bob, offer);
        (bid.energy, bid.minEnergy) = (offer.energy, offer.energy);
        bid.lossBandPpm = uint32(bound(band, 0, 1_000_000));
        open(bid, offer);
        lock = lockedOf(bob);
        uint256 exact = uint256(bid.energy) * bid.price;
        assertTrue(lock * 1_000_000 >= exact && lock * 1_000_000 < exact + 1_000_000, "the lock is the whole price");
    }

    /// @notice The payment is the price of what was delivered, within the lock; the rest is refunded, nothing is created.
    function paid(uint256 delivered) private view {
        uint256 gained = balanceOf(alice) - RICH;
        uint256 exact = delivered * bid.price;
        assertTrue(gained * 1_000_000 <= exact && exact < gained * 1_000_000 + 1_000_000, "paid by energy and price");
        assertTrue(gained <= lock, "within the lock");
        assertEq(uint256(balanceOf(alice)) + balanceOf(bob), 2 * uint256(RICH), "nothing is made or lost");
        assertEq(lockedOf(bob), 0, "nothing stays locked");
        assertTrue(isClosed(bid), "closed");
    }

    function least(uint256 left, uint256 right) private pure returns (uint256) {
        return left < right ? left : right;
    }
}
