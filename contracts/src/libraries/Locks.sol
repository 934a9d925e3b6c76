// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket} from "../interfaces/IEnergyMarket.sol";

/// @notice What the market keeps of an account, in one word: `balance`, which is free (96 bits, micro-units), `locked`,
/// held for what it may owe (96 bits), reputation (int32), and the UTC day since 1970 of its last gain (32 bits).
type Account is uint256;

/// @notice Moves money between free and locked, and from one account's lock to another's balance. A trade is the first
/// user. No function makes money: the sum over all accounts changes only by `credit` and `debit`, beside a transfer.
/// @dev All money held fits 96 bits, which `Accounts` sees to, so no sum here can overflow.
library Locks {
    uint256 private constant LOCKED_BITS = 96;
    uint256 private constant REPUTATION_BITS = 192;
    uint256 private constant DAY_BITS = 224;
    int32 private constant GAIN = 1;

    function balanceOf(Account held) internal pure returns (uint128) {
        return uint96(Account.unwrap(held));
    }

    function lockedOf(Account held) internal pure returns (uint128) {
        return uint96(Account.unwrap(held) >> LOCKED_BITS);
    }

    function reputationOf(Account held) internal pure returns (int32) {
        return int32(uint32(Account.unwrap(held) >> REPUTATION_BITS));
    }

    function lastGainOf(Account held) internal pure returns (uint32) {
        return uint32(Account.unwrap(held) >> DAY_BITS);
    }

    function credit(mapping(address => Account) storage accounts, address owner, uint128 amount) internal {
        Account held = accounts[owner];
        accounts[owner] = _withMoney(held, balanceOf(held) + amount, lockedOf(held));
    }

    function debit(mapping(address => Account) storage accounts, address owner, uint128 amount) internal {
        Account held = accounts[owner];
        accounts[owner] = _withMoney(held, _afford(held, owner, amount), lockedOf(held));
    }

    function lock(mapping(address => Account) storage accounts, address owner, uint128 amount)
        internal
        returns (Account held)
    {
        held = accounts[owner];
        accounts[owner] = _withMoney(held, _afford(held, owner, amount), lockedOf(held) + amount);
    }

    /// @notice Ends a lock of `amount`: `paid` of it goes to `to`, the rest returns to the balance of `from`.
    /// @param gains Whether both gain reputation, each unless it did today.
    function release(
        mapping(address => Account) storage accounts,
        address from,
        address to,
        uint128 amount,
        uint128 paid,
        bool gains
    ) internal {
        Account held = accounts[from];
        held = _withMoney(held, balanceOf(held) + (amount - paid), lockedOf(held) - amount);
        accounts[from] = gains ? _gain(held, from) : held;
        if (paid == 0 && !gains) return;
        held = accounts[to];
        held = _withMoney(held, balanceOf(held) + paid, lockedOf(held));
        accounts[to] = gains ? _gain(held, to) : held;
    }

    /// @notice Changes an account's reputation, which stops at the limits of int32.
    function changeReputation(mapping(address => Account) storage accounts, address owner, int32 change) internal {
        accounts[owner] = _withReputation(accounts[owner], owner, change);
    }

    /// @dev By account, which keeps it whatever meter it has; once a UTC day, whatever its partners.
    function _gain(Account held, address owner) private returns (Account) {
        uint256 today = block.timestamp / 1 days;
        if (lastGainOf(held) == today) return held;
        held = _withReputation(held, owner, GAIN);
        return Account.wrap(uint224(Account.unwrap(held)) | (today << DAY_BITS));
    }

    function _withReputation(Account held, address owner, int32 change) private returns (Account) {
        int256 changed = int256(reputationOf(held)) + change;
        if (changed > type(int32).max) changed = type(int32).max;
        if (changed < type(int32).min) changed = type(int32).min;
        emit IEnergyMarket.ReputationChanged(owner, change, int32(changed));
        uint256 rest = Account.unwrap(held) & ~(uint256(type(uint32).max) << REPUTATION_BITS);
        return Account.wrap(rest | (uint256(uint32(int32(changed))) << REPUTATION_BITS));
    }

    /// @return The balance less `amount`.
    function _afford(Account held, address owner, uint128 amount) private pure returns (uint128) {
        uint128 balance = balanceOf(held);
        if (balance < amount) revert IEnergyMarket.InsufficientBalance(owner, balance, amount);
        unchecked {
            return balance - amount;
        }
    }

    function _withMoney(Account held, uint128 balance, uint128 locked) private pure returns (Account) {
        uint256 rest = (Account.unwrap(held) >> REPUTATION_BITS) << REPUTATION_BITS;
        return Account.wrap(rest | (uint256(locked) << LOCKED_BITS) | balance);
    }
}
