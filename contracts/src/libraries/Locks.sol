// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket} from "../interfaces/IEnergyMarket.sol";

/// @notice What the market stores about an account, in one word: the free `balance` (96 bits, micro-units), `locked`
/// for what it may owe (96 bits), reputation (int32), and the day of its last gain (32 bits, days since 1970, UTC).
type Account is uint256;

/// @notice Moves money between free balance and lock, and from one account's lock to another's balance. No function
/// creates money: the sum over all accounts changes only by `credit` and `debit`, each next to a token transfer.
/// @dev `Accounts` makes sure that all money fits 96 bits, so no part of a word can overflow into the next, and the
/// parts can be added and subtracted within the whole word.
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
        accounts[owner] = Account.wrap(Account.unwrap(held) + amount);
    }

    function debit(mapping(address => Account) storage accounts, address owner, uint128 amount) internal {
        Account held = accounts[owner];
        _requireBalance(held, owner, amount);
        unchecked {
            accounts[owner] = Account.wrap(Account.unwrap(held) - amount);
        }
    }

    function lock(mapping(address => Account) storage accounts, address owner, uint128 amount)
        internal
        returns (Account held)
    {
        held = accounts[owner];
        _requireBalance(held, owner, amount);
        unchecked {
            accounts[owner] = Account.wrap(Account.unwrap(held) + (uint256(amount) << LOCKED_BITS) - amount);
        }
    }

    /// @notice Ends a lock of `amount`: `paid` of it goes to `to`, the rest returns to the balance of `from`.
    /// @param gains Whether both accounts gain reputation, unless they already did today.
    function release(
        mapping(address => Account) storage accounts,
        address from,
        address to,
        uint128 amount,
        uint128 paid,
        bool gains
    ) internal {
        Account held = accounts[from];
        // Checked although this amount was locked: rather a panic than another participant's money.
        uint256 left = lockedOf(held) - amount;
        uint256 word = Account.unwrap(held);
        unchecked {
            word = (word & ~(uint256(type(uint96).max) << LOCKED_BITS)) + (left << LOCKED_BITS) + (amount - paid);
        }
        accounts[from] = gains ? _gain(Account.wrap(word), from) : Account.wrap(word);
        if (paid == 0 && !gains) return;
        unchecked {
            held = Account.wrap(Account.unwrap(accounts[to]) + paid);
        }
        accounts[to] = gains ? _gain(held, to) : held;
    }

    /// @notice Changes an account's reputation, within the limits of int32.
    function changeReputation(mapping(address => Account) storage accounts, address owner, int32 change) internal {
        accounts[owner] = _withReputation(accounts[owner], owner, change);
    }

    /// @dev For each account, whichever meter it has, and once a UTC day, whoever its partners are.
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

    function _requireBalance(Account held, address owner, uint128 amount) private pure {
        uint128 balance = balanceOf(held);
        if (balance < amount) revert IEnergyMarket.InsufficientBalance(owner, balance, amount);
    }
}
