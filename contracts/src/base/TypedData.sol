// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @notice The EIP-712 domain of Evlock: one market on one chain. The registry checks signatures in the market's
/// domain, so a participant signs in one domain only.
abstract contract TypedData {
    bytes32 private constant DOMAIN_TYPE_HASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant NAME_HASH = keccak256("Evlock");
    bytes32 private constant VERSION_HASH = keccak256("1");

    address private immutable DOMAIN_MARKET;
    uint256 private immutable CACHED_CHAIN_ID;
    bytes32 private immutable CACHED_SEPARATOR;

    constructor(address market) {
        DOMAIN_MARKET = market;
        CACHED_CHAIN_ID = block.chainid;
        CACHED_SEPARATOR = _buildSeparator(market);
    }

    /// @return The EIP-712 domain separator; another one after a fork of the chain, where old signatures are void.
    function domainSeparator() public view returns (bytes32) {
        return block.chainid == CACHED_CHAIN_ID ? CACHED_SEPARATOR : _buildSeparator(DOMAIN_MARKET);
    }

    function _digest(bytes32 structHash) internal view returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(domainSeparator(), structHash);
    }

    function _buildSeparator(address market) private view returns (bytes32) {
        return keccak256(abi.encode(DOMAIN_TYPE_HASH, NAME_HASH, VERSION_HASH, block.chainid, market));
    }
}
