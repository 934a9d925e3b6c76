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
    /// Whose money it moves.
    address account;
    /// Whose key signs; enrolled for `account`.
    address meterKey;
    /// Bid: the digest of the offer it takes. Offer: zero.
    bytes32 counterOrder;
    /// Bid: the exact energy. Offer: the most. mWh.
    uint64 energy;
    /// Least energy that the offer may be taken for; equals `energy` in a bid. mWh.
    uint64 minEnergy;
    /// Most power of the delivery, mW; a bid has its offer's. The interval must be long enough for the energy at it.
    uint32 power;
    /// Micro-units of the settlement token per kWh.
    uint64 price;
    /// Delivery interval [start, end), UTC seconds.
    uint40 start;
    uint40 end;
    /// Not to be opened at or after this time; at most a bid's `start`, an offer's `end`.
    uint40 openBefore;
    /// Allowed difference between the two meters, parts per million.
    uint32 lossBandPpm;
    /// Least reputation that the partner's account must have.
    int32 minReputation;
    /// Least class that the partner's meter must be enrolled with.
    SensorClass minSensorClass;
    /// Single use per meter key, see `ReplayWindow`.
    uint40 nonce;
}
