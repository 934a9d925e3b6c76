// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Cancel} from "../../src/types/Commands.sol";
import {Role} from "../../src/types/Receipt.sol";
import {TradeState} from "../../src/types/Trade.sol";
import {FinalModel, MarketModel, TradeModel} from "./MarketModel.sol";
import {MeterModel} from "./RegistryModel.sol";

/// @notice What an accepted call changes in the model: the settlement rules, restated.
abstract contract Effects is MarketModel {
    function applyOpen(uint256 index) internal {
        TradeModel storage trade = trades[index];
        use(trade.bid.meterKey, trade.bid.nonce);
        use(trade.offer.meterKey, trade.offer.nonce);
        uint256 lock = lockOf(trade.bid);
        accounts[trade.bid.account].balance -= lock;
        accounts[trade.bid.account].locked += lock;
        trade.lane = freeLane(trade.bid.meterKey);
        if (trade.lane < LANES) lanes[trade.bid.meterKey][trade.lane] = index + 1;
        trade.state = TradeState.OPEN;
    }

    function applySettleFinal(uint256 index, FinalModel memory finals) internal {
        TradeModel storage trade = trades[index];
        uint256 delivered = least(least(finals.buyer, finals.seller), trade.bid.energy);
        close(index, delivered);
        uint256 band = least(trade.bid.lossBandPpm, trade.offer.lossBandPpm);
        bool complete = delivered != 0 && delivered * 1_000_000 >= uint256(trade.bid.energy) * (1_000_000 - band);
        if (!complete || block.timestamp < trade.bid.start || !counts(trade)) return;
        gain(trade.bid.account);
        gain(trade.offer.account);
    }

    function applyClaim(uint256 index, Role role, uint64 energy, bool isFinal) internal {
        TradeModel storage trade = trades[index];
        uint256 side = uint256(role);
        trade.state = TradeState.CLAIMED;
        trade.claimed[side] = true;
        if (energy > trade.energy[side]) trade.energy[side] = energy;
        if (isFinal) trade.isFinal[side] = true;
    }

    function applySettleClaimed(uint256 index) internal {
        TradeModel storage trade = trades[index];
        uint256 delivered = least(trade.energy[0], trade.bid.energy);
        if (trade.isFinal[1]) delivered = least(delivered, trade.energy[1]);
        close(index, delivered);
        if (trade.isFinal[0] && !trade.isFinal[1]) lose(trade, trade.offer.account);
        if (trade.isFinal[1] && !trade.isFinal[0]) lose(trade, trade.bid.account);
    }

    function applyExpire(uint256 index) internal {
        close(index, 0);
        if (trades[index].isFinal[1]) lose(trades[index], trades[index].bid.account);
    }

    /// @param named The cancelled order's nonce, if there is one.
    /// @return paid What the sender receives.
    function applyCancel(Cancel memory command, bool byMeter, bool hasOrder, uint40 named)
        internal
        returns (uint128 paid)
    {
        MeterModel storage meter = meters[command.meterKey];
        if (hasOrder) use(command.meterKey, named);
        if (command.minNonce > meter.newest) meter.newest = command.minNonce;
        if (command.minNonce > meter.floor) meter.floor = command.minNonce;
        paid = uint128(least(command.submitterFee, accounts[command.account].balance));
        uint256 today = block.timestamp / 1 days;
        if (byMeter && paid != 0) {
            // The contract remembers the day modulo 255.
            if (meter.everPaid && (today - meter.lastFeeDay) % 255 == 0) return 0;
            (meter.everPaid, meter.lastFeeDay) = (true, today);
        }
        accounts[command.account].balance -= paid;
        held -= paid;
    }

    function use(address meterKey, uint40 nonce) private {
        used[meterKey][nonce] = true;
        if (nonce > meters[meterKey].newest) meters[meterKey].newest = nonce;
    }

    /// @dev A trade with its own lane frees its meters at once: nothing remains to record it later.
    function close(uint256 index, uint256 delivered) private {
        TradeModel storage trade = trades[index];
        uint256 lock = lockOf(trade.bid);
        uint256 paid = delivered * trade.bid.price / 1_000_000;
        accounts[trade.bid.account].locked -= lock;
        accounts[trade.bid.account].balance += lock - paid;
        accounts[trade.offer.account].balance += paid;
        trade.state = TradeState.CLOSED;
        if (trade.lane == LANES) trade.freed = true;
    }

    function gain(address account) private {
        uint256 today = block.timestamp / 1 days;
        if (accounts[account].lastGain == today) return;
        accounts[account].lastGain = today;
        accounts[account].reputation += 1;
        ++gains;
    }

    function lose(TradeModel storage trade, address account) private {
        if (!counts(trade)) return;
        accounts[account].reputation -= 3;
        ++losses;
    }

    function counts(TradeModel storage trade) private view returns (bool) {
        return trade.bid.energy >= MINIMUM_REPUTATION_LOT && trade.bid.account != trade.offer.account;
    }

    function least(uint256 left, uint256 right) internal pure returns (uint256) {
        return left < right ? left : right;
    }
}
