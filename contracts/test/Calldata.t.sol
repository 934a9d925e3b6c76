// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEnergyMarket} from "../src/interfaces/IEnergyMarket.sol";
import {IEnergyMarketBatches} from "../src/interfaces/IEnergyMarketBatches.sol";
import {Cancel, Withdrawal} from "../src/types/Commands.sol";
import {Order} from "../src/types/Order.sol";
import {Role} from "../src/types/Receipt.sol";
import {Claiming, FinalPair, Opening} from "../src/types/Trade.sol";
import {World} from "./World.sol";

/// @notice No function accepts extra bytes or dirty padding: nobody can leave text on chain
/// here.
contract CalldataTest is World {
    function test_everyFunctionRefusesALongerCall() public {
        (Order memory bid, Order memory offer, bytes32 tradeId) = opened();
        bytes32[6][] memory many = new bytes32[6][](1);
        many[0] = packed(bid, offer);
        Cancel memory cancel = Cancel(bob.account, bob.meterKey, tradeId, 0, 0, NOW);
        Withdrawal memory withdrawal = Withdrawal(bob.account, address(token), address(1), 1, 0, 0, NOW);
        bytes[] memory calls = new bytes[](12);
        calls[0] = openCall(bid, offer);
        calls[1] = settleCall(pair(bid, offer, KWH, KWH));
        calls[2] = claimCall(claiming(bid, offer, Role.BUYER, KWH, true));
        calls[3] = abi.encodeCall(market.settleClaimed, (many[0]));
        calls[4] = abi.encodeCall(market.expire, (many[0]));
        calls[5] = abi.encodeCall(market.free, (many[0]));
        calls[6] = abi.encodeCall(market.deposit, (bob.account, 1));
        calls[7] = abi.encodeCall(market.depositFor, (bob.account, 1, NOW, 27, bytes32(0), bytes32(0)));
        calls[8] = abi.encodeCall(market.withdraw, (withdrawal, signed(withdrawal, bob.accountSecret)));
        calls[9] = abi.encodeCall(market.cancelOrder, (cancel, bid, signed(cancel, bob.meterSecret)));
        calls[10] = abi.encodeCall(market.cancelNonces, (cancel, signed(cancel, bob.meterSecret)));
        calls[11] = abi.encodeCall(market.setPaused, (true));
        for (uint256 index = 0; index < calls.length; ++index) {
            bytes4 selector = IEnergyMarket.CalldataLength.selector;
            bytes memory reason = abi.encodeWithSelector(selector, calls[index].length + 1, calls[index].length);
            refused(address(market), bytes.concat(calls[index], "!"), reason);
            // A call that is too short never reaches the function.
            bytes memory short = new bytes(calls[index].length - 1);
            for (uint256 here = 0; here < short.length; ++here) {
                short[here] = calls[index][here];
            }
            (bool done,) = address(market).call(short);
            assertTrue(!done, "shorter");
        }
    }

    function test_dirtyPaddingIsRefused() public {
        Order memory offer = offerBy(alice);
        Cancel memory cancel = Cancel(alice.account, alice.meterKey, digest(offer), 0, 0, NOW);
        bytes memory call = abi.encodeCall(market.cancelOrder, (cancel, offer, signed(cancel, alice.meterSecret)));
        // First bytes of `account`, of the order's side, of its `meterKey` and its `energy`.
        uint16[4] memory places = [4, 4 + 6 * 32, 4 + 8 * 32, 4 + 10 * 32];
        for (uint256 index = 0; index < places.length; ++index) {
            bytes memory dirty = bytes.concat(call);
            dirty[places[index]] = "!";
            (bool done, bytes memory reason) = address(market).call(dirty);
            assertTrue(!done && reason.length == 0, "refused by the decoder");
        }
        (bool clean,) = address(market).call(call);
        assertTrue(clean, "the clean call passes");
    }

    /// @notice Bytes after the packed fields would be unsigned: any submitter could write there.
    function test_paddingOfPackedWordsIsRefused() public {
        (Order memory bid, Order memory offer,) = opened();
        bytes memory reason = abi.encodeWithSelector(IEnergyMarket.MalformedStruct.selector);
        FinalPair memory item = pair(bid, offer, KWH, KWH);
        item.buyerReceipt |= bytes32(uint256(1));
        refused(address(market), settleCall(item), reason);
        item = pair(bid, offer, KWH, KWH);
        item.terms[5] |= bytes32(uint256(1) << 143);
        refused(address(market), settleCall(item), reason);
        Claiming memory claimed = claiming(bid, offer, Role.SELLER, KWH, true);
        claimed.receipt |= bytes32(uint256(1) << 23);
        refused(address(market), claimCall(claimed), reason);
        claimed = claiming(bid, offer, Role.SELLER, KWH, true);
        claimed.terms[5] |= bytes32(uint256(1));
        refused(address(market), claimCall(claimed), reason);
        refused(address(market), abi.encodeCall(market.expire, (claimed.terms)), reason);
    }

    function test_batchesTakeNeitherMoreBytesNorMoreItems() public {
        (Order memory bid, Order memory offer,) = opened();
        bytes[] memory calls = new bytes[](3);
        Opening[] memory openings = new Opening[](1);
        openings[0] = Opening(packed(bid, offer), signed(bid), signed(offer));
        calls[0] = abi.encodeCall(batches.openMany, (openings));
        FinalPair[] memory pairs = new FinalPair[](1);
        pairs[0] = pair(bid, offer, KWH, KWH);
        calls[1] = abi.encodeCall(batches.settleFinalMany, (pairs));
        Claiming[] memory claims = new Claiming[](1);
        claims[0] = claiming(bid, offer, Role.BUYER, KWH, true);
        calls[2] = abi.encodeCall(batches.claimMany, (claims));
        bytes4 selector = IEnergyMarket.CalldataLength.selector;
        for (uint256 index = 0; index < calls.length; ++index) {
            uint256 length = calls[index].length;
            bytes memory long = bytes.concat(calls[index], new bytes(32));
            refused(address(batches), long, abi.encodeWithSelector(selector, length + 32, length));
        }
        bytes32[6][] memory many = new bytes32[6][](101);
        bytes memory reason = abi.encodeWithSelector(IEnergyMarketBatches.BatchSize.selector, 101, 100);
        refused(address(batches), abi.encodeCall(batches.expireMany, (many)), reason);
    }

    /// @notice Whatever offset a batch claims for its array, only the plain encoding passes.
    function testFuzz_batchOffset(uint256 offset) public {
        (Order memory bid, Order memory offer) = terms();
        Opening[] memory items = new Opening[](2);
        items[0] = items[1] = Opening(packed(bid, offer), signed(bid), signed(offer));
        bytes memory data = abi.encodeCall(batches.openMany, (items));
        offset = offset % 2 == 0 ? offset : offset % data.length;
        assembly {
            mstore(add(data, 0x24), offset)
        }
        (bool done,) = address(batches).call(data);
        assertTrue(done == (offset == 32), "only here 32");
    }

    function test_noForbiddenOpcodes() public view {
        bytes memory code = address(market).code;
        noOpcode(code);
        noOpcode(address(registry).code);
        noOpcode(address(batches).code);
    }

    /// @dev ORIGIN, BLOCKHASH, PREVRANDAO, CALLCODE, DELEGATECALL, SELFDESTRUCT outside of push data.
    function noOpcode(bytes memory code) private pure {
        for (uint256 here = 0; here < code.length; ++here) {
            uint8 opcode = uint8(code[here]);
            bool bad = opcode == 0x32 || opcode == 0x40 || opcode == 0x44 || opcode == 0xf2 || opcode == 0xf4;
            assertTrue(!bad && opcode != 0xff, "forbidden opcode");
            if (opcode >= 0x60 && opcode <= 0x7f) here += opcode - 0x5f;
        }
    }
}
