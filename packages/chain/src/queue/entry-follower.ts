/** Follows a queue's open entries on chain: sends, resends, replaces and re-signs each until it is final. */
import { type Clock, type ErrorCode, EvlockError, timestamp } from '@evlock/protocol';
import type { TransactionReceipt } from 'viem';
import { type Fees, mostSpent, replacementFees } from '../accounts/fees.ts';
import { type Attempt, feesOf, type Signer } from '../accounts/signer.ts';
import { broadcast, type Refusal } from '../endpoints/broadcast.ts';
import type { EndpointSet } from '../endpoints/endpoint-set.ts';
import type { Network } from '../endpoints/networks.ts';
import type { RefusalKind } from '../endpoints/send-refusal.ts';
import type { Log } from '../log.ts';
import type { LiveEntry } from './live-entry.ts';
import { NonceHole, SURE_AFTER_LOOKS } from './nonce-hole.ts';
import type { Nonces } from './nonces.ts';
import type { Outbox, OutboxEntry } from './outbox.ts';
import type { GasBudget } from './queue-options.ts';
import type { SenderReads, Standing } from './sender-reads.ts';

/** Caps how far one entry's fee can climb: 1.125^9 ≈ 2.9 times. */
const MOST_ATTEMPTS = 10;
/** Between identical log lines about one transaction. */
const BOUND_LOGGED_AGAIN_MILLISECONDS = 600_000;
/** Blocks that must pass a transaction by before its fee is raised: on a halted chain no fee helps. */
const PASSED_BY_BLOCKS = 3;

export interface FollowerOptions {
  /** Milliseconds, as in `QueueOptions`. */
  readonly stuckAfter: number;
  readonly resendAfter: number;
}

/** All supplied by the queue. */
export interface FollowerModules {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly log: Log;
  readonly budget?: GasBudget;
  readonly network: Network;
  readonly endpoints: EndpointSet;
  readonly reads: SenderReads;
  readonly signer: Signer;
  readonly nonces: Nonces;
  /** Open entries by key. */
  readonly live: Map<string, LiveEntry>;
}

export class EntryFollower {
  readonly #options: FollowerOptions;
  readonly #modules: FollowerModules;
  readonly #hole: NonceHole;

  constructor(options: FollowerOptions, modules: FollowerModules) {
    this.#options = options;
    this.#modules = modules;
    this.#hole = new NonceHole({ ...modules, renumberFrom: (from) => this.#renumberFrom(from) });
  }

