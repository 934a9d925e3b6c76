/**
 * A whole community on one machine, every part a real process: chain, PostgreSQL, gateway, the simulated wires, and for each
 * household a meter and a secure world. For demonstration, tests and attacks; a real one has the same parts elsewhere.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ChainReader,
  deploy,
  developmentAccount,
  fund,
  type LocalChain,
  readDeployment,
  startLocalChain,
  verifyDeployment,
  writeDeployment,
} from '@evlock/chain';
import {
  type Address,
  type Deployment,
  EvlockError,
  energy,
  type MarketInfo,
  money,
  systemClock,
  type Timestamp,
  toJson,
} from '@evlock/protocol';
import { SimulatorControl } from '@evlock/simulator';
import { Household } from './household.ts';
import { type ChainKey, ensureChainKey, ensureToken } from './keys.ts';
import { Layout } from './layout.ts';
import { FolderLock } from './lock.ts';
import { Operator, openApi, Wallet } from './owner/index.ts';
import { entries, type GatewayAddress } from './parts.ts';
import { ManagedProcess } from './process.ts';
import { type Progress, silentProgress, step } from './progress.ts';

/** A wire between two households; energy flows as the sender's converter and both relays allow. */
export interface WireSpec {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

export interface CommunityOptions {
  /** Everything is kept here; a second start on it goes on with the same chain, accounts and history. */
  readonly folder: string;
  readonly households: readonly string[];
  readonly wires: readonly WireSpec[];
  /** Households whose secure world runs in a TrustZone machine under QEMU; the others have emulators. */
  readonly trustzone?: readonly string[];
  /** Micro-units that each account holds after its first start. Default 10 tokens. */
  readonly deposit?: bigint;
  /** Puts something between the parts and the gateway: given its port, gives the port to be used instead. For tests. */
  readonly tap?: (port: number, link: 'http' | 'device') => Promise<number>;
  /** The two RPC endpoints of the gateway, or of a household's meter by its name: given the chain's own. For tests. */
  readonly endpoints?: (part: string, url: string) => Promise<readonly [string, string]>;
  /** Time at which a new chain begins, UTC seconds; default now. For tests. */
  readonly chainStart?: Timestamp;
  /** Lines of the gateway's profile that differ from the default, for tests. */
  readonly gateway?: Readonly<Record<string, unknown>>;
}

/** Least energy of a trade on the local network, mWh. */
const MINIMUM_LOT = energy(1_000);
/** Households that start at one time. */
const PARALLEL_STARTS = 4;
const GAS_MONEY = 10n ** 21n;
/** Passkeys of the development network speak for this page. */
const RELYING_PARTY = { rpId: 'localhost', origin: 'https://localhost' };

export class Community {
  readonly layout: Layout;
  readonly households = new Map<string, Household>();
  readonly #wallets = new Map<Address, Wallet>();
  readonly #options: CommunityOptions;
  readonly #progress: Progress;
  readonly #lock: FolderLock;
  readonly gateway: ManagedProcess;
  readonly simulator: ManagedProcess;
  #chain: LocalChain | undefined;
  #deployment: Deployment | undefined;
  #reader: ChainReader | undefined;
  #control: SimulatorControl | undefined;
  #address: GatewayAddress | undefined;
  /** What the gateway itself listens on. */
  #ports: { readonly http: number; readonly device: number } | undefined;
  #operator: Operator | undefined;
  /** Whether the folder is ours: another community's lock is not to be released. */
  #held = false;
  /** Called with the first part that ends unasked. */
  onCrash: ((error: EvlockError) => void) | undefined;

  constructor(options: CommunityOptions, modules: { progress?: Progress } = {}) {
    this.#options = options;
    this.#progress = modules.progress ?? silentProgress;
    this.layout = new Layout(options.folder);
    this.#lock = new FolderLock(this.layout.root, this.layout.run);
    this.gateway = new ManagedProcess({
      name: 'gateway',
      entry: entries.gateway,
      args: ['--profile', join(this.layout.gateway, 'profile.json')],
      logFile: this.layout.log('gateway'),
      endWithin: 20_000,
    });
    this.simulator = new ManagedProcess({
      name: 'simulator',
      entry: entries.simulator,
      args: [this.#simulatorConfig],
      logFile: this.layout.log('simulator'),
    });
  }

  get #simulatorConfig(): string {
    return join(this.layout.root, 'simulator.json');
  }

