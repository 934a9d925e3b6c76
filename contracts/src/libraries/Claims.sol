// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Role} from "../types/Receipt.sol";

/// @notice The claims of both sides of a trade in one storage word, 72 bits for each side: the largest claimed energy
/// (64), whether the side claimed at all (1), whether a claimed receipt was final (1). Zero if there are no claims.
type ClaimWord is uint256;

library Claims {
    uint256 private constant BUYER = 0;
    uint256 private constant SELLER = 72;
    uint256 private constant CLAIMED = 1 << 64;
    uint256 private constant FINAL = 1 << 65;
    uint256 private constant SIDE_MASK = (1 << 72) - 1;
    uint256 private constant ANY_FINAL = (FINAL << BUYER) | (FINAL << SELLER);

    function of_(ClaimWord word, Role role) internal pure returns (uint64 energy, bool claimed, bool isFinal) {
        uint256 side = ClaimWord.unwrap(word) >> _shift(role);
        return (uint64(side), side & CLAIMED != 0, side & FINAL != 0);
    }

    function energyOf(ClaimWord word, Role role) internal pure returns (uint64) {
        return uint64(ClaimWord.unwrap(word) >> _shift(role));
    }

    /// @return Whether a receipt of either side was final.
    function anyFinal(ClaimWord word) internal pure returns (bool) {
        return ClaimWord.unwrap(word) & ANY_FINAL != 0;
    }

    function withClaim(ClaimWord word, Role role, uint64 energy, bool isFinal) internal pure returns (ClaimWord) {
        uint256 side = energy | CLAIMED | (isFinal ? FINAL : 0);
        uint256 shift = _shift(role);
        return ClaimWord.wrap((ClaimWord.unwrap(word) & ~(SIDE_MASK << shift)) | (side << shift));
    }

    function _shift(Role role) private pure returns (uint256) {
        return role == Role.BUYER ? BUYER : SELLER;
    }
}
