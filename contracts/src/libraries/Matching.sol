// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket, OrderFault} from "../interfaces/IEnergyMarket.sol";
import {Order, Side} from "../types/Order.sol";
import {Schedule} from "./Schedule.sol";
import {Settlement} from "./Settlement.sol";

/// @notice Whether a bid and an offer make a trade, by what stands in them alone.
library Matching {
    uint40 internal constant MAX_DURATION = 12 hours;

    /// @param offerHash The digest of `offer`.
    function check(Order memory bid, Order memory offer, bytes32 offerHash) internal pure {
        if (bid.side != Side.BID || offer.side != Side.OFFER) revert IEnergyMarket.OrderInvalid(OrderFault.SIDE);
        if (bid.counterOrder != offerHash) revert IEnergyMarket.WrongPartner(offerHash, bid.counterOrder);
        if (offer.counterOrder != 0) revert IEnergyMarket.OrderInvalid(OrderFault.COUNTER_ORDER);
        if (bid.meterKey == offer.meterKey) revert IEnergyMarket.OrderInvalid(OrderFault.SAME_METER);
        _checkTimes(bid);
        _checkTimes(offer);
        if (bid.end - bid.start > MAX_DURATION || bid.start > Schedule.MAX_START) {
            revert IEnergyMarket.OrderInvalid(OrderFault.INTERVAL);
        }
        if (bid.start < offer.start || bid.end > offer.end) {
            revert IEnergyMarket.IntervalOutOfOffer(bid.start, bid.end);
        }
        if (bid.lossBandPpm > Settlement.PPM || offer.lossBandPpm > Settlement.PPM) {
            revert IEnergyMarket.OrderInvalid(OrderFault.LOSS_BAND);
        }
        if (bid.price != offer.price) revert IEnergyMarket.PriceMismatch(bid.price, offer.price);
        if (bid.minEnergy != bid.energy || offer.minEnergy > offer.energy) {
            revert IEnergyMarket.OrderInvalid(OrderFault.ENERGY);
        }
        if (bid.energy < offer.minEnergy || bid.energy > offer.energy) {
            revert IEnergyMarket.EnergyOutOfOffer(bid.energy, offer.minEnergy, offer.energy);
        }
    }

    function _checkTimes(Order memory order) private pure {
        if (order.end <= order.start) revert IEnergyMarket.OrderInvalid(OrderFault.INTERVAL);
        if (order.openBefore > order.end) revert IEnergyMarket.OrderInvalid(OrderFault.OPEN_BEFORE);
    }
}
