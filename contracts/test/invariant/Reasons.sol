// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @notice Every error that applies to a call, as revert data. A call without one must succeed.
/// @dev The contracts promise no order among errors that apply at once.
struct Reasons {
    bytes[32] data;
    uint256 count;
}

using ReasonList for Reasons global;

library ReasonList {
    function addIf(Reasons memory reasons, bool condition, bytes memory data) internal pure {
        if (condition) reasons.data[reasons.count++] = data;
    }

    /// @notice Whether exactly this error, with these arguments, applies.
    function holds(Reasons memory reasons, bytes memory data) internal pure returns (bool) {
        for (uint256 index = 0; index < reasons.count; ++index) {
            if (keccak256(reasons.data[index]) == keccak256(data)) return true;
        }
        return false;
    }

    /// @notice Whether an error of this kind applies, as a batch reports it.
    function holdsKind(Reasons memory reasons, bytes4 selector) internal pure returns (bool) {
        for (uint256 index = 0; index < reasons.count; ++index) {
            if (bytes4(reasons.data[index]) == selector) return true;
        }
        return false;
    }
}
