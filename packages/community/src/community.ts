/**
 * A whole community on one machine, every component a real process: chain, PostgreSQL, gateway, the simulated wires, and for each
 * household a meter and a secure world. For demonstration, tests and attacks; a real one has the same components elsewhere.
 */
import type { ChainReader, LocalChain, TransactionResult } from '@evlock/chain';
import { verifyCertificateRequest } from '@evlock/gateway/certificate-request';
import { Enroller, type Operator } from '@evlock/owner';
import { OperatorLedger } from '@evlock/owner/node';
import {
  type Address,
  type Bytes32,
  type DeploymentFile,
  type EvlockError,
  type Hex,
  type Money,
  money,
  systemClock,
  type Timestamp,
} from '@evlock/protocol';
import { type ControlState, requireMachine, type SimulatorControl } from '@evlock/simulator';
import { CommunityChain } from './chain/community-chain.ts';
import type { ChainNode, ForeignNode } from './chain/node.ts';
import { Layout } from './folder/layout.ts';
import { FolderLock } from './folder/lock.ts';
import { portOf } from './pages/port.ts';
import { type GatewayAddress, trustzoneImage } from './parts/entries.ts';
import { CommunityGateway } from './parts/gateway.ts';
import { Household } from './parts/household.ts';
import type { ManagedProcess } from './parts/process.ts';
import { CommunitySimulator, type Surroundings, type WireSpec } from './parts/simulator.ts';
import { started } from './parts/started.ts';
import { WaitingHouse } from './parts/waiting-house.ts';
import { type Progress, silentProgress, step } from './progress.ts';

export interface CommunityOptions {
  /** Holds everything; starting on it again resumes the same chain, accounts and history. */
  readonly folder: string;
  readonly households: readonly string[];
  readonly wires: readonly WireSpec[];
  readonly surroundings?: Surroundings;
  /** Households whose secure world runs in a TrustZone machine under QEMU; the others use emulators. */
  readonly trustzone?: readonly string[];
  /** Initial balance of each account, in micro-units. Default 10 tokens. */
  readonly deposit?: bigint;
  /** Inserts a proxy in front of the gateway: given its port, returns the port to use instead. For tests. */
  readonly tap?: (port: number, link: 'http' | 'device') => Promise<number>;
  /**
   * The two RPC endpoints of `gateway`, of a household's meter by the household's name, or of its owner by `NAME's owner`, given
   * the chain's own. For tests.
   */
  readonly endpoints?: (part: string, url: string) => Promise<readonly [string, string]>;
  /** Start time of a new chain, UTC seconds; default now. For tests. */
  readonly chainStart?: Timestamp;
  /** An existing development node, used instead of the community's own anvil. */
  readonly node?: ForeignNode | undefined;
  /** Whether the folder has pages on this machine: their port is chosen at the first start. */
  readonly pages?: boolean;
  /** Overrides for the gateway's profile, for tests. */
  readonly gateway?: Readonly<Record<string, unknown>>;
}

/** Households started concurrently. */
const PARALLEL_STARTS = 4;

export class Community {
  readonly layout: Layout;
  readonly households = new Map<string, Household>();
  readonly #simulator: CommunitySimulator;
  readonly #options: CommunityOptions;
  readonly #progress: Progress;
  readonly #lock: FolderLock;
  readonly #chain: CommunityChain;
  #ledger: Promise<OperatorLedger> | undefined;
  readonly #gateway: CommunityGateway;
  /** Whether we hold the folder: another community's lock must not be released. */
  #held = false;
  #pagesPort: number | undefined;
  /** Called with the first component that exits unexpectedly. */
  onCrash: ((error: EvlockError) => void) | undefined;

