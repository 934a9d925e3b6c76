/**
 * What a secure world may state about energy and order: registers and receipts from accepted samples, sequences that never
 * go back.
 */
import { type Bytes32, type Domain, Order, Reading, type Role, ZERO_BYTES32 } from '@evlock/protocol';
import {
  type CommandName,
  type CommandRequest,
  type CommandResponse,
  EVLOCK_MARK_UNSEEN_MS,
  EVLOCK_READING_STEP_MAX_S,
  EVLOCK_SAMPLE_SLACK_MS,
} from '@evlock/secure-world';
import { Allowances } from './allowances.ts';
import { type Amounts, energyOf, fits, mostIn, UNIT } from './energy.ts';

type Settings = Pick<CommandRequest<'provision'>, 'calibration' | 'limits' | 'date'>;
/** Of the device: its meter key; undefined while it has none. */
interface Own {
  readonly meter?: string | undefined;
  readonly domain?: Domain;
}

interface Delivery {
  readonly direction: keyof Amounts;
  /** ms */
  readonly openedAt: number;
  /** nW * us accepted since it opened. */
  given: bigint;
  /** Nothing counts any more. */
  faulty: boolean;
  /** nW * us since the last mark, at least: without those of the batch in which it was seen. */
  unmarked: bigint;
  /** Energies signed for it, mWh; it may always fall back to nothing. */
  readonly signed: Set<bigint>;
  lastSigned: bigint;
  sequence: number;
  /** Since a restart it can only repeat what was signed. */
  interrupted: boolean;
  frozen: bigint | undefined;
  /** Of the partner's accepted receipts: `sequence energy`, the last one last. */
  readonly heard: string[];
}

interface Registers {
  readonly at: Amounts;
  /** nW * us since then. */
  readonly given: { import: bigint; export: bigint };
}

const NOTHING: Amounts = { import: 0n, export: 0n };
const larger = (left: bigint, right: bigint): bigint => (left > right ? left : right);

export class Ledger {
  private readonly deliveries = new Map<Bytes32, Delivery>();
  /** From where the registers are counted; unknown after a restart until they are seen. */
  private registers: Registers | undefined = { at: NOTHING, given: { ...NOTHING } };
  /** The highest value of each register so far. */
  private most = NOTHING;
  /** Every signed reading, by its hash; the last one last. */
  private readonly readings = new Map<Bytes32, Reading>();
  /** After a restart the next reading may follow an older one: what was not stored is forgotten. */
  private forgetful = false;
  /** The latest date it was given, and when: ms. */
  private date = { told: 0, at: 0 };
  private readonly now: () => number;
  /** Since power-on: the time accounted for (ms), what was allowed, and the nW * us of both directions together. */
  private run: { until: number; allowed: bigint; counted: bigint };

  private readonly allowances: Allowances;
  /** mW */
  private powerLimit = 0;

  constructor(now: () => number) {
    this.now = now;
    this.allowances = new Allowances(() => this.latestDate());
    this.run = { until: now(), allowed: 0n, counted: 0n };
  }

  restarted(): void {
    this.run = { until: this.now(), allowed: 0n, counted: 0n };
    this.registers = undefined;
    this.forgetful = true;
    for (const delivery of this.deliveries.values()) delivery.interrupted = true;
  }

  /** One accepted command. Throws when its answer cannot follow from what was accepted before. */
  follow(name: CommandName, request: object, response: object, settings: Settings | undefined, own: Own): void {
    const given = { ...request, ...response } as never;
    if (name === 'info' && settings) this.seen(given);
    if (name === 'addSamples' && settings) this.sampled(request as never, response as never, settings);
    if ((name === 'provision' || name === 'restore') && settings) this.dated(settings.date);
    if (name === 'migrate' && settings) this.elapse(settings);
    if (name === 'migrate') this.migrated(given, own);
    if (name === 'authorizeMandate') this.allowed(given);
    if (name === 'signCancel') this.cancelled(given, own);
    if (name === 'signOrder') this.allowances.order((request as CommandRequest<'signOrder'>).order);
    if (name === 'releaseOrder') this.allowances.release((request as CommandRequest<'releaseOrder'>).nonce);
    if (name === 'openDelivery') this.opened(given, own);
    if (name === 'partnerReceipt') this.heard(given);
    if (name === 'signReceipt') this.receipt(given);
    if (name === 'closeUnopened') this.unopened(request as never, response as never, own);
    if (name === 'closeDelivery' || name === 'closeUnopened') this.receipt(response as never, request as never);
    if (name === 'recover') this.recovered(given);
    if (name === 'signReading') this.read(given);
  }

