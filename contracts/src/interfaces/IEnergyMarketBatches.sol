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
    /// @notice An item was refused.
    /// @param index Which one, from 0, through all arrays of the call.
    /// @param reason The selector of the market's error.
    event ItemSkipped(uint256 index, bytes4 reason);

    /// @notice The item failed without a reason, which nothing but want of gas does.
    /// @param index Which one, from 0, through all arrays of the call.
    error ItemStarved(uint256 index);
    /// @notice The batch is empty or too long.
    /// @param items How many there are.
    /// @param most How many there may be.
    error BatchSize(uint256 items, uint256 most);
    /// @notice There is no market at this address.
    /// @param market The address that was given.
    error WrongMarket(address market);

    /// @notice Opens trades, see `IEnergyMarket.openTrade`.
    /// @param items What each call takes.
    function openMany(Opening[] calldata items) external;
    /// @notice Settles trades by final receipts, see `IEnergyMarket.settleFinal`.
    /// @param items What each call takes.
    function settleFinalMany(FinalPair[] calldata items) external;
    /// @notice Claims, see `IEnergyMarket.claim`.
    /// @param items What each call takes.
    function claimMany(Claiming[] calldata items) external;
    /// @notice Settles trades by their claims, see `IEnergyMarket.settleClaimed`.
    /// @param terms Bid and offer of each trade, packed.
    function settleClaimedMany(bytes32[6][] calldata terms) external;
    /// @notice Expires trades, see `IEnergyMarket.expire`.
    /// @param terms Bid and offer of each trade, packed.
    function expireMany(bytes32[6][] calldata terms) external;
    /// @notice Frees meters, see `IEnergyMarket.free`.
    /// @param terms Bid and offer of each trade, packed.
    function freeMany(bytes32[6][] calldata terms) external;

    /// @notice Frees the meters of closed trades, then opens others, which may need them. The items are counted through
    /// both.
    /// @param closed Bid and offer of each trade whose meters are freed, packed.
    /// @param items What each opening takes.
    function freeAndOpenMany(bytes32[6][] calldata closed, Opening[] calldata items) external;

    /// @notice The market that is called.
    /// @return Its contract.
    function market() external view returns (IEnergyMarket);
    /// @notice The longest batch.
    /// @return Most items of a batch: within Kaia's computation cost (150 000 000) and size (128 KB) of a transaction.
    function MAX_BATCH() external view returns (uint256);
}
