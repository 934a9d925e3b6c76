/** What is sent to create each contract, and the gas that it takes at most. Pure. */
import type { Address, Energy, Hex, Money } from '@evlock/protocol';
import { encodeDeployData, hexToBytes } from 'viem';
import { batchesAbi, marketAbi, registryAbi, tokenAbi } from '../contracts/abi.ts';
import {
  energyMarketBatchesBytecode,
  energyMarketBytecode,
  meterRegistryBytecode,
  testTokenBytecode,
} from '../contracts/generated/index.ts';

export interface Roles {
  /** Grants and revokes the other roles; owner of the test token. */
  readonly admin: Address;
  /** Admits meters to the registry. Never a key of the gateway. */
  readonly enroller: Address;
  readonly suspender: Address;
  /** Pauses and resumes the opening of trades. */
  readonly pauser: Address;
}

export interface MarketLimits {
  readonly minimumLot: Energy;
  /** Least energy of a trade that moves reputation. */
  readonly minimumReputationLot: Energy;
  /** Most that a meter key can pay for a cancel, once a day. */
  readonly meterKeyFeeCap: Money;
}

export const creationOfToken = ({ admin }: Roles): Hex =>
  encodeDeployData({ abi: tokenAbi, bytecode: testTokenBytecode, args: [admin] });

export const creationOfRegistry = (market: Address, { admin, enroller, suspender, pauser }: Roles): Hex =>
  encodeDeployData({
    abi: registryAbi,
    bytecode: meterRegistryBytecode,
    args: [market, admin, enroller, suspender, pauser],
  });

export const creationOfMarket = (token: Address, registry: Address, limits: MarketLimits): Hex =>
  encodeDeployData({
    abi: marketAbi,
    bytecode: energyMarketBytecode,
    args: [token, registry, limits.minimumLot, limits.minimumReputationLot, limits.meterKeyFeeCap],
  });

export const creationOfBatches = (market: Address): Hex =>
  encodeDeployData({ abi: batchesAbi, bytecode: energyMarketBatchesBytecode, args: [market] });

/** Of any transaction that creates a contract. */
const CREATION_GAS = 53_000;
/** For each byte of data that is not zero, and for two bytes of code that is run once (EIP-3860, rounded up). */
const DATA_GAS = 17;
const CODE_GAS = 200;
/** Of a constructor: four roles with their events, and a handful of storage words. */
const CONSTRUCTOR_GAS = 160_000;

/**
 * Gas that a creation takes at most. An estimate of a node would not do: what a later contract is given must be on the chain
 * before its creation can be estimated.
 */
export const mostGasOf = (creation: Hex): number =>
  CREATION_GAS + CONSTRUCTOR_GAS + hexToBytes(creation).length * (DATA_GAS + CODE_GAS);
