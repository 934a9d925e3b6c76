/** A deployment's contract views of accounts, meters and terms, as agreed by the endpoints that answer. */
import {
  type Address,
  type Bytes32,
  type Deployment,
  energy,
  type Money,
  money,
  SENSOR_CLASSES,
  timestamp,
} from '@evlock/protocol';
import { type AbiEvent, getAbiItem } from 'viem';
import { marketAbi, registryAbi, tokenAbi } from '../contracts/abi.ts';
import { lowerCase } from '../contracts/decode-event.ts';
import type { AccountOnChain, MarketTerms, MeterOnChain, PendingReplacement } from '../contracts/on-chain.ts';
import type { AgreedAnswers } from '../endpoints/agreed-answers.ts';
import { findEvents, readView } from '../endpoints/endpoint-reads.ts';
import type { EndpointSet } from '../endpoints/endpoint-set.ts';
import { notKnown, proven, verdictOf } from '../endpoints/proof.ts';

const METER_STATUSES = ['none', 'standby', 'active', 'replaced'] as const;
const ZERO_ADDRESS = `0x${'0'.repeat(40)}`;

const enrolledEvent = getAbiItem({ abi: registryAbi, name: 'Enrolled' }) as AbiEvent;

/**
 * Every method throws `CHAIN_UNREACHABLE` when no endpoint answers, `CHAIN_DISAGREES` when two contradict each other about one
 * block, `CHAIN_WRONG_NETWORK` when one is on another chain. Numbers are range-checked as they are read, so that one out of range
 * counts as no answer.
 */
export class ContractViews {
  readonly #deployment: Deployment;
  readonly #endpoints: EndpointSet;
  readonly #agreed: AgreedAnswers;
  /** A device only ever enrols one key. */
  readonly #deviceIdHashes = new Map<Address, Bytes32>();

  constructor(deployment: Deployment, endpoints: EndpointSet, agreed: AgreedAnswers) {
    this.#deployment = deployment;
    this.#endpoints = endpoints;
    this.#agreed = agreed;
  }

  async account(owner: Address): Promise<AccountOnChain> {
    const market = { ...this.#market, args: [owner] } as const;
    return await this.#agreed.view('account', async (client) => {
      const [[balance, locked, reputation], withdrawalNonce] = await Promise.all([
        readView(client, { ...market, functionName: 'account' }),
        readView(client, { ...market, functionName: 'nonces' }),
      ]);
      return { balance: money(balance), locked: money(locked), reputation, withdrawalNonce };
    });
  }

  /** `undefined` for a key that was never enrolled. */
  async meter(meterKey: Address): Promise<MeterOnChain | undefined> {
    const registry = { ...this.#registry, args: [meterKey] } as const;
    const [record, { active }] = await this.#agreed.view('meter', (client) =>
      Promise.all([
        readView(client, { ...registry, functionName: 'meter' }),
        readView(client, { ...registry, functionName: 'admission' }),
      ]),
    );
    const status = METER_STATUSES[record.status] ?? 'none';
    if (status === 'none') return undefined;
    const { suspended } = record;
    const sensorClass = SENSOR_CLASSES[record.sensorClass] ?? 'normal-world';
    const deviceIdHash = await this.#deviceIdHash(meterKey);
    return { account: lowerCase(record.account), active, status, suspended, sensorClass, deviceIdHash };
  }

  /** The account's active meter key. */
  async meterOfAccount(owner: Address): Promise<Address | undefined> {
    const meterKey = await this.#agreed.view('meter of an account', (client) =>
      readView(client, { ...this.#registry, functionName: 'meterOfAccount', args: [owner] }),
    );
    return meterKey === ZERO_ADDRESS ? undefined : lowerCase(meterKey);
  }

  /** Whether the account ever had a meter enrolled: otherwise the market accepts no deposit for it. */
  isKnown(owner: Address): Promise<boolean> {
    return this.#agreed.view('known account', (client) =>
      readView(client, { ...this.#registry, functionName: 'isKnown', args: [owner] }),
    );
  }

  /** The requested replacement of a meter key; `undefined` if none was requested or it is finished. */
  async pendingReplacement(oldMeterKey: Address): Promise<PendingReplacement | undefined> {
    const registry = { ...this.#registry, args: [oldMeterKey] } as const;
    return await this.#agreed.view('replacement', async (client) => {
      const [{ replacedFrom, status }, newMeterKey] = await Promise.all([
        readView(client, { ...registry, functionName: 'meter' }),
        readView(client, { ...registry, functionName: 'replacement' }),
      ]);
      if (replacedFrom === 0 || METER_STATUSES[status] === 'replaced') return undefined;
      return { newMeterKey: lowerCase(newMeterKey), effectiveFrom: timestamp(replacedFrom) };
    });
  }

  /** The nonce this account's next `Enrolment` or `Replace` must have. */
  registryNonce(owner: Address): Promise<bigint> {
    return this.#agreed.view('registry nonce', (client) =>
      readView(client, { ...this.#registry, functionName: 'nonces', args: [owner] }),
    );
  }

  async marketTerms(): Promise<MarketTerms> {
    const market = { ...this.#market, args: [] } as const;
    const token = { ...this.#token, args: [] } as const;
    return await this.#agreed.view('market terms', async (client) => ({
      minimumLot: energy(await readView(client, { ...market, functionName: 'minimumLot' })),
      minimumReputationLot: energy(await readView(client, { ...market, functionName: 'minimumReputationLot' })),
      meterKeyFeeCap: money(await readView(client, { ...market, functionName: 'meterKeyFeeCap' })),
      paused: await readView(client, { ...market, functionName: 'paused' }),
      tokenSymbol: await readView(client, { ...token, functionName: 'symbol' }),
      tokenDecimals: await readView(client, { ...token, functionName: 'decimals' }),
    }));
  }

  /** Settlement tokens held outside the market. */
  async tokenBalance(owner: Address): Promise<Money> {
    return await this.#agreed.view('token balance', async (client) =>
      money(await readView(client, { ...this.#token, functionName: 'balanceOf', args: [owner] })),
    );
  }

  async #deviceIdHash(meterKey: Address): Promise<Bytes32> {
    const known = this.#deviceIdHashes.get(meterKey);
    if (known !== undefined) return known;
    const only = { event: enrolledEvent, args: { meterKey } };
    const replies = await this.#endpoints.everyAnswer(async ({ endpoint, block }) => {
      const filter = { fromBlock: this.#deployment.block, toBlock: block.number, only };
      // One query over all blocks: both topics are indexed, and a meter is enrolled only once.
      const [event] = await findEvents(endpoint, this.#deployment, filter, Number.MAX_SAFE_INTEGER);
      if (event?.name === 'Enrolled' && event.meterKey === meterKey.toLowerCase()) return event.deviceIdHash;
      throw notKnown(endpoint, 'enrolment');
    });
    const hash = proven(verdictOf(replies, 'enrolment'));
    // An answer from one endpoint alone is asked for again.
    const isSure = replies.filter((one) => 'value' in one).length === this.#endpoints.all.length;
    if (isSure) this.#deviceIdHashes.set(meterKey, hash);
    return hash;
  }

  get #market() {
    return { address: this.#deployment.market, abi: marketAbi } as const;
  }

  get #registry() {
    return { address: this.#deployment.registry, abi: registryAbi } as const;
  }

  get #token() {
    return { address: this.#deployment.token, abi: tokenAbi } as const;
  }
}
