// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Claiming, FinalPair, Opening} from "../types/Trade.sol";
import {IEnergyMarket} from "./IEnergyMarket.sol";

/// @title Many trades in one transaction.
/// @notice Each item is one call of the market. An item that the market refuses is skipped, changes nothing and is
/// reported by `ItemSkipped`. An item that runs out of gas reverts the whole batch: no item is skipped for want of gas,
/// and an estimate, which searches for the lowest limit that does not revert, finds enough for all items.
/// @dev It has no rights of its own: anyone can make the same calls to the market.
interface IEnergyMarketBatches {
    /// @notice The market refused an item.
    /// @param index Index of the item, from 0, counted through all arrays of the call.
    /// @param reason The selector of the market's error.
    event ItemSkipped(uint256 index, bytes4 reason);

    /// @notice An item failed without a reason, which happens only when it runs out of gas.
    /// @param index Index of the item, from 0, counted through all arrays of the call.
    error ItemStarved(uint256 index);
    /// @notice The batch is empty or too long.
    /// @param items Number of items.
    /// @param most Maximum number of items.
    error BatchSize(uint256 items, uint256 most);
    /// @notice There is no market at this address.
    /// @param market The address.
    error WrongMarket(address market);

    /// @notice Opens trades, see `IEnergyMarket.openTrade`.
    /// @param items Arguments of each call.
    function openMany(Opening[] calldata items) external;
    /// @notice Settles trades with final receipts, see `IEnergyMarket.settleFinal`.
    /// @param items Arguments of each call.
    function settleFinalMany(FinalPair[] calldata items) external;
    /// @notice Claims receipts, see `IEnergyMarket.claim`.
    /// @param items Arguments of each call.
    function claimMany(Claiming[] calldata items) external;
    /// @notice Settles trades with their claims, see `IEnergyMarket.settleClaimed`.
    /// @param terms Bid and offer of each trade, packed.
    function settleClaimedMany(bytes32[6][] calldata terms) external;
    /// @notice Expires trades, see `IEnergyMarket.expire`.
    /// @param terms Bid and offer of each trade, packed.
    function expireMany(bytes32[6][] calldata terms) external;
    /// @notice Frees meters, see `IEnergyMarket.free`.
    /// @param terms Bid and offer of each trade, packed.
    function freeMany(bytes32[6][] calldata terms) external;

    /// @notice Frees the meters of closed trades, then opens other trades, which may use these meters. The index of an
    /// item counts through both arrays.
    /// @param closed Bid and offer of each trade whose meters are freed, packed.
    /// @param items Arguments of each opening.
    function freeAndOpenMany(bytes32[6][] calldata closed, Opening[] calldata items) external;

    /// @notice The market that the items are sent to.
    /// @return Its contract.
    function market() external view returns (IEnergyMarket);
    /// @notice The maximum length of a batch.
    /// @return Maximum number of items: within Kaia's limits of computation cost (150 000 000) and size (128 KB) for a
    /// transaction.
    function MAX_BATCH() external view returns (uint256);
}
