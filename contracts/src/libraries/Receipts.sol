// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket} from "../interfaces/IEnergyMarket.sol";
import {Cause, Role} from "../types/Receipt.sol";

/// @notice A receipt in calldata, packed into one word: the canonical bytes of the signed struct without `tradeId`,
/// which the trade provides, and three zero bytes. The counterpart is `packReceipt` in
/// `packages/chain/src/contracts/packing.ts`.
///   role 1, sequence 5, energy 8, partnerSequence 5, partnerEnergy 8, final 1, cause 1
type Receipt is uint256;

library Receipts {
    uint256 internal constant WORDS = 1;
    bytes32 internal constant TYPE_HASH = keccak256(
        "Receipt(bytes32 tradeId,uint8 role,uint40 sequence,uint64 energy,uint40 partnerSequence,uint64 partnerEnergy,"
        "bool final,uint8 cause)"
    );

    /// @notice Refuses values that the struct does not allow, and trailing data.
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

    /// @return result The EIP-712 hash of the receipt in that trade.
    function hash(Receipt receipt, bytes32 tradeId) internal pure returns (bytes32 result) {
        bytes32 typeHash = TYPE_HASH;
        assembly ("memory-safe") {
            let data := mload(0x40)
            mstore(data, typeHash)
            mstore(add(data, 0x20), tradeId)
            mstore(add(data, 0x40), shr(248, receipt))
            mstore(add(data, 0x60), and(shr(208, receipt), 0xffffffffff))
            mstore(add(data, 0x80), and(shr(144, receipt), 0xffffffffffffffff))
            mstore(add(data, 0xa0), and(shr(104, receipt), 0xffffffffff))
            mstore(add(data, 0xc0), and(shr(40, receipt), 0xffffffffffffffff))
            mstore(add(data, 0xe0), and(shr(32, receipt), 0xff))
            mstore(add(data, 0x100), and(shr(24, receipt), 0xff))
            result := keccak256(data, 0x120)
        }
    }
}
