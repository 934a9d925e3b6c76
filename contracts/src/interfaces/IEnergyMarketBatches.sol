// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Claiming, FinalPair, Opening} from "../types/Trade.sol";
import {IEnergyMarket} from "./IEnergyMarket.sol";

/// @title Many trades in one transaction.
/// @notice Each item is a call of the market by itself. One that the market refuses is skipped, leaves no trace and is
/// reported by `ItemSkipped`. One that ran out of gas makes the whole batch revert: so no gas limit skips an item that
/// more gas would not, and an estimate, which looks for the lowest limit that does not revert, finds enough for all.
/// @dev Has no rights: the market takes the same calls from anyone.
interface IEnergyMarketBatches {
    /// @notice An item was refused; `reason` is the selector of the market's error.
    event ItemSkipped(uint256 index, bytes4 reason);

    /// @notice The item failed without a reason, which nothing but want of gas does.
    error ItemStarved(uint256 index);
    error BatchSize(uint256 items, uint256 most);
    /// @notice There is no market at this address.
    error WrongMarket(address market);

    function openMany(Opening[] calldata items) external;
    function settleFinalMany(FinalPair[] calldata items) external;
    function claimMany(Claiming[] calldata items) external;
    function settleClaimedMany(bytes32[6][] calldata terms) external;
    function expireMany(bytes32[6][] calldata terms) external;
    function freeMany(bytes32[6][] calldata terms) external;

    /// @notice Frees the meters of closed trades, then opens others, which may need them. The items are counted through
    /// both.
    function freeAndOpenMany(bytes32[6][] calldata closed, Opening[] calldata items) external;

    function market() external view returns (IEnergyMarket);
    /// @return Most items of a batch: within Kaia's computation cost (150 000 000) and size (128 KB) of a transaction.
    function MAX_BATCH() external view returns (uint256);
}
