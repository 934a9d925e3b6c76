/** The secure-world client: one method per command of `trusted-application/include/evlock_ta.h`, in protocol types. */
import type {
  Address,
  Assertion,
  Bytes32,
  Cancel,
  Cause,
  Domain,
  Enrolment,
  Evidence,
  Hex,
  Mandate,
  Migration,
  Milliseconds,
  Order,
  PasskeyBinding,
  PasskeyPublicKey,
  PasskeyRemoval,
  Reading,
  Replace,
  Role,
  Signature,
  SignedEnrolment,
  SignedReceipt,
  Timestamp,
  TradeOrders,
  Withdrawal,
} from '@evlock/protocol';
import { systemClock } from '@evlock/protocol';
import { Connection, type ConnectionModules, type SecureWorldAddress } from './connection.ts';
import { COMMANDS, EVLOCK_MARK_NOT_COUNTING } from './generated/abi.ts';
import {
  type Calibration,
  type CommandName,
  type CommandRequest,
  type CommandResponse,
  commandConstant,
  type Limits,
  type MigrationSettings,
  payloads,
  type Sample,
} from './payloads.ts';

/** Version, state, public keys and sequences. Keys and sequences are zero while `state` is `unprovisioned`. */
export interface SecureWorldInfo extends Omit<CommandResponse<'info'>, 'chainId' | 'market' | 'tradeId' | 'role'> {
  /** Domain in which its signatures are valid; null while unprovisioned. */
  readonly domain: Domain | null;
  /** The open or interrupted delivery, if any. */
  readonly trade: { readonly tradeId: Bytes32; readonly role: Role } | null;
}

export interface ProvisionInput {
  readonly domain: Domain;
  /** WebAuthn relying party of the owner's pages, and their one to four origins. */
  readonly rpId: string;
  readonly origins: readonly string[];
  /** The current date; this machine's when omitted. From then on the secure world knows that it has passed. */
  readonly date?: Timestamp;
  readonly limits: Limits;
  readonly calibration: Calibration;
  /** Allowed withdrawal addresses; at most 8. */
  readonly withdrawalAddresses: readonly Address[];
}

export interface MeterKeys {
  readonly meterKey: Address;
  readonly account: Address;
  /** Compressed, 33 bytes. */
  readonly meterPublicKey: Hex;
}

/** `fault` is `none` when the test passed. Currents are means in mA. */
export type SelfTestOutcome = CommandResponse<'selfTestResult'>;
/** Registers in mWh; means of the batch in mW, mA, mV; `tradeEnergy` is the open delivery's energy, otherwise 0. */
export type SampleOutcome = CommandResponse<'addSamples'>;
export type SignedReading = { readonly reading: Reading; readonly signature: Signature };
export type SignedCancel = { readonly cancel: Cancel; readonly signature: Signature };

export interface SignedEvidence {
  readonly evidence: Evidence;
  readonly signatures: { readonly attestation: Signature; readonly meter: Signature; readonly account: Signature };
}

/** What approves the removal of a passkey: an assertion by another one, or for the last one the recovery phrase. */
export interface RemovalProof {
  readonly assertion?: Assertion;
  readonly words?: string;
}

/** `energyReserved` and `moneyReserved` may be released: they belong to orders neither opened nor released. */
export type MandateRemainder = CommandResponse<'listMandates'>['mandates'][number];

export interface ClientOptions {
  /** Milliseconds until a request fails with `SECURE_WORLD_UNREACHABLE`. Default 5000. */
  readonly timeout?: Milliseconds;
}

const ordersRequest = ({ bid, offer }: TradeOrders): CommandRequest<'openDelivery'> => ({
  bid: bid.order,
  bidSignature: bid.signature,
  offer: offer.order,
  offerSignature: offer.signature,
});

const provisionRequest = (input: ProvisionInput): CommandRequest<'provision'> => ({
  chainId: BigInt(input.domain.chainId),
  market: input.domain.market,
  limits: input.limits,
  calibration: input.calibration,
  withdrawalAddresses: input.withdrawalAddresses,
  rpId: input.rpId,
  origins: input.origins,
  date: input.date ?? systemClock.now(),
});

/**
 * Requests are sent one at a time. Every method rejects with the secure world's `EvlockError` (its `details.check` holds the
 * reason), or with `SECURE_WORLD_UNREACHABLE`; the client then reconnects on the next call.
 *
 * @example
 * const client = await SecureWorldClient.connect({ path: '/run/evlock/secure-world.sock' });
 * const { state, meterKey } = await client.info();
 * const { reading, signature } = await client.signReading({ intervalStart, intervalEnd, flags: 1 });
 * await client.close();
 */
