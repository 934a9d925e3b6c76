// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket} from "../interfaces/IEnergyMarket.sol";

/// @notice An account's money in one word, micro-units: `balance`, which is free, in the low half; `locked`, held for
/// what the account may owe, in the high half.
type Account is uint256;

/// @notice Moves money between free and locked, and from one account's lock to another's balance. A trade is the first
/// user. No function makes money: the sum over all accounts changes only by `credit` and `debit`, beside a transfer.
library Locks {
    function unpack(Account held) internal pure returns (uint128 balance, uint128 locked) {
        return (uint128(Account.unwrap(held)), uint128(Account.unwrap(held) >> 128));
    }

    function credit(mapping(address => Account) storage accounts, address owner, uint128 amount) internal {
        (uint128 balance, uint128 locked) = unpack(accounts[owner]);
        accounts[owner] = _pack(balance + amount, locked);
    }

    function debit(mapping(address => Account) storage accounts, address owner, uint128 amount) internal {
        (uint128 balance, uint128 locked) = unpack(accounts[owner]);
        if (balance < amount) revert IEnergyMarket.InsufficientBalance(owner, balance, amount);
        accounts[owner] = _pack(balance - amount, locked);
    }

    function lock(mapping(address => Account) storage accounts, address owner, uint128 amount) internal {
        (uint128 balance, uint128 locked) = unpack(accounts[owner]);
        if (balance < amount) revert IEnergyMarket.InsufficientBalance(owner, balance, amount);
        accounts[owner] = _pack(balance - amount, locked + amount);
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
        (uint128 balance, uint128 locked) = unpack(accounts[from]);
        accounts[from] = _pack(balance + refunded, locked - amount);
        if (paid != 0) credit(accounts, to, paid);
    }

    function _pack(uint128 balance, uint128 locked) private pure returns (Account) {
        return Account.wrap((uint256(locked) << 128) | balance);
    }
}
