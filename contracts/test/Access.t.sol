// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket} from "../src/interfaces/IEnergyMarket.sol";
import {IMeterRegistry} from "../src/interfaces/IMeterRegistry.sol";
import {Enrolment} from "../src/types/Enrolment.sol";
import {Signature} from "../src/types/Signature.sol";
import {Household, World} from "./World.sol";

/// @notice Who may call what. Anything not in this table is open to anyone, since signatures decide.
contract AccessTest is World {
    struct Row {
        address target;
        bytes call;
        bytes32 role;
        address holder;
    }

    function setUp() public override {
        super.setUp();
        vm.prank(SUSPENDER);
        registry.suspend(carol.meterKey);
    }

    function test_table() public {
        Row[] memory rows = table();
        address[6] memory callers = [ADMIN, ENROLLER, SUSPENDER, PAUSER, MALLORY, alice.account];
        for (uint256 index = 0; index < rows.length; ++index) {
            Row memory row = rows[index];
            // Both errors have the same name and so the same selector.
            bytes4 selector = IEnergyMarket.AccessDenied.selector;
            for (uint256 who = 0; who < callers.length; ++who) {
                if (callers[who] == row.holder) continue;
                bytes memory reason = abi.encodeWithSelector(selector, callers[who], row.role);
                refusedAs(callers[who], row.target, row.call, reason);
            }
            uint256 before = vm.snapshotState();
            vm.prank(row.holder);
            (bool done,) = row.target.call(row.call);
            assertTrue(done, "the holder may");
            vm.revertToState(before);
        }
    }

    function test_onlyTheAdminGivesRoles() public {
        bytes32 role = registry.ENROLLER_ROLE();
        bytes memory call = abi.encodeCall(registry.grantRole, (role, MALLORY));
        bytes memory reason = abi.encodeWithSelector(IMeterRegistry.AccessDenied.selector, MALLORY, bytes32(0));
        refusedAs(MALLORY, address(registry), call, reason);
        vm.prank(ADMIN);
        registry.grantRole(role, MALLORY);
        assertTrue(registry.hasRole(role, MALLORY), "given");
    }

    function test_marketNeedsItsRegistry() public {
        bytes memory arguments = abi.encode(token, registry, 1, 1, 1);
        // Any market but the predicted one.
        (bool done,) = address(this).call(abi.encodeCall(this.deployMarket, (arguments)));
        assertTrue(!done, "another market is refused");
    }

    function test_views() public view {
        assertEq(address(market.token()), address(token), "token");
        assertEq(address(market.registry()), address(registry), "registry");
        assertEq(registry.market(), address(market), "market");
        assertEq(registry.domainSeparator(), market.domainSeparator(), "one domain");
        assertEq(market.minimumLot(), MINIMUM_LOT, "minimum lot");
        assertEq(market.minimumReputationLot(), MINIMUM_REPUTATION_LOT, "minimum reputation lot");
        assertEq(market.meterKeyFeeCap(), METER_KEY_FEE_CAP, "fee cap");
        assertEq(address(batches.market()), address(market), "market of the batches");
        assertEq(market.PAUSER_ROLE(), registry.PAUSER_ROLE(), "one role");
    }

    function test_batchesNeedAMarket() public {
        bytes memory call = abi.encodeCall(this.deployBatches, (abi.encode(MALLORY)));
        (bool done,) = address(this).call(call);
        assertTrue(!done, "no code, no market: every item would succeed");
    }

    function deployBatches(bytes calldata arguments) external returns (address) {
        return vm.deployCode("out/EnergyMarketBatches.sol/EnergyMarketBatches.json", arguments);
    }

    function deployMarket(bytes calldata arguments) external returns (address) {
        return vm.deployCode("out/EnergyMarket.sol/EnergyMarket.json", arguments);
    }

    function table() private view returns (Row[] memory rows) {
        rows = new Row[](4);
        Household memory dave = household("dave");
        Enrolment memory enrolment = enrolmentOf(dave);
        Signature memory byAccount = signed(enrolment, dave.accountSecret);
        bytes memory call = abi.encodeCall(registry.enrol, (enrolment, byAccount, signed(enrolment, dave.meterSecret)));
        rows[0] = Row(address(registry), call, registry.ENROLLER_ROLE(), ENROLLER);
        call = abi.encodeCall(registry.suspend, (bob.meterKey));
        rows[1] = Row(address(registry), call, registry.SUSPENDER_ROLE(), SUSPENDER);
        call = abi.encodeCall(registry.resume, (carol.meterKey));
        rows[2] = Row(address(registry), call, registry.SUSPENDER_ROLE(), SUSPENDER);
        call = abi.encodeCall(market.setPaused, (true));
        rows[3] = Row(address(market), call, market.PAUSER_ROLE(), PAUSER);
    }
}
