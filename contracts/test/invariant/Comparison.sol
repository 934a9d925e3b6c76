// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {MeterRecord} from "../../src/interfaces/IMeterRegistry.sol";
import {Trade, TradeState} from "../../src/types/Trade.sol";
import {TradeActions} from "./TradeActions.sol";
import {AccountModel, TradeModel} from "./MarketModel.sol";
import {MeterModel} from "./RegistryModel.sol";

/// @notice Compares the contracts' whole state with the model's.
abstract contract Comparison is TradeActions {
    /// @notice Balances, locks, reputations and days of the last gain; and that nothing is created or lost.
    function compareAccounts() external view {
        address[4] memory owners = [alice.account, bob.account, carol.account, household("dave").account];
        uint256 sum;
        int256 reputations;
        for (uint256 index = 0; index < owners.length; ++index) {
            (uint128 balance, uint128 locked, int32 reputation, uint32 lastGain) = market.account(owners[index]);
            AccountModel storage owner = accounts[owners[index]];
            assertEq(balance, owner.balance, "balance");
            assertEq(locked, owner.locked, "locked");
            assertEq(reputation, owner.reputation, "reputation");
            assertEq(lastGain, owner.lastGain, "day of the last gain");
            assertEq(market.nonces(owners[index]), owner.nonce, "nonce");
            assertEq(locked, openLocks(owners[index]), "locked by open trades");
            sum += uint256(balance) + locked;
            reputations += reputation;
        }
        assertEq(token.balanceOf(address(market)), sum, "tokens cover balances and locks, exactly");
        assertEq(sum, held, "as deposited and paid out");
        assertEq(reputations, int256(gains) - 3 * int256(losses), "reputation comes from the settlement rules alone");
    }

    function openLocks(address owner) private view returns (uint256 sum) {
        for (uint256 index = 0; index < trades.length; ++index) {
            TradeModel storage trade = trades[index];
            bool stands = trade.state == TradeState.OPEN || trade.state == TradeState.CLAIMED;
            if (stands && trade.bid.account == owner) sum += lockOf(trade.bid);
        }
    }

    /// @notice The registry's records, and each meter's nonces and busy intervals.
    function compareMeters() external view {
        for (uint256 index = 0; index < meterKeys.length; ++index) {
            address meterKey = meterKeys[index];
            MeterModel storage meter = meters[meterKey];
            MeterRecord memory record = registry.meter(meterKey);
            assertEq(record.account, meter.home.account, "account of a meter");
            assertTrue(record.status == meter.status, "status");
            assertTrue(record.suspended == meter.suspended, "suspended");
            assertTrue(record.sensorClass == meter.sensorClass, "sensor class");
            assertEq(record.replacedFrom, meter.replacedFrom, "replaced from");
            assertEq(registry.replacement(meterKey), meter.successor, "successor");
            assertTrue(registry.admission(meterKey).active == mayTrade(meterKey), "admission");
            assertEq(registry.meterOfAccount(meter.home.account), activeMeter[meter.home.account], "active meter");
            assertEq(registry.nonces(meter.home.account), registryNonce[meter.home.account], "registry's nonce");
            (uint40 newest, uint64 spent, uint40[2][3] memory busy) = market.meter(meterKey);
            compareNonces(meterKey, newest, spent);
            compareSchedule(meterKey, busy);
        }
    }

    function compareNonces(address meterKey, uint40 newest, uint64 spent) private view {
        assertEq(newest, meters[meterKey].newest, "newest nonce");
        for (uint256 back = 0; back < WINDOW && back <= newest; ++back) {
            assertTrue((spent >> back) & 1 != 0 == isSpent(meterKey, uint40(newest - back)), "spent nonces");
        }
    }

    /// @notice As many live entries as the model has, and each of the model's among them: so none is lost, none is left
    /// behind, and none is of a trade that is not there.
    function compareSchedule(address meterKey, uint40[2][3] memory busy) private view {
        uint256 live;
        for (uint256 entry = 0; entry < busy.length; ++entry) {
            if (busy[entry][1] > block.timestamp) ++live;
        }
        uint256 expected;
        for (uint256 index = 0; index < trades.length; ++index) {
            TradeModel storage trade = trades[index];
            if (!isOf(trade, meterKey) || !isLive(trade)) continue;
            ++expected;
            assertTrue(isBusy(meterKey, trade.bid.start, trade.bid.end), "busy with its trade");
        }
        assertEq(live, expected, "entries of the schedule");
    }

    function compareTrades() external view {
        for (uint256 index = 0; index < trades.length; ++index) {
            TradeModel storage expected = trades[index];
            Trade memory trade = market.trade(expected.bid.meterKey, expected.id);
            TradeState state = seen(index);
            assertTrue(trade.state == state, "state");
            uint40 until = expected.freed || state == TradeState.NONE ? 0 : expected.bid.end;
            assertEq(trade.busyUntil, until, "busy until");
            if (state != TradeState.CLAIMED) continue;
            assertEq(trade.buyerEnergy, expected.energy[0], "buyer's energy");
            assertEq(trade.sellerEnergy, expected.energy[1], "seller's energy");
            assertTrue(trade.buyerClaimed == expected.claimed[0] && trade.buyerFinal == expected.isFinal[0], "buyer");
            assertTrue(trade.sellerClaimed == expected.claimed[1] && trade.sellerFinal == expected.isFinal[1], "seller");
        }
    }

    function allLocked() external view returns (uint256 sum) {
        address[4] memory owners = [alice.account, bob.account, carol.account, household("dave").account];
        for (uint256 index = 0; index < owners.length; ++index) {
            (, uint128 locked,,) = market.account(owners[index]);
            sum += locked;
        }
    }
}
