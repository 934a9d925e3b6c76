/**
 * The meter: assembles the components, keeps them running, and stops them with the relay open. Whatever fails, the relay
 * opens first; if even that fails, the watchdog opens it.
 */
import { ChainReader, readDeployment } from '@evlock/chain';
import { removeRemains } from '@evlock/files';
import { FolderLock } from '@evlock/files/folder-lock';
import {
  type Clock,
  type DeploymentFile,
  domainOf,
  EvlockError,
  type MeterStatus,
  milliseconds,
  type Part,
  systemClock,
} from '@evlock/protocol';
import type { SecureWorld } from '@evlock/secure-world';
import type { ChainWatch } from './chain/chain-watch.ts';
import { LapsedOrders } from './chain/lapsed-orders.ts';
import { blockOf, identityOf, type MeterChain, type MeterIdentity, watchChain } from './chain/meter-chain.ts';
import { OwnStanding } from './chain/own-standing.ts';
import { WithheldTrades } from './chain/withheld-trades.ts';
import { DeliveryActions } from './delivery/delivery-actions.ts';
import { RuleKeeper } from './delivery/rule-keeper.ts';
import { TradeIntake } from './delivery/trade-intake.ts';
import { TradeRunner } from './delivery/trade-runner.ts';
import { connectSecureWorld } from './drivers/connect-secure-world.ts';
import { disposeHardware, type Hardware, openHardware } from './drivers/hardware.ts';
import { HouseholdInputReader } from './drivers/household-inputs.ts';
import { RelayControl } from './drivers/relay-control.ts';
import { Sampler } from './drivers/sampler.ts';
import { Sampling } from './drivers/sampling.ts';
import { CertificateKeeper } from './enrolment/certificate-keeper.ts';
import { GatewayRequests } from './link/gateway-requests.ts';
import { greeted } from './link/greeting.ts';
import { linkOpener, type OpenLink } from './link/link-socket.ts';
import { Readings } from './link/readings.ts';
import { REQUEST_LIMITS, RequestLimits } from './link/request-limits.ts';
import { StatusBoard } from './link/status-board.ts';
import { Uplink } from './link/uplink.ts';
import { createLog, type Log } from './log.ts';
import { type MeterProfile, statusFile, storeFile, tradeRules } from './profile.ts';
import { openSecondWay } from './second-way/open.ts';
import type { SecondWay } from './second-way/second-way.ts';
import type { Submitter } from './second-way/submitter.ts';
import { SelfTest, type SensorTest } from './self-test/self-test.ts';
import { SelfTestKeeper } from './self-test/self-test-keeper.ts';
import { PartnerMemory } from './store/partner-memory.ts';
import { Recovery } from './store/recovery.ts';
import { Store } from './store/store.ts';

/** What a meter reports to its starter when ready. */
export interface MeterReady extends MeterIdentity {
  readonly statusFile: string;
}

/** Every default is described by the profile; tests inject their own. */
export interface MeterModules {
  readonly clock?: Clock;
  readonly log?: Log;
  /** 0 inclusive to 1 exclusive; for jitter only. */
  readonly random?: () => number;
  readonly hardware?: Hardware;
  readonly secureWorld?: SecureWorld;
  readonly chain?: MeterChain;
  readonly openLink?: OpenLink;
  readonly limits?: RequestLimits;
  readonly submitters?: readonly Submitter[];
}

/** What everything else builds on. */
interface Base {
  readonly hardware: Hardware;
  readonly store: Store;
  readonly deployment: DeploymentFile;
  readonly secureWorld: SecureWorld;
  readonly identity: MeterIdentity;
  readonly recovery: Recovery;
  readonly chain: MeterChain;
}

interface DeliveringParts {
  readonly sampling: Sampling;
  readonly selfTest: SelfTestKeeper;
  readonly relay: RelayControl;
  readonly runner: TradeRunner;
}

interface Parts extends DeliveringParts {
  readonly identity: MeterIdentity;
  readonly recovery: Recovery;
  readonly store: Store;
  readonly chainWatch: ChainWatch;
  readonly lapsedOrders: LapsedOrders;
  readonly withheld: WithheldTrades;
  readonly readings: Readings;
  readonly secondWay: SecondWay;
  readonly standing: OwnStanding;
  readonly ruleKeeper: RuleKeeper;
  readonly board: StatusBoard;
  readonly uplink: Uplink;
  /** Undefined where the link does not use the profile's files. */
  readonly certificates: CertificateKeeper | undefined;
}

