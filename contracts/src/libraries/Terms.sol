// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket} from "../interfaces/IEnergyMarket.sol";
import {OrderAt} from "./Orders.sol";

/// @notice The terms of a trade in calldata, packed into six words: the canonical bytes of bid and offer without what
/// follows from the rest, and 18 zero bytes. Omitted fields are filled in before hashing, so only signed terms pass.
/// The counterpart is `packTerms` in `packages/chain/src/contracts/packing.ts`.
///   bid    account 20, meterKey 20, energy 8, start 5, end 5, openBefore 5, lossBandPpm 4, minReputation 4,
///          minSensorClass 1, nonce 5
///          (side BID, `counterOrder` the digest of the offer, `minEnergy` its energy, `power` and `price` the offer's)
///   offer  account 20, meterKey 20, energy 8, minEnergy 8, power 4, price 8, start 5, end 5, openBefore 5,
///          lossBandPpm 4, minReputation 4, minSensorClass 1, nonce 5 (side OFFER, `counterOrder` zero)
library Terms {
    uint256 internal constant WORDS = 6;

    /// @return bid The bid; its `counterOrder` must still be set to the digest of the offer.
    /// @return offer The offer, as it was signed.
    /// @dev Each field is read in place, by the number of bits after it in its word.
    function unpack(bytes32[6] calldata terms) internal pure returns (OrderAt bid, OrderAt offer) {
        bool malformed;
        assembly ("memory-safe") {
            bid := mload(0x40)
            offer := add(bid, 0x1e0)
            mstore(0x40, add(offer, 0x1e0))
            let power := shr(224, calldataload(add(terms, 133)))
            let price := shr(192, calldataload(add(terms, 137)))
            let class := byte(0, calldataload(add(terms, 168)))
            mstore(offer, 1)
            mstore(add(offer, 0x60), 0)
            mstore(add(offer, 0x20), shr(96, calldataload(add(terms, 77))))
            mstore(add(offer, 0x40), shr(96, calldataload(add(terms, 97))))
            mstore(add(offer, 0x80), shr(192, calldataload(add(terms, 117))))
            mstore(add(offer, 0xa0), shr(192, calldataload(add(terms, 125))))
            mstore(add(offer, 0xc0), power)
            mstore(add(offer, 0xe0), price)
            mstore(add(offer, 0x100), shr(216, calldataload(add(terms, 145))))
            mstore(add(offer, 0x120), shr(216, calldataload(add(terms, 150))))
            mstore(add(offer, 0x140), shr(216, calldataload(add(terms, 155))))
            mstore(add(offer, 0x160), shr(224, calldataload(add(terms, 160))))
            mstore(add(offer, 0x180), sar(224, calldataload(add(terms, 164))))
            mstore(add(offer, 0x1a0), class)
            mstore(add(offer, 0x1c0), shr(216, calldataload(add(terms, 169))))
            malformed := or(gt(class, 1), shl(112, calldataload(add(terms, 160))))

            let energy := shr(192, calldataload(add(terms, 40)))
            class := byte(0, calldataload(add(terms, 71)))
            mstore(bid, 0)
            mstore(add(bid, 0x20), shr(96, calldataload(terms)))
            mstore(add(bid, 0x40), shr(96, calldataload(add(terms, 20))))
            mstore(add(bid, 0x80), energy)
            mstore(add(bid, 0xa0), energy)
            mstore(add(bid, 0xc0), power)
            mstore(add(bid, 0xe0), price)
            mstore(add(bid, 0x100), shr(216, calldataload(add(terms, 48))))
            mstore(add(bid, 0x120), shr(216, calldataload(add(terms, 53))))
            mstore(add(bid, 0x140), shr(216, calldataload(add(terms, 58))))
            mstore(add(bid, 0x160), shr(224, calldataload(add(terms, 63))))
            mstore(add(bid, 0x180), sar(224, calldataload(add(terms, 67))))
            mstore(add(bid, 0x1a0), class)
            mstore(add(bid, 0x1c0), shr(216, calldataload(add(terms, 72))))
            malformed := iszero(iszero(or(malformed, gt(class, 1))))
        }
        if (malformed) revert IEnergyMarket.MalformedStruct();
    }
}
