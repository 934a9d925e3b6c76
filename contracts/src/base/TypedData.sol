// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @notice The EIP-712 domain of Evlock: one market on one chain. The registry checks signatures in the market's
/// domain, so a participant signs in one domain only.
/// @dev If the chain id changes, for example by a fork: a command (`_digest`) is valid on the chain that it was signed
/// for. A trade keeps the chain id with which it was opened (`_tradeDigest`), so that it can be closed and its money
/// released; its receipts mean the same on every chain. New trades can no longer be opened.
abstract contract TypedData {
    bytes32 private constant DOMAIN_TYPE_HASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant NAME_HASH = keccak256("Evlock");
    bytes32 private constant VERSION_HASH = keccak256("1");

    address private immutable DOMAIN_MARKET;
    uint256 internal immutable FIRST_CHAIN_ID;
    bytes32 private immutable FIRST_SEPARATOR;

    constructor(address market) {
        DOMAIN_MARKET = market;
        FIRST_CHAIN_ID = block.chainid;
        FIRST_SEPARATOR = _buildSeparator(market);
    }

    /// @notice The EIP-712 domain separator that signatures of commands are bound to.
    /// @return The domain separator; it changes with the chain id.
    function domainSeparator() public view returns (bytes32) {
        return block.chainid == FIRST_CHAIN_ID ? FIRST_SEPARATOR : _buildSeparator(DOMAIN_MARKET);
    }

    function _digest(bytes32 structHash) internal view returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(domainSeparator(), structHash);
    }

    /// @return The digest of an order or a receipt.
    function _tradeDigest(bytes32 structHash) internal view returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(FIRST_SEPARATOR, structHash);
    }

    function _buildSeparator(address market) private view returns (bytes32) {
        return keccak256(abi.encode(DOMAIN_TYPE_HASH, NAME_HASH, VERSION_HASH, block.chainid, market));
    }
}
