/** A wallet in this browser by EIP-1193. It is somebody else's code: what it says it sent is looked up on chain. */
import type { DepositPlan, WalletCall } from '@evlock/owner';
import type { Address, Bytes32 } from '@evlock/protocol';

export interface Wallet {
  request(call: { readonly method: string; readonly params?: readonly unknown[] }): Promise<unknown>;
}

/** Undefined where the browser has none. */
export const walletHere = (): Wallet | undefined => (globalThis as { readonly ethereum?: Wallet }).ethereum;

/** Why a wallet did not do what it was asked. */
export class WalletRefusal extends Error {
  readonly why: 'refused' | 'otherChain';

  constructor(why: WalletRefusal['why'], cause: unknown) {
    super(why, { cause });
    this.why = why;
  }
}

/** EIP-1193: the person said no. EIP-3326: the wallet does not know the chain. */
const isRefusal = (error: unknown): boolean => (error as { readonly code?: unknown }).code === 4001;

const hexOf = (value: number): string => `0x${value.toString(16)}`;

/** The account that the wallet pays from, on the plan's chain. Throws `WalletRefusal`. */
export async function connect(wallet: Wallet, { chainId }: Pick<DepositPlan, 'chainId'>): Promise<Address> {
  const accounts = await asked(wallet, 'eth_requestAccounts');
  const [from] = accounts as Address[];
  if (!from) throw new WalletRefusal('refused', accounts);
  const chain = hexOf(chainId);
  if ((await asked(wallet, 'eth_chainId')) !== chain) {
    try {
      await wallet.request({ method: 'wallet_switchEthereumChain', params: [{ chainId: chain }] });
    } catch (error) {
      throw new WalletRefusal(isRefusal(error) ? 'refused' : 'otherChain', error);
    }
    if ((await asked(wallet, 'eth_chainId')) !== chain) throw new WalletRefusal('otherChain', chain);
  }
  return from;
}

/** Has the wallet send one transaction; resolves with its hash as the wallet says it. Throws `WalletRefusal`. */
export async function send(wallet: Wallet, from: Address, { to, data }: WalletCall): Promise<Bytes32> {
  return (await asked(wallet, 'eth_sendTransaction', { from, to, data, value: '0x0' })) as Bytes32;
}

async function asked(wallet: Wallet, method: string, ...params: readonly unknown[]): Promise<unknown> {
  try {
    return await wallet.request(params.length > 0 ? { method, params } : { method });
  } catch (error) {
    if (isRefusal(error)) throw new WalletRefusal('refused', error);
    throw error;
  }
}
