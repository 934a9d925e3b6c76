// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket} from "../interfaces/IEnergyMarket.sol";

/// @notice An account's money in one word, micro-units. `balance` is free; `locked` is held for what the account may owe.
struct Account {
    uint128 balance;
    uint128 locked;
}

/// @notice Moves money between free and locked, and from one account's lock to another's balance. A trade is the first user.
/// No function makes money: the sum over all accounts changes only by `credit` and `debit`, which stand beside a transfer.
library Locks {
    function credit(mapping(address => Account) storage accounts, address owner, uint128 amount) internal {
        accounts[owner].balance += amount;
    }

    function debit(mapping(address => Account) storage accounts, address owner, uint256 amount) internal {
        uint128 balance = accounts[owner].balance;
        if (balance < amount) revert IEnergyMarket.InsufficientBalance(owner, balance, amount);
        accounts[owner].balance = uint128(balance - amount);
    }

    function lock(mapping(address => Account) storage accounts, address owner, uint128 amount) internal {
        Account memory held = accounts[owner];
        if (held.balance < amount) revert IEnergyMarket.InsufficientBalance(owner, held.balance, amount);
        accounts[owner] = Account(held.balance - amount, held.locked + amount);
    }

    /// @notice Ends a lock of `amount`: `paid` of it goes to `to`, the rest returns to the balance of `from`.
    function release(
        mapping(address => Account) storage accounts,
        address from,
        address to,
        uint128 amount,
        uint128 paid
    ) internal returns (uint128 refunded) {
        refunded = amount - paid;
        Account memory held = accounts[from];
        accounts[from] = Account(held.balance + refunded, held.locked - amount);
        if (paid != 0) credit(accounts, to, paid);
    }
}
