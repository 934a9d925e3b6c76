// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket} from "../interfaces/IEnergyMarket.sol";
import {SensorClass} from "../types/Enrolment.sol";
import {Order, Side} from "../types/Order.sol";

/// @notice The terms of a trade as they stand in calldata, six words: the canonical bytes of bid and offer without what
/// follows from the rest, and 18 zeros. What is left out is put back before hashing, so only what was signed passes.
/// The counterpart is `packTerms` in `packages/chain/src/packing.ts`.
///   bid    account 20, meterKey 20, energy 8, start 5, end 5, openBefore 5, lossBandPpm 4, minReputation 4,
///          minSensorClass 1, nonce 5
///          (side BID, `counterOrder` the digest of the offer, `minEnergy` its energy, `power` and `price` the offer's)
///   offer  account 20, meterKey 20, energy 8, minEnergy 8, power 4, price 8, start 5, end 5, openBefore 5,
///          lossBandPpm 4, minReputation 4, minSensorClass 1, nonce 5 (side OFFER, `counterOrder` zero)
library Terms {
    uint256 internal constant WORDS = 6;

    /// @dev Fills two empty orders; the caller still sets `bid.counterOrder` to the digest of the offer.
    function unpack(bytes32[6] calldata terms, Order memory bid, Order memory offer) internal pure {
        if (uint144(uint256(terms[5])) != 0) revert IEnergyMarket.MalformedStruct();
        offer.side = Side.OFFER;
        offer.account = address(uint160(_read(terms, 77, 20)));
        offer.meterKey = address(uint160(_read(terms, 97, 20)));
        offer.energy = uint64(_read(terms, 117, 8));
        offer.minEnergy = uint64(_read(terms, 125, 8));
        offer.power = uint32(_read(terms, 133, 4));
        offer.price = uint64(_read(terms, 137, 8));
        offer.start = uint40(_read(terms, 145, 5));
        offer.end = uint40(_read(terms, 150, 5));
        offer.openBefore = uint40(_read(terms, 155, 5));
        offer.lossBandPpm = uint32(_read(terms, 160, 4));
        offer.minReputation = int32(uint32(_read(terms, 164, 4)));
        offer.minSensorClass = _sensorClass(_read(terms, 168, 1));
        offer.nonce = uint40(_read(terms, 169, 5));

        bid.account = address(uint160(_read(terms, 0, 20)));
        bid.meterKey = address(uint160(_read(terms, 20, 20)));
        bid.energy = uint64(_read(terms, 40, 8));
        bid.minEnergy = bid.energy;
        bid.power = offer.power;
        bid.price = offer.price;
        bid.start = uint40(_read(terms, 48, 5));
        bid.end = uint40(_read(terms, 53, 5));
        bid.openBefore = uint40(_read(terms, 58, 5));
        bid.lossBandPpm = uint32(_read(terms, 63, 4));
        bid.minReputation = int32(uint32(_read(terms, 67, 4)));
        bid.minSensorClass = _sensorClass(_read(terms, 71, 1));
        bid.nonce = uint40(_read(terms, 72, 5));
    }

    function _sensorClass(uint256 value) private pure returns (SensorClass) {
        if (value > uint256(type(SensorClass).max)) revert IEnergyMarket.MalformedStruct();
        return SensorClass(value);
    }

    /// @return value The `width` bytes at `offset` of the terms.
    function _read(bytes32[6] calldata terms, uint256 offset, uint256 width) private pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(sub(256, shl(3, width)), calldataload(add(terms, offset)))
        }
    }
}
