/** The worlds under test and the roles around them. */
import {
  type Assertion,
  type Bytes32,
  Mandate,
  milliseconds,
  Order,
  type Role,
  type SignedOrder,
  type Timestamp,
  type TradeOrders,
} from '@evlock/protocol';
import { expect } from 'vitest';
import { Connection } from '../connection.ts';
import {
  COMMANDS,
  type CommandName,
  type CommandRequest,
  commandConstant,
  type MeterKeys,
  passkeyConfirmation,
  payloads,
  type SampleOutcome,
  type SecureWorldAddress,
  SecureWorldClient,
  type SecureWorldInfo,
} from '../index.ts';
import {
  domain,
  mandateTerms,
  NOON,
  Partner,
  party,
  provisionInput,
  samplesOf,
  selfTestSamples,
  termsOf,
} from './fixture.ts';

/** One implementation, unprovisioned, behind its two addresses. */
export interface ComplianceWorld {
  readonly meter: SecureWorldAddress;
  readonly console: SecureWorldAddress;
  /** How much faster than wall time the secure world's clock runs; 1 on hardware. */
  readonly speed: number;
  /** Cuts the power and restores it. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface CompliancePasskey {
  readonly publicKey: { readonly x: Bytes32; readonly y: Bytes32 };
  /** `clientDataJSON`: the browser's, where it differs from Chromium's. */
  assert(
    challenge: Bytes32,
    party: { readonly rpId: string; readonly origin: string },
    clientDataJSON?: string,
  ): Assertion;
}

export interface ComplianceModules {
  readonly createWorld: () => Promise<ComplianceWorld>;
  readonly createPasskey: () => CompliancePasskey;
}

/** Samples of 5 ms, 40 a batch. */
const INTERVAL_MICROS = 5000;
const BATCH_SIZE = 40;
const BATCH_MS = (INTERVAL_MICROS * BATCH_SIZE) / 1000;
const GAP_MS = 1500;
/** Response time is not part of the contract: this catches a missing response. */
const ANSWER_WITHIN = { timeout: milliseconds(60_000) };

export const connected = (address: SecureWorldAddress): Promise<SecureWorldClient> =>
  SecureWorldClient.connect(address, ANSWER_WITHIN);

export class Stage {
  readonly modules: ComplianceModules;
  /** Provisioned, a passkey bound. */
  readonly world: ComplianceWorld;
  readonly client: SecureWorldClient;
  readonly local: SecureWorldClient;
  /** Never provisioned. */
  readonly blank: ComplianceWorld;
  readonly blankClient: SecureWorldClient;
  readonly blankLocal: SecureWorldClient;
  readonly passkey: CompliancePasskey;
  private readUntil = NOON;
  readonly partner = new Partner(`0x${'5b'.repeat(32)}`);
  readonly keys: MeterKeys;
  readonly words: string;

  private constructor(
    parts: Pick<
      Stage,
      'modules' | 'world' | 'client' | 'local' | 'blank' | 'blankClient' | 'blankLocal' | 'passkey' | 'keys' | 'words'
    >,
  ) {
    this.modules = parts.modules;
    this.world = parts.world;
    this.client = parts.client;
    this.local = parts.local;
    this.blank = parts.blank;
    this.blankClient = parts.blankClient;
    this.blankLocal = parts.blankLocal;
    this.passkey = parts.passkey;
    this.keys = parts.keys;
    this.words = parts.words;
  }

  static async set(modules: ComplianceModules): Promise<Stage> {
    const [world, blank] = await Promise.all([modules.createWorld(), modules.createWorld()]);
    return await Stage.of(modules, world, blank);
  }

  /** A world of its own for cases that leave traces; the never provisioned one has none, and is shared. */
  async withOwnWorld(work: (own: Stage) => Promise<void>): Promise<void> {
    const world = await this.modules.createWorld();
    try {
      const own = await Stage.of(this.modules, world, this.blank);
      await work(own).finally(() => own.leave());
    } finally {
      await world.close();
    }
  }

  private static async of(modules: ComplianceModules, world: ComplianceWorld, blank: ComplianceWorld): Promise<Stage> {
    const [client, local, blankClient, blankLocal] = await Promise.all(
      [world.meter, world.console, blank.meter, blank.console].map(connected),
    );
    if (!client || !local || !blankClient || !blankLocal) throw new Error('not connected');
    const passkey = modules.createPasskey();
    const { words, ...keys } = await local.provision(provisionInput);
    await local.bindPasskey({
      publicKeyX: passkey.publicKey.x,
      publicKeyY: passkey.publicKey.y,
      confirmation: passkeyConfirmation(passkey.publicKey.x, passkey.publicKey.y),
    });
    return new Stage({ modules, world, client, local, blank, blankClient, blankLocal, passkey, keys, words });
  }

  async strike(): Promise<void> {
    await this.leave();
    await Promise.all([this.world.close(), this.blank.close()]);
  }

  private async leave(): Promise<void> {
    await Promise.all([this.client, this.local, this.blankClient, this.blankLocal].map((client) => client.close()));
  }

  approve(digest: Bytes32): Assertion {
    return this.passkey.assert(digest, party);
  }

