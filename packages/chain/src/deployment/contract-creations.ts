/** Creation data for each contract, and an upper bound on its gas. Pure. */
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
  /** Enrols meters in the registry. Never a gateway key. */
  readonly enroller: Address;
  readonly suspender: Address;
  /** Pauses and resumes the opening of trades. */
  readonly pauser: Address;
}

export interface MarketLimits {
  readonly minimumLot: Energy;
  /** Least energy of a trade that affects reputation. */
  readonly minimumReputationLot: Energy;
  /** Maximum fee a meter key may pay for a cancel, once a day. */
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

/** Any contract creation. */
const CREATION_GAS = 53_000;
/** Per non-zero data byte, and per two bytes of init code (EIP-3860, rounded up). */
const DATA_GAS = 17;
const CODE_GAS = 200;
/** Constructor: four roles with their events, and a few storage words. */
const CONSTRUCTOR_GAS = 160_000;

/**
 * Upper bound on a creation's gas. A node's estimate would not do: a later contract's creation can only be estimated once the
 * contracts it refers to exist.
 */
export const mostGasOf = (creation: Hex): number =>
  CREATION_GAS + CONSTRUCTOR_GAS + hexToBytes(creation).length * (DATA_GAS + CODE_GAS);
