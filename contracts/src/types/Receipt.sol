// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

enum Role {
    BUYER,
    SELLER
}

/// @notice Why a receipt is final; NONE on a receipt that is not.
enum Cause {
    NONE,
    COMPLETED,
    STOPPED_BY_OWNER,
    PARTNER_SILENT,
    PARTNER_FINAL,
    LOSS_ABOVE_BAND,
    MARK_MISSING,
    SENSOR_FAULT,
    RESTARTED
}

/// @notice One meter's signed cumulative energy in a trade.
struct Receipt {
    bytes32 tradeId;
    Role role;
    /// Increases with every receipt of this trade and role.
    uint40 sequence;
    /// From the signer's own register, since the delivery opened. mWh.
    uint64 energy;
    /// The partner's last verified receipt; both 0 before the first.
    uint40 partnerSequence;
    uint64 partnerEnergy;
    /// `final` in the signed type; the word is reserved in Solidity.
    bool isFinal;
    Cause cause;
}
