// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Signature} from "./Signature.sol";

enum TradeState {
    NONE,
    OPEN,
    CLAIMED,
    SETTLED,
    EXPIRED
}

/// @notice All that the chain keeps of a trade, in one word. Its terms come again with every call, bound by its id.
struct Trade {
    TradeState state;
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
    bytes32[6] terms;
    Signature bidSignature;
    Signature offerSignature;
}

/// @notice One item of `claimMany`.
struct Claiming {
    bytes32[6] terms;
    bytes32 receipt;
    Signature signature;
}

/// @notice One item of `settleFinalMany`.
struct FinalPair {
    bytes32[6] terms;
    bytes32 buyerReceipt;
    Signature buyerSignature;
    bytes32 sellerReceipt;
    Signature sellerSignature;
}
