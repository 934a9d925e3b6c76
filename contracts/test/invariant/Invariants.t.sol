// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket} from "../../src/interfaces/IEnergyMarket.sol";
import {IMeterRegistry} from "../../src/interfaces/IMeterRegistry.sol";
import {Cheats} from "../Cheats.sol";
import {Handler} from "./Handler.sol";
import {TradeActions} from "./TradeActions.sol";

/// @notice What holds after any sequence of calls. The handler itself fails when the contracts accept what the model
/// forbids, or refuse for a reason that is not true.
contract InvariantsTest is Cheats {
    Handler private handler;

    uint256 private constant LIVES = 20;
    uint256 private constant STEPS = 100;

    /// @notice An answer the model must have produced.
    struct Answer {
        bytes4 call;
        bytes4 reason;
    }

    error NeverMet(Answer[] answers);

    function setUp() public {
        handler = new Handler();
        handler.setUp();
    }

    /// @dev Read by forge.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    /// @dev Read by forge.
    function targetSelectors() external view returns (FuzzSelector[] memory targeted) {
        targeted = new FuzzSelector[](1);
        targeted[0] = FuzzSelector(address(handler), actions());
    }

    function invariant_all() public view {
        handler.compareAccounts();
        handler.compareMeters();
        handler.compareTrades();
    }

    /// @dev Called by forge at the end of each run.
    function afterInvariant() public {
        handler.endAll();
        invariant_all();
        assertEq(handler.allLocked(), 0, "nothing stays locked");
    }

    /// @notice A model that is never asked proves nothing: in some lives from a fixed seed every call is done, and every
    /// refusal that the model knows is met.
    function test_everyAnswerIsMet() public {
        (bytes4[] memory selectors, Answer[] memory wanted) = (actions(), answers());
        bool[] memory met = new bool[](wanted.length);
        for (uint256 life = 0; life < LIVES; ++life) {
            uint256 fresh = vm.snapshotState();
            for (uint256 step = 0; step < STEPS; ++step) {
                uint256 seed = uint256(keccak256(abi.encode("life", life, step)));
                act(selectors[seed % selectors.length], seed >> 16);
            }
            handler.endAll();
            for (uint256 index = 0; index < wanted.length; ++index) {
                met[index] = met[index] || handler.tally(wanted[index].call, wanted[index].reason) != 0;
            }
            vm.revertToState(fresh);
        }
        uint256 count;
        for (uint256 index = 0; index < wanted.length; ++index) {
            if (!met[index]) wanted[count++] = wanted[index];
        }
        assembly {
            mstore(wanted, count)
        }
        if (count != 0) revert NeverMet(wanted);
    }

    function act(bytes4 action, uint256 seed) private {
        (bool done, bytes memory reason) = address(handler).call(abi.encodeWithSelector(action, seed));
        if (done) return;
        assembly {
            revert(add(reason, 0x20), mload(reason))
        }
    }

    /// @dev The actions that create trades, more often than the others.
    function actions() private pure returns (bytes4[] memory selectors) {
        bytes4[25] memory all = [
            TradeActions.openTrade.selector,
            TradeActions.openTrade.selector,
            TradeActions.openTrade.selector,
            TradeActions.openMany.selector,
            TradeActions.openMany.selector,
            TradeActions.settleFinal.selector,
            TradeActions.claimReceipt.selector,
            TradeActions.settleClaimed.selector,
            TradeActions.expire.selector,
            TradeActions.free.selector,
            Handler.pass.selector,
            Handler.pass.selector,
            Handler.pass.selector,
            Handler.pass.selector,
            Handler.pause.selector,
            Handler.deposit.selector,
            Handler.withdraw.selector,
            Handler.cancelNonces.selector,
            Handler.cancelOrder.selector,
            Handler.enrolMeter.selector,
            Handler.suspend.selector,
            Handler.resume.selector,
            Handler.requestReplace.selector,
            Handler.requestReplace.selector,
            Handler.finishReplace.selector
        ];
        selectors = new bytes4[](all.length);
        for (uint256 index = 0; index < all.length; ++index) {
            selectors[index] = all[index];
        }
    }

    /// @return wanted Every call done (reason 0), and every refusal.
    function answers() private pure returns (Answer[] memory wanted) {
        wanted = new Answer[](64);
        uint256 count;
        bytes4[16] memory refusals = [
            bytes4(0),
            IEnergyMarket.MarketPaused.selector,
            IEnergyMarket.OrderInvalid.selector,
            IEnergyMarket.OrderExpired.selector,
            IEnergyMarket.TooFarAhead.selector,
            IEnergyMarket.BelowMinimumLot.selector,
            IEnergyMarket.IntervalOutOfOffer.selector,
            IEnergyMarket.EnergyOutOfOffer.selector,
            IEnergyMarket.NotEnrolled.selector,
            IMeterRegistry.SensorClassTooLow.selector,
            IEnergyMarket.InvalidSignature.selector,
            IEnergyMarket.TradeExists.selector,
            IEnergyMarket.OrderCancelled.selector,
            IEnergyMarket.MeterBusy.selector,
            IEnergyMarket.InsufficientBalance.selector,
            IEnergyMarket.ReputationTooLow.selector
        ];
        count = add(wanted, count, IEnergyMarket.openTrade.selector, refusals, 16);
        refusals[1] = IEnergyMarket.TradeNotOpen.selector;
        refusals[2] = IEnergyMarket.ClaimPeriodOver.selector;
        refusals[3] = IEnergyMarket.InvalidSignature.selector;
        refusals[4] = IEnergyMarket.ReceiptStale.selector;
        count = add(wanted, count, IEnergyMarket.claim.selector, refusals, 5);
        refusals[4] = IEnergyMarket.ReceiptMismatch.selector;
        refusals[5] = IEnergyMarket.ReceiptNotFinal.selector;
        count = add(wanted, count, IEnergyMarket.settleFinal.selector, refusals, 6);
        refusals[2] = IEnergyMarket.ClaimPeriodRunning.selector;
        count = add(wanted, count, IEnergyMarket.settleClaimed.selector, refusals, 3);
        count = add(wanted, count, IEnergyMarket.expire.selector, refusals, 3);
        refusals[1] = IEnergyMarket.NothingToFree.selector;
        count = add(wanted, count, IEnergyMarket.free.selector, refusals, 2);
        refusals[1] = IEnergyMarket.AccountUnknown.selector;
        refusals[2] = IEnergyMarket.DepositInvalid.selector;
        count = add(wanted, count, IEnergyMarket.deposit.selector, refusals, 3);
        refusals[1] = IEnergyMarket.WithdrawalInvalid.selector;
        refusals[2] = IEnergyMarket.InvalidSignature.selector;
        refusals[3] = IEnergyMarket.InsufficientBalance.selector;
        count = add(wanted, count, IEnergyMarket.withdraw.selector, refusals, 4);
        refusals[1] = IEnergyMarket.NotEnrolled.selector;
        refusals[3] = IEnergyMarket.CancelInvalid.selector;
        refusals[4] = IEnergyMarket.OrderCancelled.selector;
        count = add(wanted, count, IEnergyMarket.cancelNonces.selector, refusals, 5);
        count = add(wanted, count, IEnergyMarket.cancelOrder.selector, refusals, 5);
        count = add(wanted, count, IMeterRegistry.suspend.selector, refusals, 2);
        count = add(wanted, count, IMeterRegistry.resume.selector, refusals, 2);
        refusals[1] = IMeterRegistry.EnrolmentInvalid.selector;
        count = add(wanted, count, IMeterRegistry.enrol.selector, refusals, 2);
        refusals[1] = IMeterRegistry.ReplaceInvalid.selector;
        count = add(wanted, count, IMeterRegistry.requestReplace.selector, refusals, 3);
        refusals[1] = IMeterRegistry.ReplaceNotDue.selector;
        count = add(wanted, count, IMeterRegistry.finishReplace.selector, refusals, 2);
        assembly {
            mstore(wanted, count)
        }
    }

    /// @return The number of answers so far, with the first `refusals` of them as answers to `call`.
    function add(Answer[] memory wanted, uint256 count, bytes4 call, bytes4[16] memory reasons, uint256 refusals)
        private
        pure
        returns (uint256)
    {
        for (uint256 index = 0; index < refusals; ++index) {
            wanted[count + index] = Answer(call, reasons[index]);
        }
        return count + refusals;
    }
}
