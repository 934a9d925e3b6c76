// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Signature} from "./Signature.sol";

enum TradeState {
    /// Not stored: never opened, or closed and its word reused.
    NONE,
    OPEN,
    CLAIMED,
    /// Settled or expired; the event says which. Stored until its lane is reused.
    CLOSED
}

/// @notice All that the chain stores about a trade. Its terms come with every call and are bound by its id.
struct Trade {
    /// Its state.
    TradeState state;
    /// End of the time in which its meters are busy with it, UTC seconds; 0 once they are freed.
    uint40 busyUntil;
    /// Largest energy claimed by each side, mWh.
    uint64 buyerEnergy;
    uint64 sellerEnergy;
    /// Whether that side claimed at all, and whether a claimed receipt was final.
    bool buyerClaimed;
    bool sellerClaimed;
    bool buyerFinal;
    bool sellerFinal;
}

/// @notice One item of `openMany`; the `Terms` library says how `terms` are packed.
struct Opening {
    /// Bid and offer, packed.
    bytes32[6] terms;
    /// Signatures by the meter key of each order.
    Signature bidSignature;
    Signature offerSignature;
}

/// @notice One item of `claimMany`.
struct Claiming {
    /// Bid and offer, packed.
    bytes32[6] terms;
    /// Packed as the `Receipts` library says.
    bytes32 receipt;
    /// Signature by the meter key of its side.
    Signature signature;
}

/// @notice One item of `settleFinalMany`.
struct FinalPair {
    /// Bid and offer, packed.
    bytes32[6] terms;
    /// Receipts packed as the `Receipts` library says, with the signature of each side's meter key.
    bytes32 buyerReceipt;
    Signature buyerSignature;
    bytes32 sellerReceipt;
    Signature sellerSignature;
}