  private dated(date: number): void {
    if (date > this.date.told) this.date = { told: date, at: this.now() };
  }

  private cancelled({ cancel }: CommandRequest<'signCancel'>, { meter }: Own): void {
    if (cancel.meterKey === meter)
      expect(cancel.minNonce <= this.allowances.nextNonce, 'cancels what is not signed yet');
  }

  private seen(registers: Amounts): void {
    const { import: imported, export: exported } = registers;
    if (!this.registers) {
      expect(imported <= this.most.import && exported <= this.most.export, 'a register shows more than ever before');
      this.registers = { at: { import: imported, export: exported }, given: { ...NOTHING } };
    }
    const { at, given } = this.registers;
    expect(fits(imported - at.import, given.import), 'the import register is not what the samples make');
    expect(fits(exported - at.export, given.export), 'the export register is not what the samples make');
    this.most = { import: larger(this.most.import, imported), export: larger(this.most.export, exported) };
  }

  private sampled(
    batch: CommandRequest<'addSamples'>,
    response: CommandResponse<'addSamples'>,
    { calibration, limits }: Settings,
  ): void {
    const energy = energyOf(calibration, batch);
    this.powerLimit = limits.powerLimit;
    this.run.counted += energy.import + energy.export;
    this.elapse({ limits });
    expect(this.run.counted <= this.run.allowed, 'counts more energy than its power limit makes in the time it runs');
    for (const delivery of this.deliveries.values()) {
      if (delivery.faulty || delivery.interrupted || delivery.frozen !== undefined) continue;
      delivery.given += energy[delivery.direction];
      delivery.unmarked = response.mark === 'seen' ? 0n : delivery.unmarked + energy[delivery.direction];
      const open = this.now() - delivery.openedAt + EVLOCK_SAMPLE_SLACK_MS;
      expect(delivery.given <= mostIn(limits, open), 'counts time from before a delivery into it');
    }
    if (!this.registers) {
      // The first sight since a restart is after this batch: it can show no more than that.
      const grown = (direction: keyof Amounts): bigint => this.most[direction] + energy[direction] / UNIT + 1n;
      this.most = { import: grown('import'), export: grown('export') };
    } else {
      this.registers.given.import += energy.import;
      this.registers.given.export += energy.export;
    }
    this.seen(response);
  }

  /** The time until now had this power limit: a later one does not count for it. */
  private elapse({ limits }: Pick<Settings, 'limits'>): void {
    const now = this.now();
    this.run.allowed += mostIn(limits, now - this.run.until);
    this.run.until = now;
  }

  private allowed({ mandate }: CommandRequest<'authorizeMandate'>): void {
    this.allowances.allow(mandate);
    this.dated(mandate.approvedAt);
  }

  /** At least the device's date: it may stop over a restart, but never be ahead of this clock. */
  private latestDate(): number {
    return this.date.told + Math.ceil((this.now() - this.date.at) / 1000);
  }

  /** From the provisioning socket, and so the date itself: it may go back. `own` still belongs to the old market. */
  private migrated({ migration, date }: CommandRequest<'migrate'>, { domain }: Own): void {
    this.date = { told: date, at: this.now() };
    const stays = BigInt(domain?.chainId ?? 0) === migration.chainId && domain?.market === migration.market;
    this.allowances.migrate(!stays);
  }

  /** A trade that never delivered, if unknown. */
  private unopened(
    { bid, offer }: CommandRequest<'closeUnopened'>,
    { receipt }: CommandResponse<'closeUnopened'>,
    { meter, domain }: Own,
  ): void {
    expect(domain !== undefined && receipt.tradeId === Order.digest(domain, bid), 'closes another trade');
    if (this.deliveries.has(receipt.tradeId)) return;
    this.allowances.close((bid.meterKey === meter ? bid : offer).nonce);
    this.add(receipt.tradeId, receipt.role).frozen = 0n;
  }

  private opened(
    { tradeId, role, bid, offer }: CommandResponse<'openDelivery'> & CommandRequest<'openDelivery'>,
    { meter }: Own,
  ): void {
    expect(!this.deliveries.has(tradeId), 'opens a trade a second time');
    expect((role === 'buyer') === (bid?.meterKey === meter), 'opens a trade as the other side');
    const side = role === 'buyer' ? 'bid' : 'offer';
    this.allowances.open((role === 'buyer' ? bid : offer).nonce, side, bid);
    this.add(tradeId, role);
  }

