/** The chain of a community: a local one with the contracts on it, and the wallets that pay there. */
import {
  ChainReader,
  deploy,
  describeDeployment,
  type LocalChain,
  networks,
  readDeployment,
  verifyDeployment,
  writeDeployment,
} from '@evlock/chain';
import { Wallet } from '@evlock/owner/node';
import {
  type Address,
  type DeploymentFile,
  EvlockError,
  energy,
  type Money,
  type SignedEnrolment,
  systemClock,
  type Timestamp,
} from '@evlock/protocol';
import { type ChainKey, ensureChainKey } from '../folder/keys.ts';
import type { Layout } from '../folder/layout.ts';
import { started } from '../parts/started.ts';
import { type ChainNode, type ForeignNode, foreignNode, ownNode, requireSoonFinal } from './node.ts';

export interface CommunityChainOptions {
  readonly layout: Layout;
  /** Time at which a new chain begins, UTC seconds; default now. */
  readonly startTime?: Timestamp;
  /** A node that is there, in place of anvil. */
  readonly node?: ForeignNode | undefined;
}

/** Least energy of a trade on the local network, mWh. */
const MINIMUM_LOT = energy(1_000);
/** Passkeys speak for this page; a secure world takes one of this machine on the chains of `networks` alone. */
const LOCAL_PAGE = { rpId: 'localhost', origins: ['https://localhost'] };
const PAGE = { rpId: 'evlock.example', origins: ['https://evlock.example'] };

/** A chain that is not the one of the file has another id, too few blocks, or other code. */
function ofOtherChain(thrown: unknown, deploymentFile: string): EvlockError {
  const error = EvlockError.from(thrown);
  if (!error.entry.otherChain) return error;
  const { code, details } = error;
  return new EvlockError('FOLDER_OF_OTHER_CHAIN', { deploymentFile, reason: code, ...details }, { cause: error });
}

export class CommunityChain {
  readonly #options: CommunityChainOptions;
  readonly #wallets = new Map<Address, Wallet>();
  #node: ChainNode | undefined;
  #deployment: DeploymentFile | undefined;
  #reader: ChainReader | undefined;

  constructor(options: CommunityChainOptions) {
    this.#options = options;
  }

  /** Of one's own. Throws `OUT_OF_STATE` where the chain runs on a node that was there. */
  get process(): LocalChain {
    return started(this.#node?.process);
  }

  get node(): ChainNode {
    return started(this.#node);
  }

  get deployment(): DeploymentFile {
    return started(this.#deployment);
  }

  get reader(): ChainReader {
    return started(this.#reader);
  }

  /** Of the running process, if there is one. */
  get pid(): number | undefined {
    return this.#node?.process?.pid;
  }

  async start(): Promise<ChainNode> {
    const { layout, startTime, node } = this.#options;
    this.#node = node
      ? await foreignNode(node, () => ensureChainKey(layout.key('deployer.key')))
      : await ownNode({ folder: layout.chain, startTime });
    return this.#node;
  }

  /** Starts the process again where it stood when its state was last written: a second or two before its end, or while nothing happened. */
  async restart(): Promise<void> {
    const ended = this.process;
    await ended.stop();
    this.#node = await ownNode({ folder: this.#options.layout.chain, port: ended.port });
  }

  /** Calls back when the process that runs now ends without `stop`, or can keep nothing any more. */
  watch(onFailure: (error: EvlockError) => void): void {
    const process = this.#node?.process;
    void process?.ended.then(() => {
      if (this.#node) onFailure(new EvlockError('PROCESS_FAILED', { process: 'chain' }));
    });
    void process?.failed.then(onFailure);
  }

  /** Finds the contracts of an earlier start, or deploys them. Throws `FOLDER_OF_OTHER_CHAIN` where the chain does not have them. */
  async deployContracts(): Promise<DeploymentFile> {
    const { url, process } = this.node;
    const { deploymentFile } = this.#options.layout;
    const existing = await readDeployment(deploymentFile).catch((error) => {
      if (EvlockError.is(error, 'DEPLOYMENT_MISSING')) return undefined;
      throw error;
    });
    if (existing) {
      await verifyDeployment([url], existing).catch((error: unknown) => {
        throw ofOtherChain(error, deploymentFile);
      });
    }
    const deployment = existing ?? (await this.#deploy(this.node));
    if (!process) {
      // A chain that had just begun was final up to its beginning.
      await requireSoonFinal(url);
      // What earlier starts have used up.
      await this.#fundKeys();
    }
    this.#deployment = deployment;
    this.#reader = new ChainReader({ endpoints: [url], deployment }, { clock: systemClock });
    return deployment;
  }

  async #deploy(node: ChainNode): Promise<DeploymentFile> {
    const { layout } = this.#options;
    const { url, network, process } = node;
    const { operator, enroller } = await this.#keys();
    const roles = {
      admin: operator.address,
      enroller: enroller.address,
      suspender: operator.address,
      pauser: operator.address,
    };
    const contracts = await deploy({
      url,
      privateKey: await node.deployer(),
      network,
      minimumLot: MINIMUM_LOT,
      minimumReputationLot: MINIMUM_LOT,
      roles,
    });
    await this.#fundKeys();
    const page = network.name === networks.local.name ? LOCAL_PAGE : PAGE;
    const choice = { ...page, attestationKeys: [] };
    const deployment = await describeDeployment(url, { deployment: contracts, choice }, { clock: systemClock });
    // A chain that is killed must not have forgotten what the file says.
    await process?.save();
    await writeDeployment(layout.deploymentFile, deployment);
    return deployment;
  }

  async #keys() {
    const ensure = (name: string): Promise<ChainKey> => ensureChainKey(this.#options.layout.key(`${name}.key`));
    const [operator, enroller, submitter] = await Promise.all([
      ensure('operator'),
      ensure('enroller'),
      ensure('submitter'),
    ]);
    return { operator, enroller, submitter };
  }

  /** Gas for everybody who puts something on chain. */
  async #fundKeys(): Promise<void> {
    for (const { address } of Object.values(await this.#keys())) await this.node.fund(address);
  }

  /** The operator's part: with an enrolling key that the gateway does not have. */
  async enrol(signed: SignedEnrolment): Promise<void> {
    await this.#wallet(await ensureChainKey(this.#options.layout.key('enroller.key'))).enrol(signed);
  }

  /** Gives an account that has nothing its first deposit, paid by `payer` with minted test money; `false` where it has some. */
  async deposit(account: Address, payer: ChainKey, amount: Money): Promise<boolean> {
    const { balance, locked } = await this.reader.account(account);
    if (balance + locked > 0n) return false;
    const operator = await ensureChainKey(this.#options.layout.key('operator.key'));
    await this.node.fund(payer.address);
    await this.#wallet(operator).mint(payer.address, amount);
    await this.#wallet(payer).deposit(account, amount);
    return true;
  }

  /** One queue per key, so that two calls never take one nonce. */
  #wallet(key: ChainKey): Wallet {
    let wallet = this.#wallets.get(key.address);
    if (!wallet) {
      const { deployment, node } = this;
      wallet = new Wallet({ deployment, endpoint: node.url, privateKey: key.privateKey });
      this.#wallets.set(key.address, wallet);
    }
    return wallet;
  }

  /** Ends the wallets' queues, then the process, which writes its state. */
  async stop(): Promise<void> {
    for (const wallet of this.#wallets.values()) await wallet.stop();
    this.#wallets.clear();
    const process = this.#node?.process;
    this.#node = undefined;
    await process?.stop();
  }
}
