/** Verifies the registers that a gateway shows: readings and receipts are signed by the own meter. */
import {
  type Address,
  checkReceiptOrder,
  checkReceiptSignature,
  type DeploymentFile,
  domainOf,
  type EnergyHistory,
  Reading,
  type SignedReadingView,
  verifySignature,
} from '@evlock/protocol';
import { type Check, failedOf, type Shown, shownWith, throwsNothing } from './verdict.ts';

export interface RegisterFacts {
  readonly deployment: DeploymentFile;
  readonly meterKey: Address;
  /** The moments that were asked about. */
  readonly moments: readonly number[];
}

/** A gateway can leave readings out: what they counted then shows in the next one. Nobody signs when a receipt arrived. */
const BY_ITS_WORD = ['completeness', 'times'] as const;

/**
 * Checks that every reading and receipt is signed by this meter, that registers and sequences never decrease, and that no reading
 * is later than its moment. Pure: makes no queries.
 */
export function verifyRegisters(view: EnergyHistory, facts: RegisterFacts): Shown<EnergyHistory> {
  const { deployment, meterKey, moments } = facts;
  const domain = domainOf(deployment);
  const readings = distinct([view.first, ...view.readings]);
  const checks: readonly Check[] = [
    ['moments', () => view.readings.length === moments.length && view.readings.every(endsBy)],
    [
      'readings',
      throwsNothing(() => {
        for (const { reading, signature } of readings) {
          if (reading.meterKey !== meterKey) throw new Error('another meter');
          verifySignature(Reading.digest(domain, reading), signature, meterKey);
        }
      }),
    ],
    ['registers', () => readings.every((one, index) => isAfter(one.reading, readings[index - 1]?.reading))],
    [
      'receipts',
      throwsNothing(() => {
        for (const { trade, role, receipts } of view.trades) {
          if (receipts.length !== moments.length) throw new Error('other moments');
          for (const signed of distinctReceipts(receipts)) {
            checkReceiptSignature(domain, signed, meterKey);
            if (signed.receipt.tradeId !== trade || signed.receipt.role !== role) throw new Error('another trade');
          }
          checkEnergies(receipts);
        }
      }),
    ],
  ];
  return shownWith(view, { failed: failedOf(checks), unchecked: BY_ITS_WORD });

  function endsBy(one: SignedReadingView | null, index: number): boolean {
    return one === null || one.reading.intervalEnd <= (moments[index] ?? 0);
  }
}

/** The same reading at several moments is checked once. */
function distinct(readings: readonly (SignedReadingView | null)[]): SignedReadingView[] {
  const found: SignedReadingView[] = [];
  for (const one of readings) {
    if (one && (found.length === 0 || !isSame(one, found.at(-1)))) found.push(one);
  }
  return found;
}

const isSame = (one: SignedReadingView, other: SignedReadingView | undefined): boolean =>
  other !== undefined && Reading.hash(one.reading) === Reading.hash(other.reading) && one.signature === other.signature;

const isAfter = (one: Reading, before: Reading | undefined): boolean =>
  !before ||
  (one.sequence > before.sequence &&
    one.intervalEnd > before.intervalEnd &&
    one.import >= before.import &&
    one.export >= before.export);

type Receipts = EnergyHistory['trades'][number]['receipts'];

const distinctReceipts = (receipts: Receipts) =>
  receipts.filter((one, index) => one !== null && one.signature !== receipts[index - 1]?.signature) as Exclude<
    Receipts[number],
    null
  >[];

function checkEnergies(receipts: Receipts): void {
  const found = distinctReceipts(receipts);
  for (const [index, { receipt }] of found.entries()) checkReceiptOrder(receipt, found[index - 1]?.receipt);
}