  private add(tradeId: Bytes32, role: Role): Delivery {
    const delivery: Delivery = {
      direction: role === 'seller' ? 'export' : 'import',
      openedAt: this.now(),
      given: 0n,
      faulty: false,
      unmarked: 0n,
      signed: new Set<bigint>(),
      lastSigned: 0n,
      sequence: 0,
      interrupted: false,
      frozen: undefined,
      heard: ['0 0'],
    };
    this.deliveries.set(tradeId, delivery);
    return delivery;
  }

  private receipt(
    { receipt }: CommandResponse<'signReceipt'>,
    { cause: told }: Partial<CommandRequest<'closeDelivery'>> = {},
  ): void {
    const closes = told !== undefined;
    const { tradeId, role, sequence, energy, partnerSequence, partnerEnergy, final, cause } = receipt;
    const delivery = this.deliveries.get(tradeId);
    if (!delivery) throw new Error('signs a receipt without a trade');
    expect((role === 'seller') === (delivery.direction === 'export'), 'signs as the other side');
    expect(sequence > delivery.sequence, 'uses a sequence of a receipt twice');
    const partner = `${partnerSequence} ${partnerEnergy}`;
    const isKnown = delivery.interrupted ? delivery.heard.includes(partner) : delivery.heard.at(-1) === partner;
    expect(isKnown, "names another receipt than the partner's");
    if (!closes && role === 'buyer') {
      const most = mostIn({ powerLimit: this.powerLimit }, EVLOCK_MARK_UNSEEN_MS);
      expect(delivery.unmarked <= most, 'signs for more than allowed without a mark');
    }
    expect(final === closes && (cause !== 'none') === closes, 'ends a trade with a non-final cause');
    if (delivery.frozen !== undefined) expect(energy === delivery.frozen, 'changes the energy of a closed delivery');
    else if (delivery.interrupted)
      expect(energy === 0n || delivery.signed.has(energy), 'makes up energy after a restart');
    else if (cause === 'mark-missing' && energy === delivery.lastSigned) delivery.frozen = energy;
    // The caller may name that cause too; then the energy is the register's.
    else if (cause === 'mark-missing' && told !== cause) throw new Error('counts energy after a missing mark');
    else expect(fits(energy, delivery.given), 'signs energy that the samples did not make');
    delivery.sequence = sequence;
    delivery.lastSigned = energy;
    delivery.signed.add(energy);
    if (closes) delivery.frozen = energy;
  }

  /** The sensor of the open delivery. */
  failed(): void {
    for (const delivery of this.deliveries.values())
      if (delivery.frozen === undefined && !delivery.interrupted) delivery.faulty = true;
  }

  private heard({ receipt }: CommandRequest<'partnerReceipt'>): void {
    this.deliveries.get(receipt.tradeId)?.heard.push(`${receipt.sequence} ${receipt.energy}`);
  }

  private recovered({ receipts, readings }: CommandRequest<'recover'>): void {
    for (const { receipt } of receipts)
      expect(
        this.deliveries.get(receipt.tradeId)?.signed.has(receipt.energy) ?? false,
        'recovers what it did not sign',
      );
    for (const { reading } of readings) {
      expect(this.readings.has(Reading.hash(reading)), 'recovers a reading that it did not sign');
      this.registers = undefined;
    }
  }

  private read({ reading }: CommandResponse<'signReading'>): void {
    this.seen(reading);
    const [lastHash, last] = [...this.readings].at(-1) ?? [ZERO_BYTES32, undefined];
    const { previousHash, sequence } = reading;
    const isKnown = previousHash === ZERO_BYTES32 || this.readings.has(previousHash);
    expect(this.forgetful ? isKnown : previousHash === lastHash, 'signs a reading that does not follow the last');
    const most = Math.max(this.latestDate(), ...[...this.readings.values()].map(({ intervalEnd }) => intervalEnd));
    expect(reading.intervalEnd <= most + EVLOCK_READING_STEP_MAX_S, 'signs a reading from the future');
    expect(sequence > (last?.sequence ?? 0), 'uses a sequence of a reading twice');
    this.forgetful = false;
    this.readings.set(Reading.hash(reading), reading);
  }
}

function expect(holds: boolean, problem: string): void {
  if (!holds) throw new Error(problem);
}
