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