const TICK_MS = milliseconds(200);
const CARE_MS = milliseconds(2000);
const PRUNE_MS = milliseconds(86_400_000);
/** Longest wait for final receipts at a planned shutdown. */
const LAST_WORDS_MS = 3000;

export class Meter implements Part<MeterReady> {
  readonly failed: Promise<EvlockError>;
  readonly #profile: MeterProfile;
  readonly #modules: MeterModules;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #stopped = new AbortController();
  /** Undone in reverse order. */
  readonly #undo: (() => void | Promise<void>)[] = [];
  readonly #stored = (): void => this.#parts?.uplink.flush();
  #parts: Parts | undefined;
  #loops: Promise<unknown> = Promise.resolve();
  #starting: Promise<unknown> | undefined;
  #stopping: Promise<void> | undefined;
  /** Called when a component ended unexpectedly; the relay is open by then. */
  #fail: (error: EvlockError) => void;

  constructor(profile: MeterProfile, modules: MeterModules = {}) {
    this.#profile = profile;
    this.#modules = modules;
    this.#clock = modules.clock ?? systemClock;
    this.#log = modules.log ?? createLog(profile.log);
    const { promise, resolve } = Promise.withResolvers<EvlockError>();
    this.failed = promise;
    this.#fail = resolve;
  }

  /**
   * Opens the relay, resumes unfinished work and starts. Throws `RELAY_FAULT`, `STORE_FAILED`, `DEPLOYMENT_MISSING`,
   * `NOT_DEPLOYED`, `SECURE_WORLD_UNREACHABLE`, `NOT_PROVISIONED`, `METER_KEY_CHANGED`, `ALREADY_RUNNING` or
   * `CHAIN_WRONG_NETWORK`; the relay is open then.
   */
  async start(): Promise<MeterReady> {
    const starting = this.#start();
    this.#starting = starting.catch(() => undefined);
    return starting;
  }

