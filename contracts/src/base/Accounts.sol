// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IEnergyMarket, WithdrawalFault} from "../interfaces/IEnergyMarket.sol";
import {Commands} from "../libraries/Commands.sol";
import {Account, Locks} from "../libraries/Locks.sol";
import {Signatures} from "../libraries/Signatures.sol";
import {Withdrawal} from "../types/Commands.sol";
import {Signature} from "../types/Signature.sol";
import {ExactCalldata} from "./ExactCalldata.sol";
import {TypedData} from "./TypedData.sol";

/// @notice The market's money: the only part that moves tokens.
abstract contract Accounts is IEnergyMarket, ExactCalldata, TypedData, Nonces, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;
    using Commands for Withdrawal;
    using Signatures for Signature;
    using Locks for mapping(address => Account);
    using Locks for Account;

    uint256 private constant WITHDRAWAL_WORDS = 7;

    IERC20 public immutable token;
    mapping(address owner => Account) internal _accounts;

    constructor(IERC20 token_) {
        token = token_;
    }

    function deposit(address owner, uint128 amount) external exactCalldata(2) nonReentrant {
        _collect(msg.sender, owner, amount);
    }

    function depositFor(address owner, uint128 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
        exactCalldata(6)
        nonReentrant
    {
        IERC20Permit permit = IERC20Permit(address(token));
        try permit.permit(owner, address(this), amount, deadline, v, r, s) {}
        catch {
            // Somebody put the permit on chain before us: then the allowance is exactly its amount. A standing
            // allowance of another amount was given for something else and is not touched.
            if (token.allowance(owner, address(this)) != amount) revert DepositInvalid(owner, amount);
        }
        _collect(owner, owner, amount);
    }

    function withdraw(Withdrawal memory withdrawal, Signature calldata signature)
        external
        exactCalldata(WITHDRAWAL_WORDS + SIGNATURE_WORDS)
        nonReentrant
    {
        if (withdrawal.token != address(token)) revert WithdrawalInvalid(WithdrawalFault.TOKEN);
        if (withdrawal.to == address(0) || withdrawal.to == address(this)) {
            revert WithdrawalInvalid(WithdrawalFault.RECIPIENT);
        }
        if (withdrawal.amount == 0) revert WithdrawalInvalid(WithdrawalFault.AMOUNT);
        if (block.timestamp > withdrawal.deadline) revert WithdrawalInvalid(WithdrawalFault.DEADLINE);
        if (withdrawal.nonce != nonces(withdrawal.account)) revert WithdrawalInvalid(WithdrawalFault.NONCE);
        if (!signature.isBy(withdrawal.account, _digest(withdrawal.hash()))) {
            revert InvalidSignature(withdrawal.account);
        }
        _useNonce(withdrawal.account);
        _accounts.debit(withdrawal.account, withdrawal.amount);
        emit Withdrawn(withdrawal.account, withdrawal.to, withdrawal.amount);
        _paySubmitter(withdrawal.account, withdrawal.submitterFee);
        token.safeTransfer(withdrawal.to, withdrawal.amount);
    }

    function account(address owner) external view returns (uint128 balance, uint128 locked) {
        return _accounts[owner].unpack();
    }

    /// @dev Call it under the guard, after every other effect.
    function _paySubmitter(address owner, uint128 fee) internal {
        if (fee == 0) return;
        _accounts.debit(owner, fee);
        emit SubmitterPaid(owner, msg.sender, fee);
        token.safeTransfer(msg.sender, fee);
    }

    function _collect(address from, address owner, uint128 amount) private {
        uint256 held = token.balanceOf(address(this));
        token.safeTransferFrom(from, address(this), amount);
        uint256 holds = token.balanceOf(address(this));
        // All balances and locks together then fit uint128, so no later sum can overflow and block a settlement.
        bool fits = holds <= type(uint128).max && holds == held + amount;
        if (!fits || amount == 0 || owner == address(0)) revert DepositInvalid(owner, amount);
        _accounts.credit(owner, amount);
        emit Deposited(owner, from, amount);
    }
}
