// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket} from "../interfaces/IEnergyMarket.sol";

/// @notice Refuses calldata that is longer than its arguments, so that nobody can store arbitrary data in our
/// transactions.
/// @dev All arguments are static, or arrays of static structs; the ABI decoder refuses non-zero padding inside words.
abstract contract ExactCalldata {
    uint256 internal constant ORDER_WORDS = 15;
    uint256 internal constant SIGNATURE_WORDS = 2;

    modifier exactCalldata(uint256 words) {
        _checkLength(4 + 32 * words);
        _;
    }

    function _checkLength(uint256 expected) internal pure {
        if (msg.data.length != expected) revert IEnergyMarket.CalldataLength(msg.data.length, expected);
    }
}