export class SecureWorldClient {
  private readonly connection: Connection;

  private constructor(connection: Connection) {
    this.connection = connection;
  }

  /** Connects to a Unix socket or a TCP port. Throws `SECURE_WORLD_UNREACHABLE`. */
  static async connect(
    address: SecureWorldAddress,
    options: ClientOptions = {},
    modules: ConnectionModules = {},
  ): Promise<SecureWorldClient> {
    const connection = new Connection({ address, ...options }, modules);
    await connection.open();
    return new SecureWorldClient(connection);
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  async info(): Promise<SecureWorldInfo> {
    const { chainId, market, tradeId, role, ...rest } = await this.call('info', {});
    return {
      ...rest,
      domain: rest.state === 'provisioned' ? { chainId: Number(chainId), market } : null,
      trade: rest.delivery === 'none' ? null : { tradeId, role },
    };
  }

  /** Creates all keys. `words` is the account's recovery phrase, returned only here. Provisioning socket only. */
  async provision(input: ProvisionInput): Promise<MeterKeys & { readonly words: string }> {
    return this.call('provision', provisionRequest(input));
  }

  /** Creates a new meter key beside the account of the recovery phrase. Provisioning socket only. */
  async restore(words: string, input: ProvisionInput): Promise<MeterKeys> {
    return this.call('restore', { ...provisionRequest(input), words });
  }

  /**
   * Binds the first passkey; `confirmation` is `passkeyConfirmation(x, y)` as the owner typed it. Provisioning socket only.
   */
  async bindPasskey(input: {
    readonly publicKeyX: Bytes32;
    readonly publicKeyY: Bytes32;
    readonly confirmation: Hex;
  }): Promise<void> {
    await this.call('bindPasskey', input);
  }

  async bindFurtherPasskey(binding: PasskeyBinding, assertion: Assertion): Promise<void> {
    await this.call('bindFurtherPasskey', { binding, assertion });
  }

  /** Public keys of the bound passkeys, oldest first. */
  async listPasskeys(): Promise<readonly PasskeyPublicKey[]> {
    return (await this.call('listPasskeys', {})).passkeys;
  }

  /**
   * Removes a passkey. On the provisioning socket it needs no assertion, except the recovery phrase (`words`, single spaces)
   * for the last one; elsewhere it needs another passkey's assertion over the removal's digest.
   */
  async removePasskey(removal: PasskeyRemoval, { assertion, words = '' }: RemovalProof = {}): Promise<void> {
    await this.call('removePasskey', { removal, assertions: assertion ? [assertion] : [], words });
  }

  /**
   * Sets another market, or other limits, withdrawal addresses and origins; provisioning socket only. For another market it
   * returns a cancel of every order in the old one, otherwise null. `migration.settingsHash` is
   * `migrationSettingsHash(settings)`.
   */
  async migrate(migration: Migration, settings: MigrationSettings, assertion: Assertion): Promise<SignedCancel | null> {
    const { cancels } = await this.call('migrate', { migration, ...settings, assertion });
    return cancels[0] ?? null;
  }

  async authorizeMandate(mandate: Mandate, assertion: Assertion): Promise<void> {
    await this.call('authorizeMandate', { mandate, assertion });
  }

  /** Deletes the mandate, if present, and cancels every order signed so far (`minNonce`), without fee or deadline. */
  async revokeMandate(mandateId: number): Promise<SignedCancel> {
    return this.call('revokeMandate', { mandateId });
  }

  /** The remaining mandates, with what is left of each. */
  async listMandates(): Promise<readonly MandateRemainder[]> {
    return (await this.call('listMandates', {})).mandates;
  }

  /** 16 to 1024 samples with the relay open and as many on the reference load. */
  async selfTestResult(samples: {
    readonly open: readonly Sample[];
    readonly reference: readonly Sample[];
  }): Promise<SelfTestOutcome> {
    return this.call('selfTestResult', samples);
  }

  /** The order's nonce must be at least `info().nextNonce`; the secure world accepts each once, in increasing order. */
  async signOrder(order: Order): Promise<Signature> {
    return (await this.call('signOrder', { order })).signature;
  }

  /**
   * Releases an order's reservation, an hour after its `openBefore`; from then on it opens no delivery. For an order that
   * the chain has not opened. Any other is released automatically, an hour after its end.
   */
  async releaseOrder(nonce: number): Promise<void> {
    await this.call('releaseOrder', { nonce });
  }

  async openDelivery({ bid, offer }: TradeOrders): Promise<{ readonly tradeId: Bytes32; readonly role: Role }> {
    return this.call('openDelivery', ordersRequest({ bid, offer }));
  }

  /** Seller: time until the next 300 ms interruption begins, 0 when due; null while no current flows. */
  async nextMark(tradeId: Bytes32): Promise<Milliseconds | null> {
    const { wait } = await this.call('nextMark', { tradeId });
    return wait === EVLOCK_MARK_NOT_COUNTING ? null : wait;
  }

  /** A batch of raw counts taken `intervalMicros` apart, the last one just now; at most 2048. */
  async addSamples(batch: {
    readonly intervalMicros: number;
    readonly samples: readonly Sample[];
  }): Promise<SampleOutcome> {
    return this.call('addSamples', batch);
  }

  async partnerReceipt(receipt: SignedReceipt): Promise<void> {
    await this.call('partnerReceipt', receipt);
  }

  async signReceipt(tradeId: Bytes32): Promise<SignedReceipt> {
    return this.call('signReceipt', { tradeId });
  }

  /** The final receipt. Repeatable: energy and cause stay those of the first call, the partner's energy is the latest. */
  async closeDelivery(tradeId: Bytes32, cause: Exclude<Cause, 'none'>): Promise<SignedReceipt> {
    return this.call('closeDelivery', { tradeId, cause });
  }

  /**
   * The final receipt of a trade of the meter's own order that never delivered: energy 0, and the order can no longer be opened. A
   * trade that did open is closed as by `closeDelivery`.
   */
  async closeUnopened(orders: TradeOrders, cause: Exclude<Cause, 'none'>): Promise<SignedReceipt> {
    return this.call('closeUnopened', { ...ordersRequest(orders), cause });
  }

  /** After a restart: own latest signed receipt and reading, which advance energy and registers. */
  async recover(latest: { readonly receipt?: SignedReceipt; readonly reading?: SignedReading }): Promise<void> {
    await this.call('recover', {
      receipts: latest.receipt ? [latest.receipt] : [],
      readings: latest.reading ? [latest.reading] : [],
    });
  }

  /** `flags`: bit 0 (clock set) only; the secure world sets the others. */
  async signReading(input: {
    readonly intervalStart: Timestamp;
    readonly intervalEnd: Timestamp;
    readonly flags: number;
  }): Promise<SignedReading> {
    return this.call('signReading', input);
  }

  async signWithdrawal(withdrawal: Withdrawal, assertion: Assertion): Promise<Signature> {
    return (await this.call('signWithdrawal', { withdrawal, assertion })).signature;
  }

  /** From a market that the meter has left. */
  async signFormerWithdrawal(
    { chainId, market }: Domain,
    withdrawal: Withdrawal,
    assertion: Assertion,
  ): Promise<Signature> {
    const request = { chainId: BigInt(chainId), market, withdrawal, assertion };
    return (await this.call('signFormerWithdrawal', request)).signature;
  }

  async signReplace(replace: Replace, assertion: Assertion): Promise<Signature> {
    return (await this.call('signReplace', { replace, assertion })).signature;
  }

  async signCancel(cancel: Cancel, assertion: Assertion): Promise<Signature> {
    return (await this.call('signCancel', { cancel, assertion })).signature;
  }

  async attest(input: { readonly verifierNonce: Bytes32; readonly tlsKeyHash: Bytes32 }): Promise<SignedEvidence> {
    const { evidence, ...signatures } = await this.call('attest', input);
    return { evidence, signatures };
  }

  /** Account, meter key and sensor class come from the secure world. Provisioning socket only. */
  async signEnrolment(
    terms: Pick<Enrolment, 'purpose' | 'deviceIdHash' | 'nonce' | 'deadline'>,
  ): Promise<SignedEnrolment> {
    const { enrolment, ...signatures } = await this.call('signEnrolment', terms);
    return { enrolment, signatures };
  }

  private async call<C extends CommandName>(command: C, request: CommandRequest<C>): Promise<CommandResponse<C>> {
    const layouts = payloads[command] as unknown as {
      request: { write(value: CommandRequest<C>): Uint8Array };
      response: { decode(bytes: Uint8Array): CommandResponse<C> };
    };
    const payload = await this.connection.request(COMMANDS[commandConstant(command)], layouts.request.write(request));
    return layouts.response.decode(payload);
  }
}

/** A meter's requirements on a secure world; the client satisfies them. */
export type SecureWorld = Omit<SecureWorldClient, 'close'>;
