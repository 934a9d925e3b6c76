// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket} from "../interfaces/IEnergyMarket.sol";

/// @notice Refuses calldata that holds more than the arguments, so that nobody can leave text on chain through us.
/// @dev All arguments are static, or one array of static structs; the ABI decoder refuses padding inside words.
abstract contract ExactCalldata {
    uint256 internal constant ORDER_WORDS = 15;
    uint256 internal constant SIGNATURE_WORDS = 2;
    /// @dev Selector, offset and length of the one array of a batch.
    uint256 internal constant BATCH_HEAD = 4 + 64;
    /// @notice Most items of a batch: within Kaia's computation cost (150 000 000) and size (128 KB) of a transaction.
    uint256 public constant MAX_BATCH = 100;

    modifier exactCalldata(uint256 words) {
        _checkLength(4 + 32 * words);
        _;
    }

    /// @dev For one array of `items` structs of `words` each. Of the lengths that the ABI decoder accepts, only an
    /// array right behind its length fits.
    function _checkBatch(uint256 items, uint256 words) internal pure {
        if (items == 0 || items > MAX_BATCH) revert IEnergyMarket.BatchSize(items, MAX_BATCH);
        _checkLength(BATCH_HEAD + 32 * words * items);
    }

    function _checkLength(uint256 expected) private pure {
        if (msg.data.length != expected) revert IEnergyMarket.CalldataLength(msg.data.length, expected);
    }
}
