// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @notice Settlement token of development networks, without value: 6 decimals, minted by its owner, ERC-2612 permit.
contract TestToken is ERC20, ERC20Permit, Ownable {
    /// @param owner The account that may mint.
    constructor(address owner) ERC20("Evlock Test Token", "TEST") ERC20Permit("Evlock Test Token") Ownable(owner) {}

    function decimals() public pure override returns (uint8) {
        return 6;
    }

    /// @notice Mints tokens; only the token's owner may.
    /// @param to The recipient.
    /// @param amount Micro-units.
    function mint(address to, uint256 amount) external onlyOwner {
        _mint(to, amount);
    }
}
