/** The meter's own gas key: simulates a call at an RPC endpoint, then sends it, within a daily limit. */
import { createHash } from 'node:crypto';
import {
  addressOfKey,
  type Call,
  SignedSubmission,
  TransactionQueue,
  type TransactionResult,
  UnanimousReader,
} from '@evlock/chain';
import { readKeyFile } from '@evlock/files';
import { type Address, type Clock, type Deployment, EvlockError } from '@evlock/protocol';
import type { Log } from '../log.ts';
import { DailyGas, dayOf, type GasRecords } from '../store/gas-records.ts';
import type { Item, Submitter } from './submitter.ts';

export interface EndpointOptions {
  readonly endpoint: string;
  /** A private key in hex, 0600. */
  readonly keyFile: string;
  /** Maximum wei per UTC day. */
  readonly dailyGas: bigint;
  readonly deployment: Deployment;
  /** Seconds after a trade's end to wait for its final pair before sides are claimed. */
  readonly grace: number;
}

export interface EndpointModules {
  readonly records: GasRecords;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Attempts per UTC day at a call that the endpoint says reverted when mined. They start again each day: the endpoint may
 * have lied, or the reason may have passed.
 */
const TRIES_PER_DAY = 4;

export class EndpointSubmitter implements Submitter {
  readonly kind = 'endpoint';
  readonly name: string;
  readonly #options: EndpointOptions;
  readonly #modules: EndpointModules;

  constructor(options: EndpointOptions, modules: EndpointModules) {
    this.#options = options;
    this.#modules = modules;
    this.name = new URL(options.endpoint).host;
  }

  /**
   * Resolves when what the chain currently allows is final. Throws the contract's error, `GAS_BUDGET_SPENT`,
   * `SUBMITTER_EXHAUSTED`, `CHAIN_UNREACHABLE`, `PROFILE_INVALID` where the key file holds no key, `SECRET_EXPOSED`.
   */
  async bring(item: Item): Promise<string> {
    const { endpoint, keyFile, deployment, dailyGas, grace: graceSeconds } = this.#options;
    const { records, clock, log } = this.#modules;
    const connection = { endpoints: [endpoint], chainId: deployment.chainId };
    const budget = new DailyGas({ most: dailyGas }, { records, clock });
    const privateKey = await readKeyFile(keyFile, 'submitters.keyFile');
    const outbox = records.of(addressOfKey(privateKey));
    const queue = new TransactionQueue({ ...connection, privateKey }, { outbox, clock, log, budget });
    const reader = new UnanimousReader({ endpoints: [endpoint], deployment }, { clock });
    // Resumes what a killed process has sent.
    await queue.start();
    try {
      const submission = new SignedSubmission(
        { deployment, graceSeconds },
        { reader, submit: (call) => this.#submit(queue, call) },
      );
      const done = item.kind === 'trade' ? await submission.trade(item.trade) : await submission.cancel(item.cancel);
      if (done.result === 'refused') throw new EvlockError('CHAIN_REVERTED', { reason: done.why });
      return done.steps.length > 0 ? done.steps.map(({ call }) => call).join(', ') : done.result;
    } finally {
      await queue.stop();
    }
  }

  /**
   * What was signed before, perhaps as another endpoint advised, may have too little gas. If it reverts here, the call is signed
   * anew at once, with the gas that this endpoint estimates.
   */
  async #submit(queue: TransactionQueue, call: Call): Promise<TransactionResult> {
    const { records } = this.#modules;
    const key = await this.#freshKey(queue.address, call);
    const wasSigned = (await records.find(key))?.state === 'sent';
    try {
      return await queue.submit(key, call);
    } catch (error) {
      if (!wasSigned || (await records.find(key))?.state !== 'reverted') throw error;
      return await queue.submit(await this.#freshKey(queue.address, call), call);
    }
  }

  /** The same call is one transaction of an account, also after a restart, unless it reverted when mined. */
  async #freshKey(account: Address, { label, to, data }: Call): Promise<string> {
    const { records, clock } = this.#modules;
    const digest = createHash('sha256').update(`${to} ${data}`).digest('hex');
    const today = dayOf(clock.now());
    let last: string | undefined;
    for (let [attempt, triesToday] = [1, 0]; ; attempt++) {
      const key = `${label} ${digest} ${attempt}`;
      const entry = await records.find(key);
      // The queue then answers with the last one's failure.
      if (!entry) return last !== undefined && triesToday >= TRIES_PER_DAY ? last : key;
      if (entry.from !== account) continue;
      if (entry.state !== 'reverted') return key;
      if (records.reservedOn(key) === today) triesToday++;
      last = key;
    }
  }
}
