// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IEnergyMarket, WithdrawalFault} from "../src/interfaces/IEnergyMarket.sol";
import {TestToken} from "../src/TestToken.sol";
import {Withdrawal} from "../src/types/Commands.sol";
import {Signature} from "../src/types/Signature.sol";
import {Household, World} from "./World.sol";

/// @notice Like wrapped native tokens: no permit, and a fallback that succeeds on every call.
contract PhantomToken is ERC20 {
    constructor() ERC20("Phantom", "P") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    fallback() external {}
}

contract AccountsTest is World {
    address private constant BANK = address(0xBA2C);
    bytes32 private constant PERMIT =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    // --- deposit

    function test_deposit() public {
        TestToken(address(token)).mint(address(this), 5);
        token.approve(address(market), 5);
        vm.expectEmit(address(market));
        emit IEnergyMarket.Deposited(carol.account, address(this), 5);
        market.deposit(carol.account, 5);
        assertEq(balanceOf(carol), 5, "balance");
        assertEq(token.balanceOf(address(market)), 2 * uint256(RICH) + 5, "tokens held");
    }

    function test_depositInvalid() public {
        bytes4 selector = IEnergyMarket.DepositInvalid.selector;
        bytes memory reason = abi.encodeWithSelector(selector, bob.account, 0);
        refused(address(market), abi.encodeCall(market.deposit, (bob.account, 0)), reason);
        TestToken(address(token)).mint(address(this), 7);
        token.approve(address(market), 7);
        reason = abi.encodeWithSelector(IEnergyMarket.AccountUnknown.selector, address(0));
        refused(address(market), abi.encodeCall(market.deposit, (address(0), 7)), reason);
    }

    function test_depositsStayBelowUint96() public {
        uint128 most = type(uint96).max - 2 * RICH;
        fund(carol.account, most);
        TestToken(address(token)).mint(address(this), 1);
        token.approve(address(market), 1);
        bytes memory reason = abi.encodeWithSelector(IEnergyMarket.DepositInvalid.selector, carol.account, 1);
        refused(address(market), abi.encodeCall(market.deposit, (carol.account, 1)), reason);
    }

    function test_depositForByPermit() public {
        TestToken(address(token)).mint(carol.account, 1000);
        bytes memory call = permitted(600, NOW);
        vm.prank(MALLORY);
        (bool done,) = address(market).call(call);
        assertTrue(done, "anyone may send it");
        assertEq(balanceOf(carol), 600, "credited to its owner only");
        assertEq(token.balanceOf(carol.account), 400, "exactly the amount");
        refused(
            address(market), call, abi.encodeWithSelector(IEnergyMarket.DepositInvalid.selector, carol.account, 600)
        );
    }

    function test_depositForAfterSomebodyUsedThePermit() public {
        TestToken(address(token)).mint(carol.account, 600);
        (bytes memory call, uint8 v, Signature memory signature) = permit(600, NOW);
        bytes32 s = signature.vs & bytes32(uint256(type(int256).max));
        TestToken(address(token)).permit(carol.account, address(market), 600, NOW, v, signature.r, s);
        (bool done,) = address(market).call(call);
        assertTrue(done, "not stopped by a front-runner");
        assertEq(balanceOf(carol), 600, "deposited");
    }

    /// @notice An allowance for something else is not spent, whatever its amount and accompanying permit.
    function test_depositForNeedsThePermit() public {
        TestToken(address(token)).mint(carol.account, 600);
        bytes memory reason = abi.encodeWithSelector(IEnergyMarket.DepositInvalid.selector, carol.account, 600);
        vm.prank(carol.account);
        token.approve(address(market), 600);
        bytes memory call =
            abi.encodeCall(market.depositFor, (carol.account, 600, NOW, 27, bytes32(uint256(1)), bytes32(uint256(1))));
        refused(address(market), call, reason);
        call = permitted(600, NOW - 1);
        refused(address(market), call, reason);
    }

    /// @notice A permit deposits once, even if its owner approves the same amount again for something else.
    function test_aUsedPermitMovesNothing() public {
        TestToken(address(token)).mint(carol.account, 1200);
        bytes memory call = permitted(600, NOW);
        (bool done,) = address(market).call(call);
        assertTrue(done, "once");
        vm.prank(carol.account);
        token.approve(address(market), 600);
        bytes memory reason = abi.encodeWithSelector(IEnergyMarket.DepositInvalid.selector, carol.account, 600);
        refused(address(market), call, reason);
        assertEq(token.balanceOf(carol.account), 600, "not twice");
    }

    /// @notice A token that returns nothing from every call has no permits.
    function test_aTokenWithoutPermits() public {
        PhantomToken phantom = new PhantomToken();
        deploy(phantom);
        enrol(carol);
        phantom.mint(carol.account, 600);
        vm.prank(carol.account);
        phantom.approve(address(market), 600);
        bytes memory call =
            abi.encodeCall(market.depositFor, (carol.account, 600, NOW, 27, bytes32(uint256(1)), bytes32(uint256(1))));
        (bool done,) = address(market).call(call);
        assertTrue(!done && token.balanceOf(carol.account) == 600, "nothing moved");
    }

    /// @notice Deposits only reach accounts whose key has signed: anywhere else they could be stuck forever.
    function test_depositsForKnownAccountsOnly() public {
        Household memory dave = household("dave");
        TestToken(address(token)).mint(address(this), 7);
        token.approve(address(market), 7);
        bytes memory reason = abi.encodeWithSelector(IEnergyMarket.AccountUnknown.selector, dave.account);
        refused(address(market), abi.encodeCall(market.deposit, (dave.account, 7)), reason);
        enrol(dave);
        vm.prank(SUSPENDER);
        registry.suspend(dave.meterKey);
        market.deposit(dave.account, 7);
        assertEq(balanceOf(dave), 7, "known, whatever its meter's state");

        // A treasury's allowance, given without a permit, is not touched.
        TestToken(address(token)).mint(BANK, 5000);
        vm.prank(BANK);
        token.approve(address(market), 5000);
        (bool done,) = address(market)
            .call(abi.encodeCall(market.depositFor, (BANK, 5000, NOW, 27, bytes32(uint256(1)), bytes32(uint256(1)))));
        assertTrue(!done && token.balanceOf(BANK) == 5000, "not moved");
    }

    // --- withdraw

    function test_withdraw() public {
        Withdrawal memory order = withdrawal();
        order.submitterFee = 30;
        Signature memory signature = signed(order, bob.accountSecret);
        vm.expectEmit(address(market));
        emit IEnergyMarket.Withdrawn(bob.account, BANK, 1000);
        vm.expectEmit(address(market));
        emit IEnergyMarket.SubmitterPaid(bob.account, MALLORY, 30);
        vm.prank(MALLORY);
        market.withdraw(order, signature);
        assertEq(token.balanceOf(BANK), 1000, "paid out");
        assertEq(token.balanceOf(MALLORY), 30, "the submitter's fee");
        assertEq(balanceOf(bob), RICH - 1030, "balance");
        assertEq(market.nonces(bob.account), 1, "nonce");
        refuses(order, bob.accountSecret, fault(WithdrawalFault.NONCE));
    }

    function test_withdrawalInvalid() public {
        Withdrawal memory order = withdrawal();
        order.token = address(this);
        refuses(order, bob.accountSecret, fault(WithdrawalFault.TOKEN));
        order = withdrawal();
        order.to = address(0);
        refuses(order, bob.accountSecret, fault(WithdrawalFault.RECIPIENT));
        order.to = address(market);
        refuses(order, bob.accountSecret, fault(WithdrawalFault.RECIPIENT));
        order = withdrawal();
        order.amount = 0;
        refuses(order, bob.accountSecret, fault(WithdrawalFault.AMOUNT));
        order = withdrawal();
        order.nonce = 1;
        refuses(order, bob.accountSecret, fault(WithdrawalFault.NONCE));
        order = withdrawal();
        order.deadline = NOW - 1;
        refuses(order, bob.accountSecret, fault(WithdrawalFault.DEADLINE));
    }

    function test_onlyTheAccountKey() public {
        bytes memory reason = abi.encodeWithSelector(IEnergyMarket.InvalidSignature.selector, bob.account);
        refuses(withdrawal(), bob.meterSecret, reason);
        refuses(withdrawal(), alice.accountSecret, reason);
    }

    function test_onlyFreeBalance() public {
        opened();
        Withdrawal memory order = withdrawal();
        order.amount = RICH - 120_000;
        order.submitterFee = 1;
        bytes4 selector = IEnergyMarket.InsufficientBalance.selector;
        refuses(order, bob.accountSecret, abi.encodeWithSelector(selector, bob.account, 0, 1));
        order.amount += 1;
        order.submitterFee = 0;
        bytes memory reason = abi.encodeWithSelector(selector, bob.account, RICH - 120_000, RICH - 120_000 + 1);
        refuses(order, bob.accountSecret, reason);
        order.amount -= 1;
        market.withdraw(order, signed(order, bob.accountSecret));
        assertEq(balanceOf(bob), 0, "all that was free");
        assertEq(lockedOf(bob), 120_000, "the lock stays");
    }

    function test_pauseStopsNoWithdrawal() public {
        vm.prank(PAUSER);
        market.setPaused(true);
        market.withdraw(withdrawal(), signed(withdrawal(), bob.accountSecret));
    }

    function testFuzz_depositAndWithdraw(uint128 amount, uint128 out) public {
        amount = uint128(bound(amount, 1, type(uint96).max - 2 * RICH));
        out = uint128(bound(out, 1, amount));
        fund(carol.account, amount);
        Withdrawal memory order = Withdrawal(carol.account, address(token), BANK, out, 0, 0, NOW);
        market.withdraw(order, signed(order, carol.accountSecret));
        assertEq(balanceOf(carol), amount - out, "the rest");
        assertEq(token.balanceOf(BANK), out, "paid out");
    }

    function withdrawal() private view returns (Withdrawal memory) {
        return Withdrawal(bob.account, address(token), BANK, 1000, 0, 0, NOW);
    }

    function refuses(Withdrawal memory order, uint256 secret, bytes memory reason) private {
        refused(address(market), abi.encodeCall(market.withdraw, (order, signed(order, secret))), reason);
    }

    function fault(WithdrawalFault what) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IEnergyMarket.WithdrawalInvalid.selector, what);
    }

    function permitted(uint128 amount, uint256 deadline) private view returns (bytes memory call) {
        (call,,) = permit(amount, deadline);
    }

    function permit(uint128 amount, uint256 deadline)
        private
        view
        returns (bytes memory call, uint8 v, Signature memory signature)
    {
        uint256 nonce = TestToken(address(token)).nonces(carol.account);
        bytes32 structHash = keccak256(abi.encode(PERMIT, carol.account, address(market), amount, nonce, deadline));
        bytes32 separator = TestToken(address(token)).DOMAIN_SEPARATOR();
        signature = sign(carol.accountSecret, keccak256(abi.encodePacked(hex"1901", separator, structHash)));
        v = uint256(signature.vs) >> 255 == 0 ? 27 : 28;
        bytes32 s = signature.vs & bytes32(uint256(type(int256).max));
        call = abi.encodeCall(market.depositFor, (carol.account, amount, deadline, v, signature.r, s));
    }
}