  /** A granted mandate with the next id and these changes. */
  async grant(terms: Partial<Mandate> & Pick<Mandate, 'side'>): Promise<Mandate> {
    const { nextMandateId } = await this.client.info();
    const mandate: Mandate = { meterKey: this.keys.meterKey, ...mandateTerms, mandateId: nextMandateId, ...terms };
    await this.client.authorizeMandate(mandate, this.approve(Mandate.digest(domain, mandate)));
    return mandate;
  }

  /** An unsigned own order with the next nonce. */
  async ownOrder(terms: Partial<Order> & Pick<Order, 'side'>): Promise<Order> {
    const { nextNonce } = await this.client.info();
    const { meterKey, account } = this.keys;
    return { ...termsOf(terms.side), meterKey, account, nonce: nextNonce, ...terms };
  }

  async passSelfTest(): Promise<void> {
    expect(await this.client.selfTestResult(selfTestSamples)).toMatchObject({ fault: 'none' });
  }

  /** A matched pair of signed orders in which the world under test has `role`. */
  async matchedOrders(role: Role): Promise<TradeOrders> {
    await this.passSelfTest();
    const side = role === 'buyer' ? 'bid' : 'offer';
    await this.grant({ side });
    const signed = async (order: Order): Promise<SignedOrder> => ({
      order,
      signature: await this.client.signOrder(order),
    });
    if (role === 'buyer') {
      const offer = this.partner.order({ side: 'offer' });
      const counterOrder = Order.digest(domain, offer.order);
      return { bid: await signed(await this.ownOrder({ side, counterOrder })), offer };
    }
    const offer = await signed(await this.ownOrder({ side }));
    const counterOrder = Order.digest(domain, offer.order);
    return { bid: this.partner.order({ side: 'bid', counterOrder }), offer };
  }

  async open(role: Role): Promise<Bytes32> {
    // Left behind by a case that failed.
    const { trade } = await this.client.info();
    if (trade) await this.client.closeDelivery(trade.tradeId, 'completed');
    return (await this.client.openDelivery(await this.matchedOrders(role))).tradeId;
  }

  /** A stream of samples in step with the world's clock. */
  stream(): SampleStream {
    return new SampleStream(this.client, this.world.speed);
  }

  /** A stream that begins with a gap and no current, so that what flows next is a start. */
  async stillStream(): Promise<SampleStream> {
    await new Promise((resolve) => setTimeout(resolve, GAP_MS / this.world.speed));
    const stream = this.stream();
    await stream.feed(0, BATCH_MS);
    return stream;
  }

  /** The interval of the next reading. */
  nextInterval(): { intervalStart: Timestamp; intervalEnd: Timestamp; flags: number } {
    const intervalStart = this.readUntil;
    this.readUntil = (intervalStart + 900) as Timestamp;
    return { intervalStart, intervalEnd: this.readUntil, flags: 1 };
  }

  /** Sends a raw payload. Rejects as the client does. */
  async raw(command: number, payload: Uint8Array, address = this.world.meter): Promise<Uint8Array> {
    const connection = new Connection({ address, ...ANSWER_WITHIN });
    try {
      return await connection.request(command, payload);
    } finally {
      await connection.close();
    }
  }

  encode<C extends CommandName>(command: C, request: CommandRequest<C>): { number: number; payload: Uint8Array } {
    const { request: layout } = payloads[command] as unknown as { request: { write(value: unknown): Uint8Array } };
    return { number: COMMANDS[commandConstant(command)], payload: layout.write(request) };
  }

  /** What must not change when a command is refused: all but what time changes. */
  async publicState(): Promise<Omit<SecureWorldInfo, 'selfTestAge' | 'date'>> {
    const { selfTestAge: _age, date: _date, ...state } = await this.client.info();
    return state;
  }
}

/** How far behind a stream may lag and continue: less than the world may be ahead of, or jumps after. */
const BEHIND_MS = 250;

/** Feeds one client with current, paced so that sample time keeps up with the world's clock. */
export class SampleStream {
  private readonly client: SecureWorldClient;
  private readonly speed: number;
  private begun = performance.now();
  /** Sample time fed so far, ms. */
  elapsed = 0;
  /** When the last batch was sent, by `performance.now()`. */
  sent = this.begun;

  constructor(client: SecureWorldClient, speed: number) {
    this.client = client;
    this.speed = speed;
  }

  /** A delivery has opened: the world's stream was moved to its clock. */
  restart(): this {
    this.begun = performance.now();
    this.elapsed = 0;
    return this;
  }

  /** Waits until `length` more ms of samples can have been taken. */
  async pace(length: number): Promise<void> {
    this.elapsed += length;
    const wait = this.begun + this.elapsed / this.speed - performance.now();
    // A busy world may have moved the stream to its clock: catching up would run ahead of it.
    if (wait < -BEHIND_MS) this.begun -= wait;
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  }

  /** Feeds `length` ms of a constant current; returns its batches' outcomes. */
  async feed(milliampere: number, length: number): Promise<SampleOutcome[]> {
    const outcomes: SampleOutcome[] = [];
    for (let left = Math.round(length); left > 0; left -= BATCH_MS) {
      const size = Math.max(1, Math.round((Math.min(left, BATCH_MS) * 1000) / INTERVAL_MICROS));
      await this.pace((size * INTERVAL_MICROS) / 1000);
      const samples = samplesOf(milliampere, size);
      this.sent = performance.now();
      outcomes.push(await this.client.addSamples({ intervalMicros: INTERVAL_MICROS, samples }));
    }
    return outcomes;
  }
}
