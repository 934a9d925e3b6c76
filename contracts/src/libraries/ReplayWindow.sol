// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @notice Which nonces of a meter key are spent: the newest (uint40) and a bitmap of the 64 up to it (uint64), as the
/// anti-replay window of IPsec (RFC 4303 §3.4.3). Bit i of the bitmap is the nonce `newest - i`; every nonce
/// below the bitmap is spent. A new window is zero: nothing is spent.
library ReplayWindow {
    uint256 internal constant SIZE = 64;
    uint256 private constant BITMAP_BITS = 64;

    function unpack(uint104 window) internal pure returns (uint40 newest, uint64 spent) {
        return (uint40(window >> BITMAP_BITS), uint64(window));
    }

    function isSpent(uint104 window, uint40 nonce) internal pure returns (bool) {
        (uint40 newest, uint64 spent) = unpack(window);
        return _isSpent(newest, spent, nonce);
    }

    /// @return False if the nonce was spent before; otherwise true and the window in which it is spent.
    function spend(uint104 window, uint40 nonce) internal pure returns (bool, uint104) {
        (uint40 newest, uint64 spent) = unpack(window);
        if (_isSpent(newest, spent, nonce)) return (false, window);
        unchecked {
            if (nonce <= newest) return (true, _pack(newest, spent | (uint64(1) << (newest - nonce))));
            // A shift by 64 or more clears the old bitmap.
            return (true, _pack(nonce, (spent << (nonce - newest)) | 1));
        }
    }

    /// @return False if every nonce below `minNonce` was spent before; otherwise true and the window in which they are.
    function spendBelow(uint104 window, uint40 minNonce) internal pure returns (bool, uint104) {
        (uint40 newest, uint64 spent) = unpack(window);
        // `minNonce` becomes the newest: itself unspent, all below it spent.
        if (minNonce > newest) return (true, _pack(minNonce, type(uint64).max - 1));
        uint256 age = newest - minNonce;
        if (age >= SIZE - 1) return (false, window);
        uint64 below = type(uint64).max << uint64(age + 1);
        // There are no nonces below 0: their bits do not count.
        if (newest < SIZE - 1) below &= (uint64(1) << (newest + 1)) - 1;
        if (spent & below == below) return (false, window);
        return (true, _pack(newest, spent | below));
    }

    function _isSpent(uint40 newest, uint64 spent, uint40 nonce) private pure returns (bool) {
        if (nonce > newest) return false;
        unchecked {
            uint256 age = newest - nonce;
            return age >= SIZE || (spent >> age) & 1 != 0;
        }
    }

    function _pack(uint40 newest, uint64 spent) private pure returns (uint104) {
        return (uint104(newest) << uint104(BITMAP_BITS)) | spent;
    }
}
