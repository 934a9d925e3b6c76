/**
 * The household around one secure world: owner, sensor and partner, who mostly follow the rules. Everything from one seed.
 */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import {
  type Address,
  type Assertion,
  type Bytes32,
  clientDataOf,
  type Order,
  Order as OrderStruct,
  type Role,
  type Signature,
  type SignedOrder,
  type Timestamp,
  type TradeOrders,
} from '@evlock/protocol';
import {
  COMMANDS,
  type CommandName,
  type CommandRequest,
  type CommandResponse,
  commandConstant,
  payloads,
  type ResponseFrame,
  STATUSES,
  toHex,
} from '@evlock/secure-world';
import { domain, NOON, Partner, party, termsOf } from '@evlock/secure-world/compliance/fixture';
import { seeded } from '@evlock/secure-world/compliance/malformed';
import { mutate } from './mutations.ts';
import type { Twins } from './twins.ts';

export type SignedReceipt = CommandResponse<'signReceipt'>;
export type SignedReading = CommandResponse<'signReading'>;

/** The P-256 of `@evlock/protocol`, whose signatures are deterministic; OpenSSL's are not. */
const { p256 } = createRequire(import.meta.resolve('../../../packages/protocol/src/index.ts'))(
  '@noble/curves/nist.js',
) as {
  p256: {
    getPublicKey(key: Uint8Array, compressed: boolean): Uint8Array;
    sign(message: Uint8Array, key: Uint8Array, options: { lowS: boolean }): Uint8Array;
  };
};

/** A passkey whose signatures depend only on the seed. */
class SeededPasskey {
  readonly x: Bytes32;
  readonly y: Bytes32;
  private readonly key: Uint8Array;

  constructor(label: string) {
    this.key = new Uint8Array(createHash('sha256').update(label).digest());
    const point = p256.getPublicKey(this.key, false);
    this.x = toHex(point.subarray(1, 33));
    this.y = toHex(point.subarray(33));
  }

  assert(challenge: Bytes32, { rpId, origin } = party, flags = 0x05): Assertion {
    const rpIdHash = createHash('sha256').update(rpId).digest();
    const data = Buffer.concat([rpIdHash, Buffer.from([flags, 0, 0, 0, 0])]);
    const clientDataJSON = clientDataOf(challenge, origin);
    const message = Buffer.concat([data, createHash('sha256').update(clientDataJSON).digest()]);
    return {
      authenticatorData: toHex(data),
      clientDataJSON,
      signature: toHex(p256.sign(message, this.key, { lowS: false })),
    };
  }
}

/** Shared by every device: making them is most of a device's cost. */
const passkeys = [1, 2, 3, 4, 5].map((index) => new SeededPasskey(`passkey ${index}`));

/** How often each command was answered with each status, and what else was covered. */
export type Coverage = Map<string, number>;

export class Household {
  readonly twins: Twins;
  readonly partner = new Partner(`0x${'5b'.repeat(32)}`);
  readonly passkeys = passkeys;
  readonly random: () => number;
  readonly coverage: Coverage;
  /** What is known of the device; zero addresses until it is provisioned. */
  meterKey: Address = `0x${'00'.repeat(20)}`;
  account: Address = `0x${'00'.repeat(20)}`;
  meterPublicKey = toHex(new Uint8Array(33));
  words = '';
  bound = 0;
  nextNonce = 1;
  nextMandateId = 1;
  nextBindingId = 1;
  nextMigrationId = 1;
  readUntil: number = NOON;
  /** Orders that it has signed but not opened. */
  readonly signedOrders: SignedOrder[] = [];
  /** Pairs that opened. */
  readonly opened: TradeOrders[] = [];
  trade: { tradeId: Bytes32; role: Role } | undefined;
  readonly trades: { tradeId: Bytes32; role: Role }[] = [];
  readonly receipts: SignedReceipt[] = [];
  readonly readings: SignedReading[] = [];
  /** Length of the longest delivery, in batches of half a second. */
  batchesMax = 22;
  /** Where the stream of samples stands by the secure world's count. ms */
  streamEnd: number | undefined;

  constructor(seed: number, coverage: Coverage, twins: Twins) {
    this.twins = twins;
    this.random = seeded(seed);
    this.coverage = coverage;
  }

  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  /** The next item, round robin over all devices of a run, so that none is left out. */
  next<T>(what: string, items: readonly T[]): T {
    const key = `turn of ${what}`;
    const turn = this.coverage.get(key) ?? 0;
    this.coverage.set(key, turn + 1);
    const item = items[turn % items.length];
    if (item === undefined) throw new Error('nothing to draw from');
    return item;
  }

  /** Some bytes that depend on the seed. */
  bytes(size: number): Uint8Array {
    return Uint8Array.from({ length: size }, () => this.below(256));
  }

  reached(what: string): void {
    this.coverage.set(what, (this.coverage.get(what) ?? 0) + 1);
  }

  /** Asks both; one request in fourteen is damaged in transit. The response if accepted. */
  async ask<C extends CommandName>(
    name: C,
    request: CommandRequest<C>,
    { local = false, whole = false } = {},
  ): Promise<CommandResponse<C> | undefined> {
    const { request: layout } = payloads[name] as unknown as { request: { write(value: unknown): Uint8Array } };
    const written = layout.write(request);
    const payload = whole || !this.chance(0.07) ? written : mutate(written, this.random);
    const frame = await this.twins.request(name, COMMANDS[commandConstant(name)], payload, local);
    this.count(name, frame);
    if (frame.status !== STATUSES.OK) return undefined;
    const { response } = payloads[name] as unknown as { response: { decode(bytes: Uint8Array): CommandResponse<C> } };
    return response.decode(frame.payload);
  }

  count(name: string, { status }: ResponseFrame): void {
    this.reached(`${name} ${status === STATUSES.OK ? 'ok' : 'error'}`);
    this.reached(`status ${status}`);
  }

  approve(digest: Bytes32): Assertion {
    const passkey = this.passkeys[this.chance(0.95) ? this.below(Math.max(1, this.bound)) : 4] ?? this.passkeys[0];
    if (!passkey) throw new Error('no passkey');
    const flags = this.chance(0.94) ? 0x05 : this.below(256);
    return passkey.assert(
      digest,
      this.chance(0.97) ? party : { rpId: 'localhost', origin: 'https://elsewhere' },
      flags,
    );
  }

  ownOrder(terms: Partial<Order> & Pick<Order, 'side'>): Order {
    const { meterKey, account } = this;
    return { ...termsOf(terms.side), meterKey, account, nonce: this.nextNonce, ...terms };
  }

  partnerOrder(terms: Partial<Order> & Pick<Order, 'side'>): SignedOrder {
    return this.partner.order(terms);
  }

  digest(order: Order): Bytes32 {
    return OrderStruct.digest(domain, order);
  }

  remember(order: Order, signature: Signature): void {
    this.signedOrders.push({ order, signature });
    this.nextNonce = order.nonce + 1;
  }

  at(offset: number): Timestamp {
    return (NOON + offset) as Timestamp;
  }
}
