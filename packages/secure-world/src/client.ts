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
  /** Where its signatures are valid; null while unprovisioned. */
  readonly domain: Domain | null;
  /** The delivery that is open or was interrupted, if any. */
  readonly trade: { readonly tradeId: Bytes32; readonly role: Role } | null;
}

export interface ProvisionInput {
  readonly domain: Domain;
  /** WebAuthn relying party of the owner's pages, and the one to four origins that they may have. */
  readonly rpId: string;
  readonly origins: readonly string[];
  /** What the date is; that of this machine when left out. The secure world knows from then on that it has passed. */
  readonly date?: Timestamp;
  readonly limits: Limits;
  readonly calibration: Calibration;
  /** Where withdrawals may go; at most 8. */
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
/** Registers in mWh; means of the batch in mW, mA, mV; `tradeEnergy` is the energy of the open delivery, else 0. */
export type SampleOutcome = CommandResponse<'addSamples'>;
export type SignedReading = { readonly reading: Reading; readonly signature: Signature };
export type SignedCancel = { readonly cancel: Cancel; readonly signature: Signature };

export interface SignedEvidence {
  readonly evidence: Evidence;
  readonly signatures: { readonly attestation: Signature; readonly meter: Signature; readonly account: Signature };
}

/** What approves the removal of a passkey: an assertion of another one, or for the last one the recovery phrase. */
export interface RemovalProof {
  readonly assertion?: Assertion;
  readonly words?: string;
}

/** `energyReserved` and `moneyReserved` may come back: of orders that are neither opened nor given back. */
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
 * Requests are sent one after the other. Every method rejects with the `EvlockError` that the secure world answers (its
 * `details.check` names the failed check), or with `SECURE_WORLD_UNREACHABLE`; after that the client connects again by
 * itself on the next call.
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

  /** Makes all keys. `words` are the account's 24 words, given this once. Provisioning socket only. */
  async provision(input: ProvisionInput): Promise<MeterKeys & { readonly words: string }> {
    return this.call('provision', provisionRequest(input));
  }

  /** Makes a new meter key beside the account of the words. Provisioning socket only. */
  async restore(words: string, input: ProvisionInput): Promise<MeterKeys> {
    return this.call('restore', { ...provisionRequest(input), words });
  }

  /** Binds the first passkey; `confirmation` is `passkeyConfirmation(x, y)` as the owner typed it. Provisioning socket only. */
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

  /** Public keys of the bound passkeys, the oldest first. */
  async listPasskeys(): Promise<readonly PasskeyPublicKey[]> {
    return (await this.call('listPasskeys', {})).passkeys;
  }

  /**
   * Removes a passkey. At the provisioning socket it needs no assertion, but for the last one the recovery phrase (`words`,
   * single spaces); anywhere else it needs an assertion of another passkey over the removal's digest.
   */
  async removePasskey(removal: PasskeyRemoval, { assertion, words = '' }: RemovalProof = {}): Promise<void> {
    await this.call('removePasskey', { removal, assertions: assertion ? [assertion] : [], words });
  }

  /**
   * Another market, or other limits, withdrawal addresses and origins; provisioning socket only. For another market the
   * answer is a cancel of every order in the old one, else null. `migration.settingsHash` is `migrationSettingsHash(settings)`.
   */
  async migrate(migration: Migration, settings: MigrationSettings, assertion: Assertion): Promise<SignedCancel | null> {
    const { cancels } = await this.call('migrate', { migration, ...settings, assertion });
    return cancels[0] ?? null;
  }

  async authorizeMandate(mandate: Mandate, assertion: Assertion): Promise<void> {
    await this.call('authorizeMandate', { mandate, assertion });
  }

  /** Forgets the mandate, if it is there, and cancels every order signed so far (`minNonce`), without fee or deadline. */
  async revokeMandate(mandateId: number): Promise<SignedCancel> {
    return this.call('revokeMandate', { mandateId });
  }

  /** The mandates that are left, with what is left of each. */
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
   * Gives back what an order holds of its mandate, an hour after its `openBefore`; it opens no delivery from then on. For an
   * order that the chain has not opened. Any other is given back by itself, an hour after its end.
   */
  async releaseOrder(nonce: number): Promise<void> {
    await this.call('releaseOrder', { nonce });
  }

  async openDelivery({ bid, offer }: TradeOrders): Promise<{ readonly tradeId: Bytes32; readonly role: Role }> {
    return this.call('openDelivery', ordersRequest({ bid, offer }));
  }

  /** Seller: time until the next interruption of 300 ms begins, 0 when it is due; null while no current flows. */
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

  /** The final receipt. Repeatable: energy and cause stay those of the first call, the partner's energy is the newest. */
  async closeDelivery(tradeId: Bytes32, cause: Exclude<Cause, 'none'>): Promise<SignedReceipt> {
    return this.call('closeDelivery', { tradeId, cause });
  }

  /**
   * The final receipt of a trade of an own order that never delivered: energy 0, and the order opens no more. A trade that
   * did open is closed as by `closeDelivery`.
   */
  async closeUnopened(orders: TradeOrders, cause: Exclude<Cause, 'none'>): Promise<SignedReceipt> {
    return this.call('closeUnopened', { ...ordersRequest(orders), cause });
  }

  /** After a restart: own latest signed receipt and reading, which move energy and registers forward. */
  async recover(latest: { readonly receipt?: SignedReceipt; readonly reading?: SignedReading }): Promise<void> {
    await this.call('recover', {
      receipts: latest.receipt ? [latest.receipt] : [],
      readings: latest.reading ? [latest.reading] : [],
    });
  }

  /** `flags`: bit 0 (clock set) only; the secure world sets the others itself. */
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

  /** Out of a market that the meter has left. */
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

  /** Account, meter key and sensor class are the secure world's own. Provisioning socket only. */
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

/** What a meter needs of a secure world; the client is one. */
export type SecureWorld = Omit<SecureWorldClient, 'close'>;
