// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @notice What a trade locks and pays. Energy in mWh, price in micro-units per kWh, money in micro-units.
/// The same arithmetic as `packages/protocol/src/settlement/settlement.ts`; shared vectors keep them equal.
/// @dev Unchecked: the product of two uint64 fits uint128.
library Settlement {
    uint256 internal constant KILOWATT_HOUR = 1_000_000;
    uint256 internal constant PPM = 1_000_000;

    /// @return floor(energy × price / 1 kWh).
    function payment(uint64 energy, uint64 price) internal pure returns (uint128) {
        unchecked {
            return uint128(uint256(energy) * price / KILOWATT_HOUR);
        }
    }

    /// @return ceil(energy × price / 1 kWh): what is locked when the trade opens.
    function lock(uint64 energy, uint64 price) internal pure returns (uint128) {
        unchecked {
            return uint128((uint256(energy) * price + (KILOWATT_HOUR - 1)) / KILOWATT_HOUR);
        }
    }

    /// @param lossBandPpm At most 10^6.
    /// @return Minimum energy that counts as complete: the traded energy less the loss band, rounded up.
    function completeEnergy(uint64 energy, uint32 lossBandPpm) internal pure returns (uint64) {
        unchecked {
            return uint64(energy - uint256(energy) * lossBandPpm / PPM);
        }
    }
}
