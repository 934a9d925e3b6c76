// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @notice Every error that is true of a call, as revert data. A call without one must succeed.
/// @dev The contracts promise no order among errors that are true at once.
struct Reasons {
    bytes[32] data;
    uint256 count;
}

using ReasonList for Reasons global;

library ReasonList {
    function addIf(Reasons memory reasons, bool condition, bytes memory data) internal pure {
        if (condition) reasons.data[reasons.count++] = data;
    }

    /// @notice Whether this very error, with these arguments, is true.
    function holds(Reasons memory reasons, bytes memory data) internal pure returns (bool) {
        for (uint256 index = 0; index < reasons.count; ++index) {
            if (keccak256(reasons.data[index]) == keccak256(data)) return true;
        }
        return false;
    }

    /// @notice Whether an error of this kind is true, as a batch reports it.
    function holdsKind(Reasons memory reasons, bytes4 selector) internal pure returns (bool) {
        for (uint256 index = 0; index < reasons.count; ++index) {
            if (bytes4(reasons.data[index]) == selector) return true;
        }
        return false;
    }
}