  /** Sends the newest attempt; if every endpoint refuses it, logs that and retries on a later round. */
  async send(live: LiveEntry): Promise<void> {
    const { key, label, nonce } = live.entry;
    const { raw, transaction } = newest(live.entry);
    live.sentAt = this.#now();
    const refusals = await broadcast(this.#modules.endpoints.all, raw);
    if (refusals.length === 0) {
      this.#modules.log.debug({ key, label, nonce, transaction }, 'transaction sent');
      return;
    }
    const why = refusals.map(({ endpoint, reason }) => `${endpoint}: ${reason}`).join('; ');
    this.#modules.log.warn({ key, label, nonce, why }, 'transaction not accepted');
    await this.#refused(live, refusals, why);
  }

  async #refused(live: LiveEntry, refusals: readonly Refusal[], why: string): Promise<void> {
    const { key, label } = live.entry;
    const some = (kind: RefusalKind): boolean => refusals.some((refusal) => refusal.kind === kind);
    if (some('insufficient-funds'))
      live.fail(new EvlockError('SUBMITTER_EXHAUSTED', { key, label, account: this.#modules.signer.address }));
    if (some('underpriced')) live.underpriced = true;
    // No endpoint that answered will ever accept it, so its nonce must not block the rest.
    if (refusals.every(({ kind }) => kind === 'invalid')) {
      await this.#endRefused(live, new EvlockError('SUBMISSION_FAILED', { key, label, reason: why }));
    }
  }

  /** Checks the chain once and does what is due for every open entry. */
  async look(): Promise<void> {
    const entries = [...this.#modules.live.values()];
    const standing = await this.#modules.reads.standing();
    const { head, used } = standing;
    await Promise.all(
      entries.map((live) =>
        live.entry.nonce < used ? this.#lookMined(live, head) : this.#lookUnmined(live, standing),
      ),
    );
    await this.#hole.fill(standing);
  }

  /** The nonce is used on chain: by one of our attempts, or by someone else with this key. */
  async #lookMined(live: LiveEntry, head: number): Promise<void> {
    const safeFrom = (block: number): boolean => block + this.#modules.network.losableBlocks <= head;
    if (live.entry.result && !safeFrom(live.entry.result.block)) return;
    live.lost = 0;
    const mined = await this.#modules.reads.mined(live.entry);
    if (mined === undefined) return await this.#lookForTaker(live, head);
    live.missing = 0;
    const { receipt, skipped } = mined;
    const block = Number(receipt.blockNumber);
    if (receipt.status === 'reverted') return await this.#endReverted(live, receipt);
    const safe = safeFrom(block);
    const time = await this.#modules.reads.timeOf(block);
    const transaction = receipt.transactionHash;
    const gas = Number(receipt.gasUsed);
    const result = { transaction, block, time: timestamp(time), gas, ...(skipped && { skipped }) };
    await this.#update(live, { state: safe ? 'done' : 'included', result });
    if (safe) this.#modules.live.delete(live.entry.key);
    live.succeed(result);
  }

  /**
   * The nonce is used but none of our receipts is shown. Absence at an endpoint proves nothing, and signing the call again could
   * execute it twice: only the transaction that used the nonce proves that ours did not.
   */
  async #lookForTaker(live: LiveEntry, head: number): Promise<void> {
    live.missing++;
    if (live.missing < SURE_AFTER_LOOKS) return;
    const { key, label, nonce, attempts } = live.entry;
    if (live.missing === SURE_AFTER_LOOKS) {
      this.#modules.log.warn(
        { key, label, nonce, block: head },
        'nonce used, but no endpoint shows by which transaction',
      );
    }
    const found = await this.#modules.reads.takerOf(nonce, live.searched ?? head);
    if (!('taker' in found)) {
      // Found nowhere: an endpoint did not show all its blocks.
      live.searched = found.searched > 0 ? found.searched - 1 : undefined;
    } else if (!attempts.some(({ transaction }) => transaction === found.taker)) await this.#renumber(live);
  }

  /** Not on chain (any more): resend, or replace once blocks pass it by at the head of the line. */
  async #lookUnmined(live: LiveEntry, { head, used }: Standing): Promise<void> {
    const now = this.#now();
    const { key, label, nonce, attempts } = live.entry;
    live.missing = 0;
    live.waitsFrom ??= head;
    if (live.entry.state === 'included') {
      // A single read may come from an endpoint that is behind.
      if (++live.lost < SURE_AFTER_LOOKS) return;
      this.#modules.log.warn({ key, label, nonce }, 'the chain dropped a transaction; resending it');
      await this.#update(live, { state: 'sent', result: null });
      live.sentAt = undefined;
      this.#restartWait(live);
    }
    const passedBy = head - live.waitsFrom;
    const stuck = nonce === used && now - live.waitsSince >= this.#options.stuckAfter && passedBy >= PASSED_BY_BLOCKS;
    // Base fees change only with blocks.
    const tooLow = live.underpriced && passedBy > 0;
    if ((stuck || tooLow) && attempts.length < MOST_ATTEMPTS) return await this.#replace(live);
    await this.#resend(live);
  }

  /** Resends what is signed when due: a restarted node forgets its pool. */
  async #resend(live: LiveEntry): Promise<void> {
    if (live.sentAt === undefined || this.#now() - live.sentAt >= this.#options.resendAfter) await this.send(live);
  }

