/**
 * The operator's own list, on the operator's own machine: for which device a code was made, and which device was admitted with which
 * keys. What a gateway says of a device is held against it, so that no gateway can have an old device, or none, admitted again.
 */
import { join } from 'node:path';
import { readTextFile, replaceFile } from '@evlock/files';
import {
  address,
  type Bytes32,
  bytes32,
  type Deployment,
  type EnrolmentFile,
  EvlockError,
  enrolmentNonce,
  parseJson,
  type Timestamp,
  timeField,
  toJson,
} from '@evlock/protocol';
import { z } from 'zod';
import type { EnrolmentLedger } from '../enroller.ts';

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

/** Characters: some ten thousand devices. */
const LARGEST_LEDGER = 8_388_608;

/** `~/.evlock/operator/CHAIN-MARKET.json`. */
export const ledgerFile = (home: string, { chainId, market }: Deployment): string =>
  join(home, '.evlock', 'operator', `${chainId}-${market}.json`);

export class OperatorLedger implements EnrolmentLedger {
  readonly #file: string;
  #ledger: Ledger;
  #written: Promise<void> = Promise.resolve();

  private constructor(file: string, ledger: Ledger) {
    this.#file = file;
    this.#ledger = ledger;
  }

  /** Empty where there is none yet. Throws `FILE_UNUSABLE`, `INVALID_INPUT`, and `CHAIN_WRONG_NETWORK` for another market's. */
  static async open(file: string, { chainId, market }: Deployment): Promise<OperatorLedger> {
    const text = await readTextFile(file).catch((error: unknown) => {
      if (EvlockError.is(error, 'FILE_UNUSABLE') && error.details.problem === 'ENOENT') return undefined;
      throw error;
    });
    if (text === undefined) {
      return new OperatorLedger(file, { format: 'evlock-operator-1', chainId, market, codes: [], admitted: [] });
    }
    const ledger = parseJson(ledgerSchema, text, LARGEST_LEDGER);
    if (ledger.chainId !== chainId || ledger.market !== market) {
      throw new EvlockError('CHAIN_WRONG_NETWORK', { file, ledger: ledger.market, deployment: market });
    }
    return new OperatorLedger(file, ledger);
  }

  /** Remembers for which device a code was made. */
  async codeMade(
    deviceId: Bytes32,
    { code, expires }: { code: string; expires: Timestamp },
    now: Timestamp,
  ): Promise<void> {
    const made = { deviceId, verifierNonce: enrolmentNonce(code), made: now, expires };
    await this.#save({ ...this.#ledger, codes: [...this.#ledger.codes, made] });
  }

  /**
   * Whether evidence is what a code of this operator's was made for. Throws `EVIDENCE_REFUSED`: `codeMadeHere`, or `deviceSeen` for a
   * device that was admitted with other keys.
   */
  check({ evidence }: EnrolmentFile): void {
    const { deviceId, meterKey, account, verifierNonce } = evidence;
    const made = this.#ledger.codes.some((code) => code.deviceId === deviceId && code.verifierNonce === verifierNonce);
    if (!made) throw new EvlockError('EVIDENCE_REFUSED', { check: 'codeMadeHere', deviceId });
    const same = (one: Ledger['admitted'][number]): boolean =>
      one.deviceId === deviceId && one.meterKey === meterKey && one.account === account;
    const seen = this.#ledger.admitted.find((one) => one.deviceId === deviceId || one.meterKey === meterKey);
    if (seen && !same(seen))
      throw new EvlockError('EVIDENCE_REFUSED', { check: 'deviceSeen', meterKey: seen.meterKey });
  }

  /** Remembers a device before it is put on chain: should that fail, the same keys may come again, and no others. */
  async admitted({ evidence }: EnrolmentFile, time: Timestamp): Promise<void> {
    const { deviceId, meterKey, account } = evidence;
    const others = this.#ledger.admitted.filter((one) => one.deviceId !== deviceId);
    await this.#save({ ...this.#ledger, admitted: [...others, { deviceId, meterKey, account, time }] });
  }

  async #save(ledger: Ledger): Promise<void> {
    this.#ledger = ledger;
    // One after the other, each with everything that is known by then.
    this.#written = this.#written
      .catch(() => undefined)
      .then(() => replaceFile(this.#file, `${toJson(this.#ledger, 2)}\n`, 0o600));
    await this.#written;
  }
}
