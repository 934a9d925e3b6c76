// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {SensorClass} from "./Enrolment.sol";

enum Side {
    BID,
    OFFER
}

/// @notice A signed intention to buy (bid) or sell (offer), by a meter key. A trade's id is the digest of its bid.
struct Order {
    /// Whether it buys or sells.
    Side side;
    /// The account whose money it moves.
    address account;
    /// The meter key that signs; enrolled for `account`.
    address meterKey;
    /// Bid: the digest of the offer it takes. Offer: zero.
    bytes32 counterOrder;
    /// Bid: the exact energy. Offer: the maximum. mWh.
    uint64 energy;
    /// Offer: the minimum energy of a bid. Bid: equals `energy`. mWh.
    uint64 minEnergy;
    /// Maximum power of the delivery, mW; a bid repeats its offer's. The interval must be long enough at this power.
    uint32 power;
    /// Micro-units of the settlement token per kWh.
    uint64 price;
    /// Delivery interval [start, end), UTC seconds.
    uint40 start;
    uint40 end;
    /// Cannot be opened at or after this time; at most `start` in a bid, `end` in an offer.
    uint40 openBefore;
    /// Allowed difference between the two meters, parts per million.
    uint32 lossBandPpm;
    /// Minimum reputation of the partner's account.
    int32 minReputation;
    /// Minimum sensor class of the partner's meter.
    SensorClass minSensorClass;
    /// Single use for each meter key, see `ReplayWindow`.
    uint40 nonce;
}
