/** Each command's memory use, and its writes: to the rollback counter's flash and to the disk. */
import { bytes32 } from '@evlock/secure-world/compliance/fixture';
import { type Gauges, readGauges } from './gauges.ts';
import { Household } from './household.ts';
import type { MeasuredMachine, Writes } from './machine.ts';

export interface CommandUsage extends Writes {
  readonly command: string;
  readonly times: number;
  /** Maximum use by any of them, bytes. */
  readonly stack: number;
  readonly heap: number;
  readonly pool: number;
  /** Number of stores by all of them. */
  readonly stores: number;
}

const TRADES = 3;
const RECEIPTS = 1200;
const SMALL_COMMANDS = 50;

class Ledger {
  readonly #machine: MeasuredMachine;
  readonly #usages = new Map<string, CommandUsage>();
  #writes: Writes = { counterSteps: 0, diskBytes: 0, diskWrites: 0 };

  constructor(machine: MeasuredMachine) {
    this.#machine = machine;
  }

  /** What happened since the last entry is attributed to none. */
  async open(): Promise<void> {
    await this.#machine.sync();
    this.#writes = await this.#machine.writes();
    await readGauges(this.#machine.world);
  }

  /** Runs a command this many times; adds to any entry of the same name. */
  async run<T>(command: string, times: number, work: () => Promise<T>): Promise<T> {
    await this.open();
    let result = await work();
    for (let round = 1; round < times; round++) result = await work();
    await this.#machine.sync();
    this.#add(command, times, await this.#machine.writes(), await readGauges(this.#machine.world));
    return result;
  }

  /** The cost of a start: the first entry. */
  async started(): Promise<void> {
    await this.#machine.sync();
    this.#add('start', 1, await this.#machine.writes(), await readGauges(this.#machine.world));
  }

  #add(command: string, times: number, writes: Writes, gauges: Gauges): void {
    const before = this.#usages.get(command);
    this.#usages.set(command, {
      command,
      times: (before?.times ?? 0) + times,
      stack: Math.max(before?.stack ?? 0, gauges.stack),
      heap: Math.max(before?.heap ?? 0, gauges.heap),
      pool: Math.max(before?.pool ?? 0, gauges.pool),
      stores: (before?.stores ?? 0) + gauges.stores,
      counterSteps: (before?.counterSteps ?? 0) + writes.counterSteps - this.#writes.counterSteps,
      diskBytes: (before?.diskBytes ?? 0) + writes.diskBytes - this.#writes.diskBytes,
      diskWrites: (before?.diskWrites ?? 0) + writes.diskWrites - this.#writes.diskWrites,
    });
  }

  get usages(): readonly CommandUsage[] {
    return [...this.#usages.values()];
  }
}

/** A freshly booted machine: everything a meter asks of it over several trades. */
export async function measureUsage(machine: MeasuredMachine): Promise<readonly CommandUsage[]> {
  const ledger = new Ledger(machine);
  const household = new Household(machine.meter, machine.console);
  await ledger.started();
  await ledger.run('info', SMALL_COMMANDS, () => machine.meter.info());
  await ledger.run('provision', 1, () => household.provision());
  await ledger.run('bindPasskey', 1, () => household.bindPasskey());
  await ledger.run('signEnrolment', 1, () => household.enrol());
  await ledger.run('attest', 1, () =>
    machine.meter.attest({ verifierNonce: bytes32('0a'), tlsKeyHash: bytes32('0b') }),
  );
  await ledger.run('selfTestResult', 1, () => household.passSelfTest());
  for (let trade = 0; trade < TRADES; trade++) {
    const mandate = await ledger.run('authorizeMandate', 1, () => household.grant());
    const never = await ledger.run('signOrder', 1, () => household.signOffer());
    await ledger.run('closeUnopened', 1, () => household.closeUnopened(never));
    const orders = await ledger.run('signOrder', 1, () => household.signOffer());
    const tradeId = await ledger.run('openDelivery', 1, () => household.open(orders));
    await ledger.run('nextMark', SMALL_COMMANDS, () => machine.meter.nextMark(tradeId));
    await ledger.run('addSamples', SMALL_COMMANDS, () => household.addSamples());
    await ledger.run('partnerReceipt', SMALL_COMMANDS, () =>
      machine.meter.partnerReceipt(household.partner.receipt({ tradeId, role: 'buyer' })),
    );
    if (trade === 0) await ledger.run('signReceipt', RECEIPTS, () => machine.meter.signReceipt(tradeId));
    await ledger.run('closeDelivery', 1, () => machine.meter.closeDelivery(tradeId, 'completed'));
    await ledger.run('listMandates', SMALL_COMMANDS, () => machine.meter.listMandates());
    await ledger.run('revokeMandate', 1, () => machine.meter.revokeMandate(mandate));
  }
  await ledger.run('signReading', RECEIPTS / 2, () => household.read());
  await ledger.run('signWithdrawal', 1, () => household.withdraw());
  await ledger.run('migrate', 1, () => household.migrate());
  return ledger.usages;
}

/** Rated erase cycles of NOR flash; substitute your own. */
const ERASES = 100_000;
/** The counter's log: two sectors with this many steps each. */
const STEPS_PER_ERASE = 32_768;
const COUNTER_SECTORS = 2;
const RECEIPTS_PER_HOUR = 3600;
const READINGS_PER_HOUR = 4;
const HOURS_PER_YEAR = 8766;

export interface Life {
  readonly assumption: string;
  readonly counterStepsPerHour: number;
  readonly diskBytesPerHour: number;
  /** Until the counter's two sectors reach their rated erase cycles. */
  readonly counterYears: number;
  /** Written to disk per year. */
  readonly diskGigabytesPerYear: number;
}

/** One trade every hour of the year, as the seller. */
export function lifeOf(usages: readonly CommandUsage[]): Life {
  const perHour: Readonly<Record<string, number>> = {
    authorizeMandate: 1 / 24,
    signOrder: 1,
    openDelivery: 1,
    signReceipt: RECEIPTS_PER_HOUR,
    closeDelivery: 1,
    signReading: READINGS_PER_HOUR,
  };
  const sum = (of: (usage: CommandUsage) => number): number =>
    usages.reduce((total, usage) => total + ((perHour[usage.command] ?? 0) * of(usage)) / usage.times, 0);
  const steps = sum(({ counterSteps }) => counterSteps);
  const bytes = sum(({ diskBytes }) => diskBytes);
  return {
    assumption:
      'one trade an hour with a receipt every second, four readings an hour, one mandate a day; ' +
      `sectors that stand ${ERASES} erase cycles`,
    counterStepsPerHour: Math.round(10 * steps) / 10,
    diskBytesPerHour: Math.round(bytes),
    counterYears: Math.round((COUNTER_SECTORS * STEPS_PER_ERASE * ERASES) / steps / HOURS_PER_YEAR),
    diskGigabytesPerYear: Math.round((100 * bytes * HOURS_PER_YEAR) / 1e9) / 100,
  };
}
