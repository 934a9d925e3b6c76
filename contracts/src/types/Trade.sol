// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Order} from "./Order.sol";
import {Receipt} from "./Receipt.sol";
import {Signature} from "./Signature.sol";

enum TradeState {
    NONE,
    OPEN,
    CLAIMED,
    SETTLED,
    EXPIRED
}

/// @notice All that the chain keeps of a trade, in one word. Its terms come again with every call, bound by the trade's id.
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

/// @notice One item of `openMany`.
struct Opening {
    Order bid;
    Signature bidSignature;
    Order offer;
    Signature offerSignature;
}

/// @notice One item of `settleClaimedMany` and `expireMany`.
struct Terms {
    Order bid;
    Order offer;
}

/// @notice One item of `claimMany`.
struct Claiming {
    Order bid;
    Order offer;
    Receipt receipt;
    Signature signature;
}

/// @notice One item of `settleFinalMany`.
struct FinalPair {
    Order bid;
    Order offer;
    Receipt buyerReceipt;
    Signature buyerSignature;
    Receipt sellerReceipt;
    Signature sellerSignature;
}
