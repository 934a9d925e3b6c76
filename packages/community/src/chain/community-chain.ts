/** A community's chain: a local one with the contracts deployed, and the wallets that pay there. */
import {
  ChainReader,
  deploy,
  describeDeployment,
  type LocalChain,
  networks,
  readDeployment,
  registryAbi,
  type TransactionResult,
  verifyDeployment,
  writeDeployment,
} from '@evlock/chain';
import { Wallet } from '@evlock/owner/node';
import {
  type Address,
  type DeploymentFile,
  EvlockError,
  energy,
  type Hex,
  type Money,
  type SignedEnrolment,
  systemClock,
  type Timestamp,
} from '@evlock/protocol';
import { decodeFunctionData } from 'viem';
import { type ChainKey, ensureChainKey } from '../folder/keys.ts';
import type { Layout } from '../folder/layout.ts';
import { started } from '../parts/started.ts';
import { type ChainNode, type ForeignNode, foreignNode, ownNode, requireSoonFinal } from './node.ts';

export interface CommunityChainOptions {
  readonly layout: Layout;
  /** Start time of a new chain, UTC seconds; default now. */
  readonly startTime?: Timestamp;
  /** An existing node, used instead of anvil. */
  readonly node?: ForeignNode | undefined;
  /** Port of the pages on this machine, if there are any. */
  readonly pagesPort?: () => number | undefined;
}

/** Least energy of a trade on the local network, mWh. */
const MINIMUM_LOT = energy(1_000);
/** Passkeys are bound to this page; a secure world accepts a local page only on the chains of `networks`. */
const localPage = (port: number | undefined) => ({
  rpId: 'localhost',
  origins: [port === undefined ? 'https://localhost' : `http://localhost:${port}`],
});
const PAGE = { rpId: 'evlock.example', origins: ['https://evlock.example'] };

/** A chain other than the file's has another id, too few blocks, or other code. */
function ofOtherChain(thrown: unknown, deploymentFile: string): EvlockError {
  const error = EvlockError.from(thrown);
  if (!error.entry.otherChain) return error;
  const { code, details } = error;
  return new EvlockError('FOLDER_OF_OTHER_CHAIN', { deploymentFile, reason: code, ...details }, { cause: error });
}

const OPERATOR_ACTS = ['enrol', 'suspend', 'resume'] as const;
type OperatorAct = (typeof OPERATOR_ACTS)[number];

/** What a call of the registry does, if it is one that an operator decides. */
function operatorActOf(data: Hex): OperatorAct | undefined {
  try {
    const { functionName } = decodeFunctionData({ abi: registryAbi, data });
    return OPERATOR_ACTS.find((act) => act === functionName);
  } catch {
    return undefined;
  }
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

  /** The community's own process. Throws `OUT_OF_STATE` when the chain runs on an existing node. */
  get process(): LocalChain {
    return started(this.#node?.process);
  }

  get node(): ChainNode {
    return started(this.#node);
  }

  get nodeOrNone(): ChainNode | undefined {
    return this.#node;
  }

  get deployment(): DeploymentFile {
    return started(this.#deployment);
  }

  get deploymentOrNone(): DeploymentFile | undefined {
    return this.#deployment;
  }

  get reader(): ChainReader {
    return started(this.#reader);
  }

  /** The running process, if there is one. */
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

  /** Restarts the process from its last written state: a second or two before it ended, or while nothing happened. */
  async restart(): Promise<void> {
    const ended = this.process;
    await ended.stop();
    this.#node = await ownNode({ folder: this.#options.layout.chain, port: ended.port });
  }

  /** Calls back when the current process ends without `stop`, or can no longer save its state. */
  watch(onFailure: (error: EvlockError) => void): void {
    const process = this.#node?.process;
    void process?.ended.then(() => {
      if (this.#node) onFailure(new EvlockError('PROCESS_FAILED', { process: 'chain' }));
    });
    void process?.failed.then(onFailure);
  }

  /** Finds the contracts of an earlier start, or deploys them. Throws `FOLDER_OF_OTHER_CHAIN` when the chain lacks them. */
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
      // A brand-new chain is final only up to its start.
      await requireSoonFinal(url);
      // Tops up what earlier starts have spent.
      await this.#fundKeys();
    }
    this.#deployment = deployment;
    this.#reader = new ChainReader({ endpoints: [url], deployment }, { clock: systemClock });
    return deployment;
  }

  async #deploy(node: ChainNode): Promise<DeploymentFile> {
    const { layout, pagesPort } = this.#options;
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
    const page = network.name === networks.local.name ? localPage(pagesPort?.()) : PAGE;
    const choice = { ...page, attestationKeys: [] };
    const deployment = await describeDeployment(url, { deployment: contracts, choice }, { clock: systemClock });
    // A killed chain must not have forgotten what the file says.
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

  /** Gas for everyone who puts something on chain. */
  async #fundKeys(): Promise<void> {
    for (const { address } of Object.values(await this.#keys())) await this.node.fund(address);
  }

  /** The operator's part, with an enrolling key that the gateway does not have. */
  async enrol(signed: SignedEnrolment): Promise<void> {
    await this.#wallet(await ensureChainKey(this.#options.layout.key('enroller.key'))).enrol(signed);
  }

  /**
   * Sends what an operator decided of a meter, with the key of its role: the demo's wallet. Throws `INVALID_INPUT` for any other
   * call, and what the contract refuses.
   */
  async sendForOperator({ to, data }: { readonly to: Address; readonly data: Hex }): Promise<TransactionResult> {
    const act = to === this.deployment.registry ? operatorActOf(data) : undefined;
    if (act === undefined)
      throw new EvlockError('INVALID_INPUT', { field: 'data', problem: 'not an act of an operator' });
    const role = act === 'enrol' ? 'enroller' : 'operator';
    return this.#wallet(await ensureChainKey(this.#options.layout.key(`${role}.key`))).send({ to, data, label: act });
  }

  /** Makes an empty account's first deposit, paid by `payer` in minted test money; `false` if it already has a balance. */
  async deposit(account: Address, payer: ChainKey, amount: Money): Promise<boolean> {
    const { balance, locked } = await this.reader.account(account);
    if (balance + locked > 0n) return false;
    const operator = await ensureChainKey(this.#options.layout.key('operator.key'));
    await this.node.fund(payer.address);
    await this.#wallet(operator).mint(payer.address, amount);
    await this.#wallet(payer).deposit(account, amount);
    return true;
  }

  /** Mints test money and deposits it into any account. */
  async giveTestMoney(account: Address, amount: Money): Promise<TransactionResult> {
    const operator = await ensureChainKey(this.#options.layout.key('operator.key'));
    const wallet = this.#wallet(operator);
    await wallet.mint(operator.address, amount);
    return wallet.deposit(account, amount);
  }

  /** One queue per key, so that two calls never use the same nonce. */
  #wallet(key: ChainKey): Wallet {
    let wallet = this.#wallets.get(key.address);
    if (!wallet) {
      const { deployment, node } = this;
      wallet = new Wallet({ deployment, endpoint: node.url, privateKey: key.privateKey });
      this.#wallets.set(key.address, wallet);
    }
    return wallet;
  }

  /** Stops the wallets' queues, then the process, which writes its state. */
  async stop(): Promise<void> {
    for (const wallet of this.#wallets.values()) await wallet.stop();
    this.#wallets.clear();
    const process = this.#node?.process;
    this.#node = undefined;
    await process?.stop();
  }
}
