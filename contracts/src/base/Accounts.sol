// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IEnergyMarket, WithdrawalFault} from "../interfaces/IEnergyMarket.sol";
import {IMeterRegistry} from "../interfaces/IMeterRegistry.sol";
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
    bytes32 private constant PERMIT_TYPE_HASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    IERC20 public immutable token;
    IMeterRegistry public immutable registry;
    mapping(address owner => Account) internal _accounts;
    /// @dev The nonce after that of the last permit which paid in.
    mapping(address owner => uint256) private _permitsUsed;

    constructor(IERC20 token_, IMeterRegistry registry_) {
        if (registry_.market() != address(this)) revert WrongRegistry(address(registry_));
        token = token_;
        registry = registry_;
    }

    function deposit(address owner, uint128 amount) external exactCalldata(2) nonReentrant {
        _collect(msg.sender, owner, amount);
    }

    function depositFor(address owner, uint128 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
        exactCalldata(6)
        nonReentrant
    {
        // The result proves little: the permit may already be on chain, and a token without permits may accept any
        // call. `_requirePermit` checks it.
        try IERC20Permit(address(token)).permit(owner, address(this), amount, deadline, v, r, s) {} catch {}
        _requirePermit(owner, amount, deadline, v, r, s);
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

    function account(address owner)
        external
        view
        returns (uint128 balance, uint128 locked, int32 reputation, uint32 lastGain)
    {
        Account held = _accounts[owner];
        return (held.balanceOf(), held.lockedOf(), held.reputationOf(), held.lastGainOf());
    }

    /// @dev To be called under the reentrancy guard, after every other effect.
    function _paySubmitter(address owner, uint128 fee) internal {
        if (fee == 0) return;
        _accounts.debit(owner, fee);
        emit SubmitterPaid(owner, msg.sender, fee);
        token.safeTransfer(msg.sender, fee);
    }

    /// @dev The permit must be the owner's newest, for exactly this amount and deadline, with its allowance unspent,
    /// and not used here before. So an allowance given for another purpose is never moved, whatever signature comes
    /// with it.
    function _requirePermit(address owner, uint128 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s) private {
        IERC20Permit permit = IERC20Permit(address(token));
        uint256 used = permit.nonces(owner);
        bool usable = used > _permitsUsed[owner] && token.allowance(owner, address(this)) == amount;
        if (!usable) revert DepositInvalid(owner, amount);
        bytes32 content = keccak256(abi.encode(PERMIT_TYPE_HASH, owner, address(this), amount, used - 1, deadline));
        address signer = ecrecover(MessageHashUtils.toTypedDataHash(permit.DOMAIN_SEPARATOR(), content), v, r, s);
        if (signer == address(0) || signer != owner) revert DepositInvalid(owner, amount);
        _permitsUsed[owner] = used;
    }

    function _collect(address from, address owner, uint128 amount) private {
        if (!registry.isKnown(owner)) revert AccountUnknown(owner);
        uint256 held = token.balanceOf(address(this));
        token.safeTransferFrom(from, address(this), amount);
        uint256 holds = token.balanceOf(address(this));
        // All balances and locks together fit 96 bits, so no later sum can overflow and block a settlement.
        bool fits = holds <= type(uint96).max && holds == held + amount;
        if (!fits || amount == 0) revert DepositInvalid(owner, amount);
        _accounts.credit(owner, amount);
        emit Deposited(owner, from, amount);
    }
}
