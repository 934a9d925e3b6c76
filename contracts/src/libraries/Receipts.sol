// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket} from "../interfaces/IEnergyMarket.sol";
import {Cause, Role} from "../types/Receipt.sol";

/// @notice A receipt as it stands in calldata, one word: the canonical bytes of the signed struct without `tradeId`,
/// which is the trade's, and three zeros. The counterpart is `packReceipt` in `packages/chain/src/packing.ts`.
///   role 1, sequence 5, energy 8, partnerSequence 5, partnerEnergy 8, final 1, cause 1
type Receipt is uint256;

library Receipts {
    uint256 internal constant WORDS = 1;
    bytes32 internal constant TYPE_HASH = keccak256(
        "Receipt(bytes32 tradeId,uint8 role,uint40 sequence,uint64 energy,uint40 partnerSequence,uint64 partnerEnergy,"
        "bool final,uint8 cause)"
    );

    /// @notice Refuses a value that the struct has not, and anything behind it.
    function unpack(bytes32 packed) internal pure returns (Receipt) {
        uint256 word = uint256(packed);
        bool known = word >> 248 <= uint256(type(Role).max) && uint8(word >> 32) <= 1;
        known = known && uint8(word >> 24) <= uint256(type(Cause).max);
        if (!known || uint24(word) != 0) revert IEnergyMarket.MalformedStruct();
        return Receipt.wrap(word);
    }

    function role(Receipt receipt) internal pure returns (Role) {
        return Receipt.unwrap(receipt) >> 248 == 0 ? Role.BUYER : Role.SELLER;
    }

    /// @return The signer's own energy, mWh.
    function energy(Receipt receipt) internal pure returns (uint64) {
        return uint64(Receipt.unwrap(receipt) >> 144);
    }

    /// @return The partner's energy that the signer last saw, mWh.
    function partnerEnergy(Receipt receipt) internal pure returns (uint64) {
        return uint64(Receipt.unwrap(receipt) >> 40);
    }

    function isFinal(Receipt receipt) internal pure returns (bool) {
        return uint8(Receipt.unwrap(receipt) >> 32) != 0;
    }

    /// @return The EIP-712 hash of the receipt in that trade.
    function hash(Receipt receipt, bytes32 tradeId) internal pure returns (bytes32) {
        uint256 word = Receipt.unwrap(receipt);
        return keccak256(
            abi.encode(
                TYPE_HASH,
                tradeId,
                word >> 248,
                uint40(word >> 208),
                uint64(word >> 144),
                uint40(word >> 104),
                uint64(word >> 40),
                uint8(word >> 32),
                uint8(word >> 24)
            )
        );
    }
}