  async #start(): Promise<MeterReady> {
    try {
      const parts = await this.#assemble();
      await parts.recovery.begin();
      await parts.runner.restore();
      // Stopped in the meantime.
      this.#stopped.signal.throwIfAborted();
      this.#parts = parts;
      this.#run(parts);
      this.#log.info({ ...parts.identity }, 'the meter is running');
      return { ...parts.identity, statusFile: statusFile(this.#profile) };
    } catch (error) {
      this.#stopped.abort();
      await this.#undoAll();
      throw error;
    }
  }

  status(): MeterStatus {
    if (!this.#parts) throw new EvlockError('OUT_OF_STATE', { problem: 'the meter is not running' });
    return this.#parts.board.status();
  }

  /** Tests the sensor for a person who looks on. Throws `METER_IN_USE` during a delivery, and as the self-test does. */
  testSensor(): Promise<SensorTest> {
    if (!this.#parts || this.#parts.runner.busy) throw new EvlockError('METER_IN_USE');
    return this.#parts.selfTest.show();
  }

  /** Opens the relay, ends a running delivery with its final receipt if three seconds suffice, and releases everything. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    if (!this.#starting) return;
    if (this.#parts) await this.#lastWords(this.#parts);
    this.#stopped.abort();
    await this.#starting;
    await this.#parts?.uplink.stop();
    await this.#loops;
    await this.#undoAll();
    this.#parts = undefined;
    this.#log.info({}, 'the meter has stopped');
  }

  async #assemble(): Promise<Parts> {
    const profile = this.#profile;
    const [clock, log] = [this.#clock, this.#log];
    const hardware = this.#modules.hardware ?? openHardware(profile);
    this.#undo.push(() => disposeHardware(hardware));
    // Two would speak with one key.
    const lock = FolderLock.acquire(profile.dataFolder, 'meter');
    this.#undo.push(() => lock.release());
    removeRemains([statusFile(profile), profile.deviceLink.certificateFile, profile.deviceLink.authorityFile]);
    const store = Store.open(storeFile(profile));
    this.#undo.push(() => store.close());
    const deployment = await readDeployment(profile.chain.deploymentFile);
    const secureWorld = this.#modules.secureWorld ?? (await this.#connect());
    const identity = await identityOf(secureWorld, deployment);
    const { endpoints, batchSize } = profile.chain;
    const chain =
      this.#modules.chain ??
      new ChainReader({ endpoints, deployment, ...(batchSize && { batchSize }) }, { clock, log });
    const { meterKey } = identity;
    const recovery = new Recovery({ domain: domainOf(deployment), meterKey }, { secureWorld, store, log });
    const base: Base = { hardware, store, deployment, secureWorld, identity, recovery, chain };
    const delivering = this.#assembleDelivery(base);
    const readings = new Readings(
      { interval: profile.readingIntervalSeconds },
      { secureWorld, store, recovery, stored: this.#stored, clock, log },
    );
    return { identity, recovery, store, readings, ...delivering, ...this.#assembleLink(base, delivering) };
  }

  /** Measuring and delivering. */
  #assembleDelivery({ hardware, store, deployment, secureWorld, identity, recovery }: Base): DeliveringParts {
    const [clock, log] = [this.#clock, this.#log];
    const { iio, watchdog } = hardware;
    const samplers = {
      idle: new Sampler({ periodMs: 80, batchSize: 5 }, { clock, iio }),
      delivering: new Sampler({ periodMs: 40, batchSize: 5 }, { clock, iio }),
    };
    const sampling = new Sampling({ secureWorld, samplers, watchdog, clock, log });
    const selfTest = new SelfTestKeeper(
      { signal: this.#stopped.signal },
      { secureWorld, selfTest: new SelfTest({}, { ...hardware, clock, secureWorld }), sampling },
    );
    const relay = new RelayControl({ ...hardware, clock });
    const actions = new DeliveryActions({ secureWorld, store, selfTest, recovery, stored: this.#stored, log });
    const domain = domainOf(deployment);
    const intake = new TradeIntake({ domain, meterKey: identity.meterKey, firstBlock: deployment.block }, { store });
    const partners = new PartnerMemory({ records: store.partners, clock, log });
    const runner = new TradeRunner(
      { domain, rules: tradeRules(this.#profile) },
      { secureWorld, actions, intake, store, recovery, partners, relay, watchdog, sampling, clock, log },
    );
    return { sampling, selfTest, relay, runner };
  }

  /** Chain and gateway. */
  #assembleLink(
    base: Base,
    { runner, relay, selfTest }: DeliveringParts,
  ): Pick<
    Parts,
    | 'chainWatch'
    | 'lapsedOrders'
    | 'withheld'
    | 'secondWay'
    | 'standing'
    | 'ruleKeeper'
    | 'board'
    | 'uplink'
    | 'certificates'
  > {
    const { store, deployment, secureWorld, identity, recovery, chain } = base;
    const [clock, log] = [this.#clock, this.#log];
    const { meterKey } = identity;
    const lapsedOrders = new LapsedOrders(
      { domain: domainOf(deployment), meterKey },
      { chain, secureWorld, store, recovery, busy: () => runner.delivers, clock, log },
    );
    const chainWatch = watchChain({ chain, runner, lapsedOrders, clock, log });
    const withheld = new WithheldTrades({ chain, store, runner, clock, log });
    const secondWay = openSecondWay(
      { profile: this.#profile, deployment, meterKey },
      { chain, runner, store, submitters: this.#modules.submitters, clock, log },
    );
    const standing = new OwnStanding(identity, { chain, clock, log });
    const household = new HouseholdInputReader({ sysfsRoot: this.#profile.sysfsRoot, ...this.#profile.inputs });
    const inputs = () => household.read();
    const ruleKeeper = new RuleKeeper({ runner, store, inputs, log });
    const tell = (): void => this.#parts?.uplink.tellStatus();
    const board = new StatusBoard(
      { file: statusFile(this.#profile) },
      {
        ...{ runner, relay, store, chain, chainWatch, secondWay, standing, withheld, recovery, tell, clock, log },
        inputs: household.exists ? inputs : undefined,
      },
    );
    const requests = new GatewayRequests(
      { ...identity, domain: domainOf(deployment) },
      {
        secureWorld,
        runner,
        selfTest,
        store,
        recovery,
        inputs,
        authorityChanged: () => this.#parts?.certificates?.askSoon(),
        finalizedBlock: () => blockOf(chain, deployment),
        clock,
        log,
      },
    );
    const limits = this.#modules.limits ?? new RequestLimits(REQUEST_LIMITS, { clock });
    const uplink = new Uplink(identity, {
      open: this.#modules.openLink ?? linkOpener(this.#profile.deviceLink),
      store,
      handlers: limits.bound(requests.handlers),
      status: () => board.status(),
      learn: (latest) => recovery.learn(latest),
      greeted: (hello) => greeted(hello, { runner, limits, deployment, log }),
      clock,
      random: this.#modules.random ?? Math.random,
      log,
    });
    return {
      chainWatch,
      lapsedOrders,
      withheld,
      secondWay,
      standing,
      ruleKeeper,
      board,
      uplink,
      certificates: this.#certificateKeeper(identity, uplink, runner),
    };
  }

  #certificateKeeper({ deviceId }: MeterIdentity, uplink: Uplink, runner: TradeRunner): CertificateKeeper | undefined {
    if (this.#modules.openLink) return undefined;
    return new CertificateKeeper(
      { link: this.#profile.deviceLink, deviceId },
      {
        connected: () => uplink.connected,
        ask: (request) => uplink.renewCertificate(request),
        peer: () => uplink.peer,
        reconnect: () => uplink.reconnect(),
        busy: () => runner.busy,
        clock: this.#clock,
        log: this.#log,
      },
    );
  }

  async #connect(): Promise<SecureWorld> {
    const client = await connectSecureWorld(this.#profile.secureWorld, this.#stopped.signal, this.#clock);
    this.#undo.push(() => client.close());
    return client;
  }

  #run({
    runner,
    sampling,
    chainWatch,
    lapsedOrders,
    withheld,
    secondWay,
    standing,
    ruleKeeper,
    readings,
    board,
    uplink,
    certificates,
    store,
  }: Parts): void {
    const { signal } = this.#stopped;
    const loops = [
      sampling.run(
        {
          measured: (outcome) => {
            board.measured(outcome);
            runner.measured(outcome);
          },
          late: () => runner.late(),
          failed: (code) => runner.failed(code),
        },
        signal,
      ),
      chainWatch.run(signal),
      lapsedOrders.run(signal),
      withheld.run(signal),
      secondWay.run(signal),
      standing.run(signal),
      readings.run(signal),
      board.run(signal),
      this.#every(TICK_MS, () => runner.tick()),
      this.#every(CARE_MS, () => runner.care()),
      this.#every(CARE_MS, () => ruleKeeper.look()),
      this.#every(CARE_MS, () => certificates?.keep(signal)),
      this.#every(PRUNE_MS, () => this.#prune(store)),
    ];
    this.#loops = Promise.all(loops.map((loop) => loop.catch((cause: unknown) => this.#crashed(cause))));
    uplink.start();
  }

  async #every(interval: typeof TICK_MS, work: () => void | Promise<void> | undefined): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      await work();
      await this.#clock.sleep(interval, signal).catch(() => undefined);
    }
  }

  #prune(store: Store): void {
    try {
      store.prune(this.#clock.now());
    } catch (error) {
      this.#log.warn({ error }, 'old entries could not be dropped from the store');
    }
  }

  /** A component that ends unexpectedly is our bug: nothing after it can be relied on. */
  #crashed(cause: unknown): void {
    const error = EvlockError.from(cause);
    this.#log.fatal({ error }, 'a component of the meter ended unexpectedly');
    this.#parts?.runner.failed(error.code);
    this.#fail(error);
  }

  async #lastWords({ runner, uplink, store }: Parts): Promise<void> {
    runner.stopDelivering();
    const until = this.#clock.monotonic() + LAST_WORDS_MS;
    const unsaid = (): boolean => runner.busy || (uplink.connected && store.outbox(1).length > 0);
    try {
      while (unsaid() && this.#clock.monotonic() < until) await this.#clock.sleep(milliseconds(50));
    } catch (error) {
      this.#log.error({ error }, 'the last receipts may not have been sent');
    }
  }

  async #undoAll(): Promise<void> {
    for (const undo of this.#undo.splice(0).reverse()) {
      try {
        await undo();
      } catch (error) {
        this.#log.error({ error }, 'a component could not be stopped cleanly');
      }
    }
  }
}

/**
 * A meter that has not started yet: no hardware is opened and no file touched before `start`.
 *
 * @example
 * const meter = createMeter(await readMeterProfile('meter.json'));
 * const { statusFile } = await meter.start();
 * void meter.failed.then((error) => console.error(error.code));
 * await meter.stop();
 */
export const createMeter = (profile: MeterProfile, modules: MeterModules = {}): Meter => new Meter(profile, modules);
