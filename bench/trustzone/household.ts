/** A meter's secure world in use: provisioned, its owner's passkey bound, trading with a partner played by the bench. */
import {
  type Assertion,
  type Bytes32,
  Mandate,
  Migration,
  Order,
  type TradeOrders,
  Withdrawal,
} from '@evlock/protocol';
import {
  type MeterKeys,
  migrationSettingsHash,
  passkeyConfirmation,
  type SecureWorldClient,
} from '@evlock/secure-world';
import {
  bytes32,
  domain,
  mandateTerms,
  NOON,
  orderTerms,
  Partner,
  party,
  provisionInput,
  samplesOf,
  selfTestSamples,
  WITHDRAWAL_ADDRESS,
} from '@evlock/secure-world/compliance/fixture';
import { SoftwarePasskey } from '@evlock/simulator';

const READING_SECONDS = 900;
/** One batch of a meter: five samples. */
const BATCH = { intervalMicros: 100, samples: samplesOf(4000, 5) };

export class Household {
  readonly meter: SecureWorldClient;
  readonly #console: SecureWorldClient;
  readonly #passkey = SoftwarePasskey.generate();
  readonly partner = new Partner(`0x${'5b'.repeat(32)}`);
  #keys: MeterKeys | undefined;
  #readUntil = NOON;

  constructor(meter: SecureWorldClient, console: SecureWorldClient) {
    this.meter = meter;
    this.#console = console;
  }

  async provision(): Promise<void> {
    const { meterKey, account, meterPublicKey } = await this.#console.provision(provisionInput);
    this.#keys = { meterKey, account, meterPublicKey };
  }

  async bindPasskey(): Promise<void> {
    const { x, y } = this.#passkey.publicKey;
    await this.#console.bindPasskey({ publicKeyX: x, publicKeyY: y, confirmation: passkeyConfirmation(x, y) });
  }

  get keys(): MeterKeys {
    if (this.#keys === undefined) throw new Error('not provisioned');
    return this.#keys;
  }

  #approve(digest: Bytes32): Assertion {
    return this.#passkey.assert(digest, party);
  }

  async grant(): Promise<number> {
    const { nextMandateId: mandateId } = await this.meter.info();
    const mandate: Mandate = { meterKey: this.keys.meterKey, ...mandateTerms, mandateId, side: 'offer' };
    await this.meter.authorizeMandate(mandate, this.#approve(Mandate.digest(domain, mandate)));
    return mandateId;
  }

  async passSelfTest(): Promise<void> {
    const { fault } = await this.meter.selfTestResult(selfTestSamples);
    if (fault !== 'none') throw new Error(`self-test: ${fault}`);
  }

  /** A signed offer of this meter, and the partner's bid for it. */
  async signOffer(): Promise<TradeOrders> {
    const { nextNonce: nonce } = await this.meter.info();
    const { meterKey, account } = this.keys;
    const order: Order = { ...orderTerms, meterKey, account, nonce, side: 'offer' };
    const offer = { order, signature: await this.meter.signOrder(order) };
    return { bid: this.partner.order({ side: 'bid', counterOrder: Order.digest(domain, order) }), offer };
  }

  async open(orders: TradeOrders): Promise<Bytes32> {
    return (await this.meter.openDelivery(orders)).tradeId;
  }

  /** For a trade that never began. */
  async closeUnopened(orders: TradeOrders): Promise<void> {
    await this.meter.closeUnopened(orders, 'partner-silent');
  }

  async enrol(): Promise<void> {
    await this.#console.signEnrolment({ purpose: 'active', deviceIdHash: bytes32('d1'), nonce: 0n, deadline: NOON });
  }

  /** Another withdrawal address, in the same market. */
  async migrate(): Promise<void> {
    const { limits, origins, date } = provisionInput;
    const settings = { date, limits, origins, withdrawalAddresses: [this.partner.meterKey] };
    const migration: Migration = {
      meterKey: this.keys.meterKey,
      chainId: BigInt(domain.chainId),
      market: domain.market,
      settingsHash: migrationSettingsHash(settings),
      migrationId: (await this.meter.info()).nextMigrationId,
    };
    await this.#console.migrate(migration, settings, this.#approve(Migration.digest(domain, migration)));
  }

  /** From the passkey to an open delivery. */
  async deliver(): Promise<Bytes32> {
    await this.provision();
    await this.bindPasskey();
    await this.passSelfTest();
    await this.grant();
    return await this.open(await this.signOffer());
  }

  async addSamples(): Promise<void> {
    await this.meter.addSamples(BATCH);
  }

  async read(): Promise<void> {
    const intervalStart = this.#readUntil;
    this.#readUntil = (intervalStart + READING_SECONDS) as typeof intervalStart;
    await this.meter.signReading({ intervalStart, intervalEnd: this.#readUntil, flags: 1 });
  }

  async withdraw(): Promise<void> {
    const withdrawal: Withdrawal = {
      account: this.keys.account,
      token: `0x${'70'.repeat(20)}`,
      to: WITHDRAWAL_ADDRESS,
      amount: 1n as Withdrawal['amount'],
      submitterFee: 0n as Withdrawal['submitterFee'],
      nonce: 1n,
      deadline: NOON,
    };
    await this.meter.signWithdrawal(withdrawal, this.#approve(Withdrawal.digest(domain, withdrawal)));
  }
}