  constructor(options: CommunityOptions, modules: { progress?: Progress } = {}) {
    this.#options = options;
    this.#progress = modules.progress ?? silentProgress;
    this.layout = new Layout(options.folder);
    this.#lock = new FolderLock(this.layout.root, this.layout.run);
    const { layout } = this;
    const { chainStart, tap, gateway: profile, node } = options;
    this.#chain = new CommunityChain({
      layout,
      node,
      pagesPort: () => this.#pagesPort,
      ...(chainStart && { startTime: chainStart }),
    });
    this.#gateway = new CommunityGateway({ layout, endpoints: () => this.#endpoints('gateway'), tap, profile });
    const { households, wires, surroundings } = options;
    this.#simulator = new CommunitySimulator({ layout, households, wires, surroundings });
  }

  /** The community's own. */
  get chain(): LocalChain {
    return this.#chain.process;
  }

  get deployment(): DeploymentFile {
    return this.#chain.deployment;
  }

  /** Undefined until the contracts are there. */
  get deploymentOrNone(): DeploymentFile | undefined {
    return this.#chain.deploymentOrNone;
  }

  /** Of the chain; undefined until it runs. */
  get endpointOrNone(): string | undefined {
    return this.#chain.nodeOrNone?.url;
  }

  houseOfDevice(deviceId: Bytes32): string | undefined {
    return [...this.households.values()].find((household) => household.deviceIdOrNone === deviceId)?.name;
  }

  /** The simulation's own instruments; undefined while it does not run. */
  async readInstruments(): Promise<ControlState | undefined> {
    return this.#simulator.process.running ? this.#simulator.read() : undefined;
  }

  /** Deposits worthless test money into any account. */
  giveTestMoney(account: Address, amount: Money): Promise<TransactionResult> {
    return this.#chain.giveTestMoney(account, amount);
  }

  /** Undefined until it was up for the first time. */
  get isGatewayUp(): boolean | undefined {
    return this.#gateway.isUp;
  }

  /** Reads the chain directly, without the gateway. */
  get reader(): ChainReader {
    return this.#chain.reader;
  }

  get simulator(): ManagedProcess {
    return this.#simulator.process;
  }

  get control(): SimulatorControl {
    return this.#simulator.control;
  }

  get gateway(): ManagedProcess {
    return this.#gateway.process;
  }

  get operator(): Operator {
    return this.#gateway.operator;
  }

  /** Sends what an operator decided of a meter, with worthless keys of the development chain. */
  sendForOperator(call: { readonly to: Address; readonly data: Hex }): Promise<TransactionResult> {
    return this.#chain.sendForOperator(call);
  }

  get address(): GatewayAddress {
    return this.#gateway.address;
  }

  household(name: string): Household {
    return started(this.households.get(name));
  }

  /** Takes the folder, and chooses what is chosen once. Part of `start`, for whoever needs the pages' port before. */
  async prepare(): Promise<void> {
    if (this.#held) return;
    if (this.#options.trustzone?.length) requireMachine(trustzoneImage);
    await this.layout.create();
    await this.#lock.take();
    this.#held = true;
    this.layout.removeRemains(this.#options.households);
    if (!this.#options.pages) return;
    this.#pagesPort = await portOf(this.layout.root).catch(async (error: unknown) => {
      await this.stop().catch(() => undefined);
      throw error;
    });
  }

  /** Port of the pages on this machine. Throws `OUT_OF_STATE` before `prepare`, and where there are none. */
  get pagesPort(): number {
    return started(this.#pagesPort);
  }

  /**
   * Starts everything, or everything that the named households need: the others can `join` later. On failure, whatever was
   * started is stopped again before the error is thrown.
   */
  async start(signal?: AbortSignal, households: readonly string[] = this.#options.households): Promise<void> {
    await this.prepare();
    try {
      await this.#startParts(signal);
      await this.join(households, signal);
    } catch (error) {
      // Report why it did not start, not what then failed to stop.
      await this.stop().catch(() => undefined);
      throw error;
    }
  }

  async #startParts(signal: AbortSignal | undefined): Promise<void> {
    const run = this.#steps(signal);
    await run(
      'chain',
      () => this.#startChain(),
      ({ description }) => description,
    );
    await run(
      'contracts',
      () => this.#chain.deployContracts(),
      (deployment) => `market ${deployment.market}`,
    );
    await run(
      'gateway',
      () => this.#startGateway(),
      ({ url }) => `${url}, with PostgreSQL`,
    );
    await run(
      'wires',
      () => this.#startSimulator(),
      () => `${this.#options.households.length} simulated households`,
    );
    for (const process of [this.gateway, this.simulator]) this.#watch(process);
    this.#chain.watch((error) => this.onCrash?.(error));
  }

  /**
   * Starts households, a few at a time, and pays their first deposits. On failure those that were started keep running
   * until `stop`.
   */
  async join(names: readonly string[], signal?: AbortSignal): Promise<void> {
    const run = this.#steps(signal);
    await inParallel(names, (name) =>
      run(
        name,
        () => this.#startHousehold(name, signal),
        (household) => `meter ${household.meterKey}`,
      ),
    );
    const joined = names.map((name) => this.household(name));
    await run(
      'deposits',
      () => this.#deposits(joined),
      (text) => text,
    );
    for (const { secureWorld, meter } of joined) for (const process of [secureWorld, meter]) this.#watch(process);
  }

  #steps(signal: AbortSignal | undefined) {
    return <T>(name: string, work: () => Promise<T>, describe: (result: T) => string): Promise<T> => {
      signal?.throwIfAborted();
      return step(this.#progress, name, work, describe);
    };
  }

  #watch(process: ManagedProcess): void {
    process.onCrash = (error) => this.onCrash?.(error);
  }

  /** Every child process except the chain. */
  processes(): ManagedProcess[] {
    const parts = [...this.households.values()].flatMap(({ secureWorld, meter }) => [secureWorld, meter]);
    return [this.gateway, this.simulator, ...parts];
  }

  /** Lets the next start end what a killed run left behind. Call it whenever a process was restarted. */
  async recordChildren(): Promise<void> {
    const pids = [this.#chain.pid, ...this.processes().map(({ pid }) => pid)];
    await this.#lock.recordChildren(pids.filter((pid) => pid !== undefined));
  }

  async #startChain(): Promise<ChainNode> {
    const chain = await this.#chain.start();
    await this.recordChildren();
    return chain;
  }

  /** Restarts the chain's process from its last written state: at most two seconds before it ended. */
  async launchChain(): Promise<void> {
    await this.#chain.restart();
    await this.recordChildren();
  }

  async #startGateway(): Promise<GatewayAddress> {
    await this.#gateway.prepare();
    await this.launchGateway();
    await this.#gateway.openOperator();
    return this.address;
  }

  /** Starts the gateway's process, on its first start's ports, so that running meters find it. */
  async launchGateway(): Promise<void> {
    await this.#gateway.launch();
    await this.recordChildren();
  }

  async #endpoints(part: string): Promise<readonly [string, string]> {
    const { url } = this.#chain.node;
    return this.#options.endpoints ? await this.#options.endpoints(part, url) : [url, url];
  }

  async #startSimulator(): Promise<void> {
    await this.#simulator.start();
    await this.recordChildren();
  }

  async #startHousehold(name: string, signal: AbortSignal | undefined): Promise<Household> {
    const { address } = this;
    const household = await this.#makeHousehold(name);
    await household.startSecureWorld(signal);
    await household.provision();
    await household.writeMeterProfile(address);
    const ledger = await this.#operatorLedger();
    await household.enrol(this.operator, { chain: this.reader, ledger });
    await this.#approve(household, ledger);
    await household.meter.start();
    await household.openOwner(address);
    await household.awaitOnline();
    await this.recordChildren();
    return household;
  }

  async #makeHousehold(name: string): Promise<Household> {
    const trustzone = this.#options.trustzone?.includes(name) ?? false;
    const household = new Household({
      layout: this.layout.household(name),
      logFile: (process) => this.layout.log(process),
      deployment: this.deployment,
      deploymentFile: this.layout.deploymentFile,
      endpoints: await this.#endpoints(name),
      ownerEndpoints: await this.#endpoints(`${name}'s owner`),
      trustzone,
    });
    this.households.set(name, household);
    if (trustzone)
      this.#progress.note(name, 'boots TF-A, OP-TEE and Linux in QEMU: ten seconds, more on a busy machine');
    return household;
  }

  /** Starts a house that nobody owns yet: its secure world is empty, and its meter's own page waits for a person. */
  async startWaiting(name: string, { pagesFolder }: { pagesFolder: string }): Promise<WaitingHouse> {
    const house = new WaitingHouse(await this.#makeHousehold(name), {
      operator: this.operator,
      ledger: await this.#operatorLedger(),
      reader: this.reader,
      clock: systemClock,
    });
    await house.start({ gateway: this.address, pagesFolder });
    await this.recordChildren();
    const { secureWorld, meter } = this.household(name);
    for (const process of [secureWorld, meter]) this.#watch(process);
    return house;
  }

  /** Pays a taken house's first deposit in test money. */
  async depositFor(name: string): Promise<string> {
    return this.#deposits([this.household(name)]);
  }

  /** The operator's own list: for which devices codes were made, and which were admitted. Public values only. */
  async operatorList(): Promise<string> {
    return (await this.#operatorLedger()).text();
  }

  /** Shared by all households, so that none forgets another's entries. */
  #operatorLedger(): Promise<OperatorLedger> {
    this.#ledger ??= OperatorLedger.open(this.layout.key('operator-ledger.json'), this.deployment);
    return this.#ledger;
  }

  /**
   * What goes on chain is what the meter signed, verified as an operator does it, not what the gateway says. Includes what an
   * earlier, killed start enrolled without approving.
   */
  async #approve({ deviceId, meterKey }: Household, ledger: OperatorLedger): Promise<void> {
    if (await this.reader.meter(meterKey)) return;
    const enroller = new Enroller(
      { deployment: this.deployment, development: true },
      {
        ledger,
        tlsKeyHash: async (request, device) => (await verifyCertificateRequest(request, device)).tlsKeyHash,
        submit: (signed) => this.#chain.enrol(signed),
        clock: systemClock,
      },
    );
    await enroller.approve({ deviceId, meterKey }, await this.operator.file(deviceId));
  }

  async #deposits(households: readonly Household[]): Promise<string> {
    const amount = money(this.#options.deposit ?? 10_000_000n);
    const pay = async (household: Household): Promise<boolean> =>
      this.#chain.deposit(household.account, await household.wallet(), amount);
    // All at once: each waits for blocks, not for the CPU.
    const paid = await Promise.all(households.map(pay));
    const count = paid.filter((made) => made).length;
    return count === 0 ? 'as before' : `${count} of test money`;
  }

  /**
   * Stops every process, meters first so that their relays open in order; the chain writes its state last. Throws the first
   * failure once nothing is running.
   */
  async stop(): Promise<void> {
    for (const process of this.processes()) process.onCrash = undefined;
    const steps = [
      () => Promise.all([...this.households.values()].map((household) => household.stop())),
      () => this.#simulator.stop(),
      () => this.gateway.stop(),
      () => this.#chain.stop(),
      async () => {
        if (this.#held) await this.#lock.release();
        this.#held = false;
      },
    ];
    const failures: unknown[] = [];
    for (const step of steps) await step().catch((failure: unknown) => failures.push(failure));
    if (failures.length > 0) throw failures[0];
  }
}

/**
 * Applies `work` to every item, a few at a time: starting forty processes at once would starve each of them. Throws the first
 * failure once nothing is in flight, so that a caller who then stops everything misses nothing.
 */
async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const queue = items.values();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const item of queue) {
      await work(item).catch((failure: unknown) => failures.push(failure));
      if (failures.length > 0) return;
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_STARTS }, worker));
  if (failures.length > 0) throw failures[0];
}
