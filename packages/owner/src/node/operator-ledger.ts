/**
 * The operator's own record, on the operator's own machine: which device each code was made for, and which devices were admitted
 * with which keys. A gateway's claims about a device are checked against it, so that no gateway can have an old or nonexistent
 * device admitted again.
 */
import { basename, dirname, join } from 'node:path';
import { readTextFile, removeRemains, replaceFile } from '@evlock/files';
import {
  type Bytes32,
  type Clock,
  type Deployment,
  type EnrolmentFile,
  EvlockError,
  isSameMarket,
  milliseconds,
  type NamedCheck,
  parseJson,
  systemClock,
  type Timestamp,
  toJson,
} from '@evlock/protocol';
import type { EnrolmentLedger } from '../operator/enroller.ts';
import {
  emptyLedger,
  type Ledger,
  ledgerChecks,
  ledgerSchema,
  withAdmitted,
  withCode,
  withoutOldCodes,
} from '../operator/ledger.ts';

/** The market a list belongs to. */
type Market = Pick<Deployment, 'chainId' | 'market'>;

/** Bytes: several hundred thousand devices. Nothing larger is written, so that whatever was written can be read. */
const LARGEST = 33_554_432;
/** How long to wait for another writing process; a write takes far less. */
const PATIENCE = 10_000;
const POLL = milliseconds(20);

/** `~/.evlock/operator/CHAIN-MARKET.json`. */
export const ledgerFile = (home: string, { chainId, market }: Deployment): string =>
  join(home, '.evlock', 'operator', `${chainId}-${market}.json`);

export interface LedgerModules {
  /** Maximum file size in bytes. */
  readonly largest?: number;
  readonly clock?: Clock;
}

/** Reread for every query: another process may have written since. */
export class OperatorLedger implements EnrolmentLedger {
  readonly #file: string;
  readonly #market: Market;
  readonly #largest: number;
  readonly #clock: Clock;

  private constructor(file: string, market: Market, { largest = LARGEST, clock = systemClock }: LedgerModules) {
    this.#file = file;
    this.#market = market;
    this.#largest = largest;
    this.#clock = clock;
  }

  /**
   * Empty if there is none yet. Throws `FILE_UNUSABLE`, `LEDGER_FULL`, `INVALID_INPUT`, and `CHAIN_WRONG_NETWORK` for another
   * market's list.
   */
  static async open(file: string, market: Market, modules: LedgerModules = {}): Promise<OperatorLedger> {
    const ledger = new OperatorLedger(file, market, modules);
    await ledger.#read();
    return ledger;
  }

  /**
   * Records which device a code was made for. It is valid for an hour by the operator's own clock, whatever the gateway says.
   * Throws `LEDGER_FULL`, `ALREADY_RUNNING` while another process holds the list.
   */
  async codeMade(deviceId: Bytes32, { code }: { readonly code: string }, now: Timestamp): Promise<void> {
    await this.#change(now, (ledger) => withCode(ledger, { deviceId, code }, now));
  }

  /**
   * Records a device before it goes on chain: should that fail, the same keys may be retried, and no others. Throws
   * `EVIDENCE_REFUSED`: `codeMadeHere` for evidence with a code this operator never made, `codeExpired` when evidence signed in
   * time is no longer valid, `deviceSeen` for a device admitted with other keys; and as `codeMade`.
   */
  async admit(file: EnrolmentFile, now: Timestamp): Promise<void> {
    await this.#change(now, (ledger) => withAdmitted(ledger, file, now));
  }

  async checks(file: EnrolmentFile, now: Timestamp): Promise<readonly NamedCheck[]> {
    return ledgerChecks(await this.#read(), file, now);
  }

  /** All of it, as it is in the file. Throws as `open`. */
  async text(): Promise<string> {
    return `${toJson(await this.#read(), 2)}\n`;
  }

  async #read(): Promise<Ledger> {
    const text = await this.#text();
    const { market } = this.#market;
    if (text === undefined) return emptyLedger(this.#market);
    const ledger = parseJson(ledgerSchema, text, this.#largest);
    if (!isSameMarket(ledger, this.#market)) {
      throw new EvlockError('CHAIN_WRONG_NETWORK', { file: this.#file, ledger: ledger.market, deployment: market });
    }
    return ledger;
  }

  async #text(): Promise<string | undefined> {
    try {
      return await readTextFile(this.#file, this.#largest);
    } catch (error) {
      if (!EvlockError.is(error, 'FILE_UNUSABLE')) throw error;
      if (error.details.problem === 'ENOENT') return undefined;
      if (error.details.problem === 'is too large') throw this.#full();
      throw error;
    }
  }

  /** Read, change and write the file with no other process in between. */
  async #change(now: Timestamp, change: (ledger: Ledger) => Ledger): Promise<void> {
    const lock = await this.#lock();
    try {
      const ledger = withoutOldCodes(change(await this.#read()), now);
      const text = `${toJson(ledger, 2)}\n`;
      if (Buffer.byteLength(text) > this.#largest) throw this.#full();
      removeRemains([this.#file]);
      await replaceFile(this.#file, text, 0o600);
    } finally {
      lock.release();
    }
  }

  async #lock(): Promise<{ release(): void }> {
    const { FolderLock } = await import('@evlock/files/folder-lock');
    const end = this.#clock.monotonic() + PATIENCE;
    for (;;) {
      try {
        return FolderLock.acquire(dirname(this.#file), basename(this.#file));
      } catch (error) {
        if (!EvlockError.is(error, 'ALREADY_RUNNING') || this.#clock.monotonic() >= end) throw error;
        await this.#clock.sleep(POLL);
      }
    }
  }

  #full(): EvlockError {
    return new EvlockError('LEDGER_FULL', { file: this.#file, limit: this.#largest });
  }
}
