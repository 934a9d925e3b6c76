// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Account, Locks} from "../../src/libraries/Locks.sol";

/// @notice What a close moves between accounts, for all accounts and amounts, by halmos (`npm run test:symbolic`).
/// @dev An account word is read here by its parts, which are added as numbers of their own. The addresses are inputs,
/// because halmos 0.3.3 loses what is written to a slot whose hash the compiler has worked out.
contract SymbolicLocks {
    using Locks for mapping(address => Account);

    mapping(address => Account) private _accounts;

    /// @notice The lock goes: the payment to the seller, the rest back to the buyer. No other part of a word moves.
    function check_releaseMovesTheLock(
        address from,
        address to,
        uint256 buyer,
        uint256 seller,
        uint96 amount,
        uint96 paid
    ) public {
        if (from == to) return;
        if (paid > amount || amount > uint96(buyer >> 96)) return;
        // All money of a market fits 96 bits: see `Accounts`.
        if (uint256(uint96(buyer)) + amount > type(uint96).max) return;
        if (uint256(uint96(seller)) + paid > type(uint96).max) return;
        _accounts[from] = Account.wrap(buyer);
        _accounts[to] = Account.wrap(seller);
        _accounts.release(from, to, amount, paid, false);
        uint256 buyer2 = Account.unwrap(_accounts[from]);
        uint256 seller2 = Account.unwrap(_accounts[to]);
        assert(uint96(buyer2) == uint96(buyer) + (amount - paid));
        assert(uint96(buyer2 >> 96) == uint96(buyer >> 96) - amount);
        assert(buyer2 >> 192 == buyer >> 192);
        assert(uint96(seller2) == uint96(seller) + paid);
        assert(seller2 >> 96 == seller >> 96);
    }

    /// @notice Each side gains one, unless it did today; a gain moves no money.
    function check_gainIsOne(address from, address to, uint256 buyer, uint256 seller) public {
        if (from == to) return;
        _accounts[from] = Account.wrap(buyer);
        _accounts[to] = Account.wrap(seller);
        _accounts.release(from, to, 0, 0, true);
        _gained(buyer, Account.unwrap(_accounts[from]));
        _gained(seller, Account.unwrap(_accounts[to]));
    }

    /// @notice A loss takes three, down to the least number there is, and moves nothing else.
    function check_lossIsThree(address from, uint256 held) public {
        _accounts[from] = Account.wrap(held);
        _accounts.changeReputation(from, -3);
        uint256 next = Account.unwrap(_accounts[from]);
        int256 expected = int256(_reputation(held)) - 3;
        if (expected < type(int32).min) expected = type(int32).min;
        assert(_reputation(next) == expected);
        assert(uint192(next) == uint192(held) && next >> 224 == held >> 224);
    }

    function _gained(uint256 held, uint256 next) private view {
        uint256 today = block.timestamp / 1 days;
        bool again = held >> 224 == today;
        int32 most = type(int32).max;
        int32 expected = again || _reputation(held) == most ? _reputation(held) : _reputation(held) + 1;
        assert(_reputation(next) == expected);
        assert(uint192(next) == uint192(held));
        assert(next >> 224 == uint32(today));
    }

    function _reputation(uint256 held) private pure returns (int32) {
        return int32(uint32(held >> 192));
    }
}
