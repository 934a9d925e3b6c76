// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @notice What a trade locks and pays. Energy in mWh, price in micro-units per kWh, money in micro-units.
/// The same arithmetic as `packages/protocol/src/settlement.ts`; shared vectors hold them equal.
library Settlement {
    uint256 internal constant KILOWATT_HOUR = 1_000_000;
    uint256 internal constant PPM = 1_000_000;

    /// @return floor(energy × price / 1 kWh). The product of two uint64 over 10^6 fits uint128.
    function payment(uint64 energy, uint64 price) internal pure returns (uint128) {
        return uint128(uint256(energy) * price / KILOWATT_HOUR);
    }

    /// @return ceil(energy × price / 1 kWh): what is locked when the trade opens.
    function lock(uint64 energy, uint64 price) internal pure returns (uint128) {
        return uint128((uint256(energy) * price + KILOWATT_HOUR - 1) / KILOWATT_HOUR);
    }

    /// @return Least energy that counts as complete: T less the loss band (at most 10^6 ppm), rounded up.
    function completeEnergy(uint64 energy, uint32 lossBandPpm) internal pure returns (uint64) {
        return uint64(energy - uint256(energy) * lossBandPpm / PPM);
    }
}
