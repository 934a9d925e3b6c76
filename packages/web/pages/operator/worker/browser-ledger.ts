/** The operator's own list in this browser's storage: public values only, in the same form as the command line's file. */
import {
  type EnrolmentLedger,
  emptyLedger,
  type Ledger,
  ledgerChecks,
  ledgerSchema,
  mergedLedgers,
  withAdmitted,
  withCode,
  withoutOldCodes,
} from '@evlock/owner';
import {
  type Bytes32,
  type EnrolmentFile,
  type MarketPlace,
  type NamedCheck,
  parseJson,
  type Timestamp,
  toJson,
} from '@evlock/protocol';
import { get, update } from 'idb-keyval';

/** Characters of a list: several hundred thousand devices. */
const LARGEST = 33_554_432;

const read = (text: unknown, market: MarketPlace): Ledger =>
  typeof text === 'string' ? parseJson(ledgerSchema, text, LARGEST) : emptyLedger(market);

export class BrowserLedger implements EnrolmentLedger {
  readonly #market: MarketPlace;
  readonly #key: string;

  constructor(market: MarketPlace) {
    this.#market = market;
    this.#key = `operator.${market.chainId}-${market.market}`;
  }

  codeMade(deviceId: Bytes32, code: string, now: Timestamp): Promise<void> {
    return this.#change(now, (ledger) => withCode(ledger, { deviceId, code }, now));
  }

  admit(file: EnrolmentFile, now: Timestamp): Promise<void> {
    return this.#change(now, (ledger) => withAdmitted(ledger, file, now));
  }

  async checks(file: EnrolmentFile, now: Timestamp): Promise<readonly NamedCheck[]> {
    return ledgerChecks(await this.#read(), file, now);
  }

  /** As the command line's file. */
  async text(): Promise<string> {
    return `${toJson(await this.#read(), 2)}\n`;
  }

  /** Adds another list of the same operator. Throws as `mergedLedgers`, and `INVALID_INPUT` for what is none. */
  merge(text: string, now: Timestamp): Promise<void> {
    const other = parseJson(ledgerSchema, text, LARGEST);
    return this.#change(now, (ledger) => mergedLedgers(ledger, other));
  }

  async #read(): Promise<Ledger> {
    return read(await get(this.#key), this.#market);
  }

  /** In one transaction of the storage: another tab changes nothing in between. */
  async #change(now: Timestamp, change: (ledger: Ledger) => Ledger): Promise<void> {
    let refused: unknown;
    await update(this.#key, (text: unknown) => {
      try {
        return toJson(withoutOldCodes(change(read(text, this.#market)), now));
      } catch (error) {
        refused = error;
        return text;
      }
    });
    if (refused !== undefined) throw refused;
  }
}
