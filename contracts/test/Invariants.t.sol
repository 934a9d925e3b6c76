// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Cheats} from "./Cheats.sol";
import {Handler} from "./Handler.sol";

/// @notice What holds after any sequence of calls. The handler itself fails when the market allows more or less than
/// its model.
contract InvariantsTest is Cheats {
    Handler private handler;

    function setUp() public {
        handler = new Handler();
        handler.setUp();
    }

    /// @dev Read by forge.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// @dev Read by forge: neither `setUp` nor `endAll` is an action.
    function excludeSelectors() external view returns (FuzzSelector[] memory excluded) {
        excluded = new FuzzSelector[](1);
        bytes4[] memory selectors = new bytes4[](2);
        (selectors[0], selectors[1]) = (handler.setUp.selector, handler.endAll.selector);
        excluded[0] = FuzzSelector(address(handler), selectors);
    }

    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    function invariant_all() public view {
        solvent();
        books();
        reputationByTheTableOnly();
    }

    /// @notice Tokens held cover every balance and lock, exactly: nothing else sends tokens to the market here.
    function solvent() private view {
        uint256 sum;
        for (uint256 index = 0; index < 3; ++index) {
            (uint128 balance, uint128 locked) = handler.accountOf(index);
            sum += uint256(balance) + locked;
        }
        assertEq(handler.tokensHeld(), sum, "solvent");
        assertEq(sum, handler.held(), "as deposited and withdrawn");
    }

    /// @notice Every account as in the model: so locks never exceed deposits, and payments are those of the close
    /// table.
    function books() private view {
        for (uint256 index = 0; index < 3; ++index) {
            (uint128 balance, uint128 locked) = handler.accountOf(index);
            address account = handler.home(index).account;
            assertEq(balance, handler.balance(account), "balance");
            assertEq(locked, handler.locked(account), "locked");
        }
    }

    function reputationByTheTableOnly() private view {
        for (uint256 index = 0; index < 3; ++index) {
            assertEq(handler.reputationAt(index), handler.reputation(handler.home(index).account), "reputation");
        }
    }

    /// @dev Called by forge at the end of each run.
    function afterInvariant() public {
        handler.endAll();
        invariant_all();
        for (uint256 index = 0; index < 3; ++index) {
            (, uint128 locked) = handler.accountOf(index);
            assertEq(locked, 0, "nothing stays locked");
        }
    }
}