  async #replace(live: LiveEntry): Promise<void> {
    // Mined by an endpoint's receipt, though not yet by the nonces reported.
    if (await this.#modules.reads.mined(live.entry)) return;
    const fees = replacementFees(feesOf(newest(live.entry)), await this.#modules.reads.fees());
    if (!this.#isWithinBudget(live.entry.key, live, fees)) return await this.#resend(live);
    await this.#addAttempt(live, live.entry.nonce, fees);
    const { key, label, nonce, attempts } = live.entry;
    this.#modules.log.info({ key, label, nonce, attempt: attempts.length }, 'transaction replaced with a higher fee');
  }

  /** A refusal only stops fee increases: what was sent stays. */
  #isWithinBudget(key: string, live: LiveEntry, fees: Fees): boolean {
    try {
      this.#modules.budget?.reserve(key, mostSpent(live.entry.gasLimit, fees));
      live.bound = undefined;
      return true;
    } catch (error) {
      this.#logBound(live, key, EvlockError.from(error).code);
      return false;
    }
  }

  /** Logged once, then on a new reason or after a while: it is retried every round. */
  #logBound(live: LiveEntry, key: string, code: ErrorCode): void {
    const now = this.#now();
    if (live.bound?.code === code && now - live.bound.loggedAt < BOUND_LOGGED_AGAIN_MILLISECONDS) return;
    live.bound = { code, loggedAt: now };
    this.#modules.log.warn({ key, code }, "not raising a transaction's fee");
  }

  /**
   * Another transaction spent the old nonce, so no old attempt can ever be mined: the call gets a new one. If an endpoint made
   * that up, the old attempt may still be paid for: it keeps counting against the budget.
   */
  async #renumber(live: LiveEntry): Promise<void> {
    const { key, label, nonce } = live.entry;
    if (!this.#isWithinBudget(`${key} at ${nonce}`, live, feesOf(newest(live.entry)))) return;
    this.#modules.log.warn({ key, label, nonce }, 'another transaction used the nonce; signing again');
    await this.#modules.nonces.inTurn(async () => {
      this.#modules.nonces.next = Math.max(this.#modules.nonces.next, await this.#modules.reads.nextNonce());
      await this.#addAttempt(live, this.#modules.nonces.next, feesOf(newest(live.entry)));
      this.#modules.nonces.next++;
    });
  }

  /** No attempt can be mined before the account reaches its nonce: in order, each gets the next free one. */
  async #renumberFrom(from: number): Promise<void> {
    const { live, nonces } = this.#modules;
    await nonces.inTurn(async () => {
      nonces.next = from;
      for (const one of [...live.values()].sort((left, right) => left.entry.nonce - right.entry.nonce)) {
        await this.#addAttempt(one, nonces.next, feesOf(newest(one.entry)));
        nonces.next++;
      }
    });
  }

  async #addAttempt(live: LiveEntry, nonce: number, fees: Fees): Promise<void> {
    const attempt = await this.#modules.signer.sign({ ...live.entry, nonce }, fees);
    await this.#update(live, { nonce, attempts: [...live.entry.attempts, attempt] });
    live.missing = 0;
    live.searched = undefined;
    live.underpriced = false;
    this.#restartWait(live);
    await this.send(live);
  }

  #restartWait(live: LiveEntry): void {
    live.lost = 0;
    live.waitsSince = this.#now();
    live.waitsFrom = undefined;
  }

  async #endReverted(live: LiveEntry, receipt: TransactionReceipt): Promise<void> {
    await this.#endRefused(live, await this.#modules.reads.whyReverted(live.entry, receipt));
  }

  async #endRefused(live: LiveEntry, error: EvlockError): Promise<void> {
    await this.#update(live, { state: 'reverted', error: error.toJSON() });
    this.#modules.live.delete(live.entry.key);
    live.fail(error);
  }

  async #update(live: LiveEntry, change: Partial<OutboxEntry>): Promise<void> {
    const entry = { ...live.entry, ...change };
    await this.#modules.outbox.update(entry);
    live.entry = entry;
  }

  #now(): number {
    return this.#modules.clock.monotonic();
  }
}

function newest({ attempts }: OutboxEntry): Attempt {
  const attempt = attempts.at(-1);
  if (!attempt) throw new EvlockError('INTERNAL', { reason: 'an outbox entry without an attempt' });
  return attempt;
}
