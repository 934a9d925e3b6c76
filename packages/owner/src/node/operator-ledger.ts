/**
 * The operator's own list, on the operator's own machine: for which device a code was made, and which device was admitted with which
 * keys. What a gateway says of a device is held against it, so that no gateway can have an old device, or none, admitted again.
 */
import { basename, dirname, join } from 'node:path';
import { readTextFile, removeRemains, replaceFile } from '@evlock/files';
import {
  address,
  type Bytes32,
  bytes32,
  type Clock,
  CODE_VALIDITY,
  type Deployment,
  ENROLMENT_VALIDITY,
  type EnrolmentFile,
  EvlockError,
  enrolmentNonce,
  isSameMarket,
  milliseconds,
  parseJson,
  systemClock,
  type Timestamp,
  timeField,
  timestamp,
  toJson,
} from '@evlock/protocol';
import { z } from 'zod';
import type { EnrolmentLedger } from '../operator/enroller.ts';

const ledgerSchema = z.strictObject({
  format: z.literal('evlock-operator-1'),
  chainId: z.number().int().positive(),
  market: address.schema,
  codes: z.array(
    z.strictObject({
      deviceId: bytes32.schema,
      /** Of the code; the code itself is a secret, and is not kept. */
      verifierNonce: bytes32.schema,
      made: timeField.schema,
      expires: timeField.schema,
    }),
  ),
  admitted: z.array(
    z.strictObject({
      deviceId: bytes32.schema,
      meterKey: address.schema,
      account: address.schema,
      time: timeField.schema,
    }),
  ),
});
type Ledger = z.output<typeof ledgerSchema>;

/** Of which market a list is. */
type Market = Pick<Deployment, 'chainId' | 'market'>;

/** Bytes: some hundred thousand devices. Nothing larger is written, so that what was written can be read. */
const LARGEST = 33_554_432;
/** Seconds for which a code that admits nothing any longer is still known, to be refused by its own name. */
const KNOWN_AS_EXPIRED = 30 * 86_400;
/** For as long is waited for another process that writes; a write takes far less. */
const PATIENCE = 10_000;
const POLL = milliseconds(20);

/** `~/.evlock/operator/CHAIN-MARKET.json`. */
export const ledgerFile = (home: string, { chainId, market }: Deployment): string =>
  join(home, '.evlock', 'operator', `${chainId}-${market}.json`);

export interface LedgerModules {
  /** Most bytes of the file. */
  readonly largest?: number;
  readonly clock?: Clock;
}

/** Read anew for everything that is asked of it: another process may have written since. */
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
   * Empty where there is none yet. Throws `FILE_UNUSABLE`, `LEDGER_FULL`, `INVALID_INPUT`, and `CHAIN_WRONG_NETWORK` for another
   * market's.
   */
  static async open(file: string, market: Market, modules: LedgerModules = {}): Promise<OperatorLedger> {
    const ledger = new OperatorLedger(file, market, modules);
    await ledger.#read();
    return ledger;
  }

  /**
   * Remembers for which device a code was made. It is good for an hour by the operator's own clock, whatever the gateway says and
   * whatever time it is there. Throws `LEDGER_FULL`, `ALREADY_RUNNING` where another process keeps the list.
   */
  async codeMade(deviceId: Bytes32, { code }: { readonly code: string }, now: Timestamp): Promise<void> {
    const expires = timestamp(now + CODE_VALIDITY);
    const made = { deviceId, verifierNonce: enrolmentNonce(code), made: now, expires };
    await this.#change(now, (ledger) => ({ ...ledger, codes: [...ledger.codes, made] }));
  }

  /**
   * Remembers a device before it is put on chain: should that fail, the same keys may come again, and no others. Throws
   * `EVIDENCE_REFUSED`: `codeMadeHere` for evidence that no code of this operator's was made for, `codeExpired` when what was signed
   * with it in time holds no longer, `deviceSeen` for a device that was admitted with other keys; and as `codeMade`.
   */
  async admit({ evidence }: EnrolmentFile, now: Timestamp): Promise<void> {
    const { deviceId, meterKey, account } = evidence;
    await this.#change(now, (ledger) => {
      requireCode(ledger, evidence, now);
      const seen = ledger.admitted.find((one) => one.deviceId === deviceId || one.meterKey === meterKey);
      if (!seen) return { ...ledger, admitted: [...ledger.admitted, { deviceId, meterKey, account, time: now }] };
      const same = seen.deviceId === deviceId && seen.meterKey === meterKey && seen.account === account;
      if (!same) throw new EvlockError('EVIDENCE_REFUSED', { check: 'deviceSeen', meterKey: seen.meterKey });
      return ledger;
    });
  }

  async #read(): Promise<Ledger> {
    const text = await this.#text();
    const { chainId, market } = this.#market;
    if (text === undefined) return { format: 'evlock-operator-1', chainId, market, codes: [], admitted: [] };
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

  /** From what the file holds now to what it is to hold, with no other process in between. */
  async #change(now: Timestamp, change: (ledger: Ledger) => Ledger): Promise<void> {
    const lock = await this.#lock();
    try {
      const { codes, ...ledger } = change(await this.#read());
      const text = `${toJson({ ...ledger, codes: codes.filter((code) => now <= lastUse(code) + KNOWN_AS_EXPIRED) }, 2)}\n`;
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

/** Until then what a meter signed with a code in time may hold. */
const lastUse = ({ expires }: Ledger['codes'][number]): number => expires + ENROLMENT_VALIDITY;

function requireCode({ codes }: Ledger, { deviceId, verifierNonce }: EnrolmentFile['evidence'], now: Timestamp): void {
  const made = codes.find((code) => code.deviceId === deviceId && code.verifierNonce === verifierNonce);
  if (!made) throw new EvlockError('EVIDENCE_REFUSED', { check: 'codeMadeHere', deviceId });
  if (now > lastUse(made)) {
    throw new EvlockError('EVIDENCE_REFUSED', { check: 'codeExpired', deviceId, expired: made.expires });
  }
}
