// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @notice Withdraws one order (`orderHash`) and every nonce below `minNonce`, by the meter key or the account key.
struct Cancel {
    /// The account of the meter key.
    address account;
    /// Whose orders are withdrawn.
    address meterKey;
    /// Digest of the order, or zero for none.
    bytes32 orderHash;
    /// Every nonce below it is withdrawn; 0 for none.
    uint40 minNonce;
    /// Paid to the sender of the transaction from the free balance of `account`, as far as it suffices, micro-units.
    /// Under the meter key at most `meterKeyFeeCap`, and once a UTC day.
    uint128 submitterFee;
    /// Last second at which it is valid.
    uint40 deadline;
}

/// @notice Pays free balance out of the market, signed by the account key. The balance falls by `amount +
/// submitterFee`.
struct Withdrawal {
    /// The account that pays, and whose key signs.
    address account;
    /// The market's token.
    address token;
    /// The recipient; neither zero nor the market.
    address to;
    /// The amount, micro-units; not zero.
    uint128 amount;
    /// Paid to the sender of the transaction, micro-units.
    uint128 submitterFee;
    /// The value of `nonces(account)` in the market.
    uint64 nonce;
    /// Last second at which it is valid.
    uint40 deadline;
}

/// @notice Moves an account to another meter key 48 h after it is put on chain, by the account key.
struct Replace {
    /// The account of the meter, whose key signs.
    address account;
    /// The active key.
    address oldMeterKey;
    /// A standby key of the account; or `oldMeterKey` again, which withdraws a pending request.
    address newMeterKey;
    /// The value of `nonces(account)` in the registry.
    uint64 nonce;
    /// Last second at which it can be requested.
    uint40 deadline;
}