  get chain(): LocalChain {
    return started(this.#chain);
  }

  get deployment(): Deployment {
    return started(this.#deployment);
  }

  /** Reads the chain by itself, without the gateway. */
  get reader(): ChainReader {
    return started(this.#reader);
  }

  get control(): SimulatorControl {
    return started(this.#control);
  }

  get operator(): Operator {
    return started(this.#operator);
  }

  get address(): GatewayAddress {
    return started(this.#address);
  }

  household(name: string): Household {
    return started(this.households.get(name));
  }

  /** Brings everything up. On failure everything that was started is stopped again before the error is thrown. */
  async start(signal?: AbortSignal): Promise<void> {
    await this.layout.create();
    await this.#lock.take();
    this.#held = true;
    try {
      await this.#startAll(signal);
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async #startAll(signal: AbortSignal | undefined): Promise<void> {
    const run = <T>(name: string, work: () => Promise<T>, describe: (result: T) => string): Promise<T> => {
      signal?.throwIfAborted();
      return step(this.#progress, name, work, describe);
    };
    await run(
      'chain',
      () => this.#startChain(),
      (chain) => `anvil at ${chain.url}, its keys are public`,
    );
    await run(
      'contracts',
      () => this.#deployContracts(),
      (deployment) => `market ${deployment.market}`,
    );
    const address = await run(
      'gateway',
      () => this.#startGateway(),
      ({ url }) => `${url}, with PostgreSQL`,
    );
    await run(
      'wires',
      () => this.#startSimulator(),
      () => `${this.#options.households.length} simulated households`,
    );
    const market = await this.#marketInfo(address);
    await inParallel(this.#options.households, (name) =>
      run(
        name,
        () => this.#startHousehold(name, address, market),
        (household) => `meter ${household.meterKey}`,
      ),
    );
    await run(
      'deposits',
      () => this.#deposits(),
      (text) => text,
    );
    for (const process of this.processes()) {
      process.onCrash = (error) => this.onCrash?.(error);
    }
    void this.chain.ended.then(() => {
      if (this.#chain) this.onCrash?.(new EvlockError('PROCESS_FAILED', { process: 'chain' }));
    });
  }

  /** Every process that is a child of this one, but the chain. */
  processes(): ManagedProcess[] {
    const parts = [...this.households.values()].flatMap(({ secureWorld, meter }) => [secureWorld, meter]);
    return [this.gateway, this.simulator, ...parts];
  }

  async #recordChildren(): Promise<void> {
    const pids = [this.#chain?.pid, ...this.processes().map(({ pid }) => pid)];
    await this.#lock.recordChildren(pids.filter((pid) => pid !== undefined));
  }

  async #startChain(): Promise<LocalChain> {
    const { chainStart } = this.#options;
    this.#chain = await startLocalChain({ folder: this.layout.chain, ...(chainStart && { startTime: chainStart }) });
    await this.#recordChildren();
    return this.#chain;
  }

  /** Starts the chain's process again where it stood when its state was last written: at most two seconds before its end. */
  async launchChain(): Promise<void> {
    const ended = this.chain;
    await ended.stop();
    this.#chain = await startLocalChain({ folder: this.layout.chain, port: ended.port });
    await this.#recordChildren();
  }

  async #deployContracts(): Promise<Deployment> {
    const { url } = this.chain;
    const [operator, enroller, submitter] = await Promise.all(
      ['operator.key', 'enroller.key', 'submitter.key'].map((name) => ensureChainKey(this.layout.key(name))),
    );
    if (!operator || !enroller || !submitter) throw new EvlockError('INTERNAL');
    const existing = await readDeployment(this.layout.deploymentFile).catch((error) => {
      if (EvlockError.is(error, 'NOT_DEPLOYED')) return undefined;
      throw error;
    });
    if (existing) {
      await verifyDeployment(url, existing);
      this.#deployment = existing;
    } else {
      const roles = {
        admin: operator.address,
        enroller: enroller.address,
        suspender: operator.address,
        pauser: operator.address,
      };
      this.#deployment = await deploy({
        url,
        privateKey: developmentAccount(0).privateKey,
        network: 'local',
        minimumLot: MINIMUM_LOT,
        minimumReputationLot: MINIMUM_LOT,
        roles,
      });
      for (const key of [operator, enroller, submitter]) await fund(url, key.address, GAS_MONEY);
      await writeDeployment(this.layout.deploymentFile, this.#deployment);
    }
    this.#reader = new ChainReader({ endpoints: [url], deployment: this.#deployment }, { clock: systemClock });
    return this.#deployment;
  }

  async #startGateway(): Promise<GatewayAddress> {
    const token = await ensureToken(this.layout.key('operator.token'));
    await this.#writeGatewayProfile();
    await this.launchGateway();
    const api = await openApi(this.address);
    this.#operator = new Operator({ token }, { api });
    return this.address;
  }

  async #writeGatewayProfile(): Promise<void> {
    const profile = {
      dataFolder: this.layout.gateway,
      keyFolder: this.layout.keys,
      http: { port: this.#ports?.http ?? 0 },
      deviceLink: { port: this.#ports?.device ?? 0 },
      database: { embedded: true },
      chain: { endpoints: [...new Set(await this.#endpoints('gateway'))], deploymentFile: this.layout.deploymentFile },
      submitterKeyFile: this.layout.key('submitter.key'),
      operatorTokenFile: this.layout.key('operator.token'),
      ...RELYING_PARTY,
      development: true,
      ...this.#options.gateway,
    };
    await writeFile(join(this.layout.gateway, 'profile.json'), toJson(profile, 2));
  }

  async #endpoints(part: string): Promise<readonly [string, string]> {
    const { url } = this.chain;
    return this.#options.endpoints ? await this.#options.endpoints(part, url) : [url, url];
  }

  /** Starts the gateway's process. The first start takes free ports; a later one the same, so that running meters find it. */
  async launchGateway(): Promise<void> {
    const { httpPort, devicePort } = await this.gateway.start();
    if (typeof httpPort !== 'number' || typeof devicePort !== 'number') throw new EvlockError('INTERNAL');
    await this.#recordChildren();
    if (this.#ports) return;
    this.#ports = { http: httpPort, device: devicePort };
    await this.#writeGatewayProfile();
    const { tap = async (port) => port } = this.#options;
    const authorityFile = join(this.layout.gateway, 'authority.pem');
    this.#address = {
      url: `https://localhost:${await tap(httpPort, 'http')}`,
      devicePort: await tap(devicePort, 'device'),
      authorityFile,
    };
  }

  async #startSimulator(): Promise<void> {
    const config = {
      controlSocket: join(this.layout.run, 'simulator.sock'),
      households: this.#options.households.map((name) => ({ name, root: this.layout.household(name).devices })),
      wires: this.#options.wires,
    };
    for (const name of this.#options.households) await this.layout.household(name).create();
    await writeFile(this.#simulatorConfig, toJson(config, 2));
    await this.simulator.start();
    this.#control = await SimulatorControl.connect(config.controlSocket);
    await this.#recordChildren();
  }

  async #marketInfo(address: GatewayAddress): Promise<MarketInfo> {
    const api = await openApi(address);
    const market = await api.call('market', {});
    api.close();
    return market;
  }

  async #startHousehold(name: string, address: GatewayAddress, market: MarketInfo): Promise<Household> {
    const household = new Household({
      layout: this.layout.household(name),
      logFile: (process) => this.layout.log(process),
      deployment: this.deployment,
      deploymentFile: this.layout.deploymentFile,
      endpoints: await this.#endpoints(name),
      trustzone: this.#options.trustzone?.includes(name) ?? false,
    });
    this.households.set(name, household);
    await household.startSecureWorld();
    await household.provision(market);
    await household.writeMeterProfile(address);
    if (await household.enrol(this.operator)) await this.#approve(household);
    await household.meter.start();
    await household.openOwner(address, market);
    await household.awaitOnline();
    await this.#recordChildren();
    return household;
  }

  /** The operator's part: with an enrolling key that the gateway does not have. */
  async #approve(household: Household): Promise<void> {
    const pending = (await this.operator.enrolments()).find(({ meterKey }) => meterKey === household.meterKey);
    if (!pending) throw new EvlockError('NOT_ENROLLED', { meterKey: household.meterKey });
    await this.#wallet(await ensureChainKey(this.layout.key('enroller.key'))).enrol(pending);
  }

  async #deposits(): Promise<string> {
    const amount = money(this.#options.deposit ?? 10_000_000n);
    const operator = await ensureChainKey(this.layout.key('operator.key'));
    const pay = async (household: Household): Promise<boolean> => {
      const { balance, locked } = await this.reader.account(household.account);
      if (balance + locked > 0n) return false;
      const key = await household.wallet();
      await fund(this.chain.url, key.address, GAS_MONEY);
      await this.#wallet(operator).mint(key.address, amount);
      await this.#wallet(key).deposit(household.account, amount);
      return true;
    };
    // All at once: each waits for blocks, not for the processor.
    const paid = await Promise.all([...this.households.values()].map(pay));
    const count = paid.filter((made) => made).length;
    return count === 0 ? 'as before' : `${count} of test money`;
  }

  /** One queue per key, so that two calls never take one nonce. */
  #wallet(key: ChainKey): Wallet {
    let wallet = this.#wallets.get(key.address);
    if (!wallet) {
      const { deployment, chain } = this;
      wallet = new Wallet({ deployment, endpoint: chain.url, privateKey: key.privateKey });
      this.#wallets.set(key.address, wallet);
    }
    return wallet;
  }

  /** Stops every process, meters first so that their relays open in order; the chain writes its state last. */
  async stop(): Promise<void> {
    for (const process of this.processes()) process.onCrash = undefined;
    await Promise.all([...this.households.values()].map((household) => household.stop()));
    this.#control?.close();
    for (const wallet of this.#wallets.values()) await wallet.stop();
    this.#wallets.clear();
    await this.simulator.stop();
    await this.gateway.stop();
    const chain = this.#chain;
    this.#chain = undefined;
    await chain?.stop();
    if (this.#held) await this.#lock.release();
    this.#held = false;
  }
}

/** Applies `work` to every item, a few at a time: starting forty processes at once would starve each of them. */
async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: PARALLEL_STARTS }, worker));
  return results;
}

function started<T>(part: T | undefined): T {
  if (part === undefined) throw new EvlockError('OUT_OF_STATE', { problem: 'the community is not started' });
  return part;
}
