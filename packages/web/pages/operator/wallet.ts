/**
 * Who sends what the operator decides on chain: a browser's wallet (EIP-1193, found by EIP-6963), or the demo's own, which holds
 * worthless keys and says so. The keys of roles are never in the page.
 */
import type { Address, Bytes32, Hex } from '@evlock/protocol';
import { postDemo } from '../shared/demo.ts';
import { Problem } from '../shared/problem.ts';
import type { WalletCall } from './client.ts';

interface Provider {
  request(request: { readonly method: string; readonly params?: readonly unknown[] }): Promise<unknown>;
}

export interface Wallet {
  readonly name: string;
  /** Whether it is the demo's. */
  readonly demo: boolean;
  /** Sends, and waits until the transaction is on chain. Throws a `Problem`. */
  send(call: WalletCall, chainId: number): Promise<Bytes32>;
}

/** Milliseconds between two looks for a receipt, and how many. */
const BETWEEN_LOOKS = 1_000;
const LOOKS = 60;

const problem = (code: string, message: string, remedy: string): Problem =>
  new Problem({ code, class: 'refused', message, remedy, details: {} });

const REFUSED = 4001;
const CHAIN_UNKNOWN = 4902;

function walletProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (code === REFUSED) {
    return problem(
      'WALLET_CANCELLED',
      'The wallet was told not to send it.',
      'Try again, and confirm it in the wallet.',
    );
  }
  if (code === CHAIN_UNKNOWN) {
    return problem(
      'WALLET_WRONG_CHAIN',
      'The wallet does not know this chain.',
      'Add the network to the wallet, or copy the command and run it where the key is.',
    );
  }
  const text = typeof message === 'string' ? message.slice(0, 300) : '';
  return problem(
    'WALLET_FAILED',
    `The wallet did not send it. ${text}`,
    'Check that the account has the role and native balance for gas, or copy the command and run it where the key is.',
  );
}

const hexOf = (value: unknown): Hex | undefined =>
  typeof value === 'string' && /^0x[0-9a-fA-F]+$/.test(value) ? (value.toLowerCase() as Hex) : undefined;

async function onChain(provider: Provider, transaction: Bytes32): Promise<Bytes32> {
  for (let look = 0; look < LOOKS; look++) {
    const receipt = (await provider.request({ method: 'eth_getTransactionReceipt', params: [transaction] })) as {
      status?: string;
    } | null;
    if (receipt?.status === '0x1') return transaction;
    if (receipt) {
      throw problem(
        'CHAIN_REVERTED',
        'The contract reverted.',
        'Check that the wallet’s account has the role; the checks above say whether the device itself is in order.',
      );
    }
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS));
  }
  throw problem(
    'TIMED_OUT',
    'The transaction is not on chain yet.',
    'Look into the wallet; the list shows it once it is.',
  );
}

async function sendBy(provider: Provider, { to, data }: WalletCall, chainId: number): Promise<Bytes32> {
  const [from] = (await provider.request({ method: 'eth_requestAccounts' })) as readonly Address[];
  const wanted = `0x${chainId.toString(16)}`;
  if (hexOf(await provider.request({ method: 'eth_chainId' })) !== wanted) {
    await provider.request({ method: 'wallet_switchEthereumChain', params: [{ chainId: wanted }] });
  }
  const sent = hexOf(await provider.request({ method: 'eth_sendTransaction', params: [{ from, to, data }] }));
  if (!sent) throw problem('WALLET_FAILED', 'The wallet did not say what it sent.', 'Look into the wallet.');
  return onChain(provider, sent);
}

const browserWallet = (name: string, provider: Provider): Wallet => ({
  name,
  demo: false,
  send: (call, chainId) =>
    sendBy(provider, call, chainId).catch((error: unknown) => {
      throw walletProblem(error);
    }),
});

/** Wallets of this browser: those that announce themselves, else the one at `window.ethereum`. */
export function browserWallets(): readonly Wallet[] {
  const found = new Map<string, Wallet>();
  const announced = (event: Event): void => {
    const { info, provider } = (event as CustomEvent<{ info?: { uuid?: string; name?: string }; provider?: Provider }>)
      .detail;
    if (info?.uuid && provider) found.set(info.uuid, browserWallet(info.name ?? 'Wallet', provider));
  };
  addEventListener('eip6963:announceProvider', announced);
  dispatchEvent(new Event('eip6963:requestProvider'));
  removeEventListener('eip6963:announceProvider', announced);
  const { ethereum } = globalThis as { ethereum?: Provider };
  if (found.size === 0 && ethereum) found.set('', browserWallet('Wallet', ethereum));
  return [...found.values()];
}

export const DEMO_WALLET = '/demo/wallet';

/** The demo's token; undefined where the pages' server has no demo. */
async function demoToken(): Promise<string | undefined> {
  try {
    const response = await fetch(DEMO_WALLET, { method: 'GET', cache: 'no-store' });
    return response.ok ? ((await response.json()) as { token?: string }).token : undefined;
  } catch {
    return undefined;
  }
}

/** The demo's wallet; undefined where there is none. */
export async function demoWallet(): Promise<Wallet | undefined> {
  const token = await demoToken();
  if (token === undefined) return undefined;
  const send = async (call: WalletCall): Promise<Bytes32> =>
    ((await postDemo(DEMO_WALLET, call, token)) as { transaction: Bytes32 }).transaction;
  return { name: 'demo', demo: true, send };
}

/** A sign-up code for the demo's visitor; undefined where there is no demo. Throws a `Problem`. */
export async function demoSignUp(): Promise<string | undefined> {
  const token = await demoToken();
  if (token === undefined) return undefined;
  return ((await postDemo('/demo/operator', {}, token)) as { code: string }).code;
}

/** The own list of the demo's operator, who made the code of the house that waits; undefined where there is no demo. */
export async function demoList(): Promise<string | undefined> {
  const token = await demoToken();
  if (token === undefined) return undefined;
  return ((await postDemo('/demo/operator-list', {}, token)) as { list: string }).list;
}
