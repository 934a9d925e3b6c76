// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Signature} from "./Signature.sol";

enum TradeState {
    /// None here: never opened, or closed and forgotten.
    NONE,
    OPEN,
    CLAIMED,
    /// Settled or expired: its event tells how. Remembered only until its lane is used again.
    CLOSED
}

/// @notice All that the chain keeps of a trade. Its terms come again with every call, bound by its id.
struct Trade {
    /// How far it is.
    TradeState state;
    /// Until when its meters are busy with it, UTC seconds; 0 once they are freed.
    uint40 busyUntil;
    /// Largest energy claimed by each side, mWh.
    uint64 buyerEnergy;
    uint64 sellerEnergy;
    /// Whether that side has a claim at all, and whether one of its claimed receipts was final.
    bool buyerClaimed;
    bool sellerClaimed;
    bool buyerFinal;
    bool sellerFinal;
}

/// @notice One item of `openMany`; `terms` as `Terms` has them.
struct Opening {
    /// Bid and offer, packed.
    bytes32[6] terms;
    /// Each by the meter key of its order.
    Signature bidSignature;
    Signature offerSignature;
}

/// @notice One item of `claimMany`.
struct Claiming {
    /// Bid and offer, packed.
    bytes32[6] terms;
    /// As `Receipts` has it.
    bytes32 receipt;
    /// By the meter key of its side.
    Signature signature;
}

/// @notice One item of `settleFinalMany`.
struct FinalPair {
    /// Bid and offer, packed.
    bytes32[6] terms;
    /// Each receipt as `Receipts` has it, each signature by the meter key of its side.
    bytes32 buyerReceipt;
    Signature buyerSignature;
    bytes32 sellerReceipt;
    Signature sellerSignature;
}
