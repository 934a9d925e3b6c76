// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket, OrderFault} from "../interfaces/IEnergyMarket.sol";
import {OrderAt, Orders} from "./Orders.sol";
import {Schedule} from "./Schedule.sol";
import {Settlement} from "./Settlement.sol";

/// @notice Whether a bid and an offer make a trade, judging by their fields only. Sides, power, price and partner
/// cannot differ: the bid is hashed with those of the offer, see `Terms`.
library Matching {
    using Orders for OrderAt;

    uint256 internal constant MAX_DURATION = 12 hours;
    uint256 private constant HOUR = 3600;

    function check(OrderAt bid, OrderAt offer) internal pure {
        if (bid.meterKey() == offer.meterKey()) revert IEnergyMarket.OrderInvalid(OrderFault.SAME_METER);
        (uint40 start, uint40 end) = (bid.start(), bid.end());
        _checkAlone(bid, start);
        _checkAlone(offer, offer.end());
        unchecked {
            bool tooLong = end - start > MAX_DURATION;
            if (tooLong || start > Schedule.MAX_START) revert IEnergyMarket.OrderInvalid(OrderFault.INTERVAL);
        }
        if (start < offer.start() || end > offer.end()) revert IEnergyMarket.IntervalOutOfOffer(start, end);
        uint64 energy = bid.energy();
        if (energy < offer.minEnergy() || energy > offer.energy()) {
            revert IEnergyMarket.EnergyOutOfOffer(energy, offer.minEnergy(), offer.energy());
        }
    }

    /// @param lastOpening The latest `openBefore` that an order of this side may have.
    function _checkAlone(OrderAt order, uint40 lastOpening) private pure {
        (uint40 start, uint40 end) = (order.start(), order.end());
        if (end <= start) revert IEnergyMarket.OrderInvalid(OrderFault.INTERVAL);
        if (order.openBefore() > lastOpening) revert IEnergyMarket.OrderInvalid(OrderFault.OPEN_BEFORE);
        if (order.lossBandPpm() > Settlement.PPM) revert IEnergyMarket.OrderInvalid(OrderFault.LOSS_BAND);
        unchecked {
            // mWh × s/h and mW × s are both millijoules. An offer must fit its interval with all its energy.
            bool fits = uint256(order.energy()) * HOUR <= uint256(order.power()) * (end - start);
            if (!fits) revert IEnergyMarket.OrderInvalid(OrderFault.POWER);
        }
    }
}
