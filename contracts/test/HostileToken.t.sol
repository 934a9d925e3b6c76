// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IEnergyMarket} from "../src/interfaces/IEnergyMarket.sol";
import {Cancel, Withdrawal} from "../src/types/Commands.sol";
import {Order} from "../src/types/Order.sol";
import {World} from "./World.sol";

/// @notice A token that calls back into the market, takes a fee, or returns false, as configured.
contract HostileToken is ERC20 {
    address private target;
    bytes private callback;
    uint256 private fee;
    bool private lies;
    bytes public answer;
    bool public entered;

    constructor() ERC20("Hostile", "H") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function attack(address target_, bytes calldata callback_) external {
        (target, callback) = (target_, callback_);
    }

    function misbehave(uint256 fee_, bool lies_) external {
        (fee, lies) = (fee_, lies_);
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        callBack();
        return lies ? false : super.transfer(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        callBack();
        if (lies) return false;
        super.transferFrom(from, to, amount);
        if (fee != 0) _burn(to, fee);
        return true;
    }

    function callBack() private {
        if (target == address(0)) return;
        (address victim, bytes memory data) = (target, callback);
        target = address(0);
        (entered, answer) = victim.call(data);
    }
}

contract HostileTokenTest is World {
    HostileToken private hostile;

    function setUp() public override {
        vm.warp(NOW);
        hostile = new HostileToken();
        deploy(hostile);
        (alice, bob, carol) = (household("alice"), household("bob"), household("carol"));
        enrol(alice);
        enrol(bob);
        enrol(carol);
        fund(bob.account, RICH);
    }

    function test_depositDoesNotReenter() public {
        hostile.attack(address(market), abi.encodeCall(market.deposit, (carol.account, 1)));
        fund(bob.account, 5);
        notEntered();
        assertEq(balanceOf(bob), RICH + 5, "credited once");
    }

    function test_withdrawDoesNotReenter() public {
        Withdrawal memory first = withdrawal(0);
        Withdrawal memory second = withdrawal(1);
        bytes memory again = abi.encodeCall(market.withdraw, (second, signed(second, bob.accountSecret)));
        hostile.attack(address(market), again);
        market.withdraw(first, signed(first, bob.accountSecret));
        notEntered();
        assertEq(token.balanceOf(carol.account), 100, "paid once");
        assertEq(balanceOf(bob), RICH - 100, "debited once");
    }

    function test_cancelFeeDoesNotReenter() public {
        Order memory offer = offerBy(bob);
        Cancel memory cancel = Cancel(bob.account, bob.meterKey, digest(offer), 0, 7, NOW);
        Withdrawal memory out = withdrawal(0);
        hostile.attack(address(market), abi.encodeCall(market.withdraw, (out, signed(out, bob.accountSecret))));
        market.cancelOrder(cancel, offer, signed(cancel, bob.meterSecret));
        notEntered();
    }

    /// @notice Opening a trade moves no tokens, so it may happen inside a transfer; the books still balance.
    function test_tradeInsideADepositStaysSolvent() public {
        (Order memory bid, Order memory offer) = terms();
        hostile.attack(address(market), openCall(bid, offer));
        fund(bob.account, 5);
        assertTrue(hostile.entered(), "opened");
        assertEq(uint256(balanceOf(bob)) + lockedOf(bob), token.balanceOf(address(market)), "solvent");
    }

    function test_feeOnTransferIsRefused() public {
        hostile.misbehave(1, false);
        hostile.mint(address(this), 100);
        token.approve(address(market), 100);
        bytes memory reason = abi.encodeWithSelector(IEnergyMarket.DepositInvalid.selector, bob.account, 100);
        refused(address(market), abi.encodeCall(market.deposit, (bob.account, 100)), reason);
    }

    function test_falseIsAFailure() public {
        hostile.misbehave(0, true);
        hostile.mint(address(this), 100);
        token.approve(address(market), 100);
        bytes memory reason = abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(token));
        refused(address(market), abi.encodeCall(market.deposit, (bob.account, 100)), reason);
        Withdrawal memory out = withdrawal(0);
        refused(address(market), abi.encodeCall(market.withdraw, (out, signed(out, bob.accountSecret))), reason);
        assertEq(balanceOf(bob), RICH, "nothing changed");
    }

    function notEntered() private view {
        assertTrue(!hostile.entered(), "refused");
        bytes4 selector = ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector;
        assertTrue(bytes4(hostile.answer()) == selector, "by the guard");
    }

    function withdrawal(uint64 nonce) private view returns (Withdrawal memory) {
        return Withdrawal(bob.account, address(token), carol.account, 100, 0, nonce, NOW);
    }
}
