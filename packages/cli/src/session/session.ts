/** Opens what a command needs, and closes it afterwards. Components are loaded on demand, so that help is fast. */
import type { ApiClient, Operator, Owner } from '@evlock/owner';
import type { OwnerProfile, Wallet } from '@evlock/owner/node';
import { type Deployment, type Hex, parsePrivateKey } from '@evlock/protocol';
import type { Context } from '../context.ts';
import { readHttpsUrl } from '../input/arguments.ts';
import type { GatewayOptions, OwnerOptions } from '../input/options.ts';
import { loadPasskey } from '../input/passkey.ts';
import { readSecret } from '../input/secrets.ts';
import { argument, wrongUsage } from '../input/usage.ts';

const ownerModule = () => import('@evlock/owner/node');

export async function profileFile(context: Context, options: OwnerOptions): Promise<string> {
  const { ownerProfileFile } = await ownerModule();
  const named = options.profile ?? context.env.EVLOCK_PROFILE;
  if (named !== undefined) return named;
  if (context.home === undefined) throw wrongUsage('--profile', 'is required: this user has no home folder');
  return ownerProfileFile(context.home);
}

export async function loadProfile(context: Context, options: OwnerOptions): Promise<OwnerProfile> {
  const { readOwnerProfile } = await ownerModule();
  return readOwnerProfile(await profileFile(context, options));
}

/** Runs `work` as the profile's owner. */
export async function withOwner<T>(
  context: Context,
  options: OwnerOptions,
  work: (owner: Owner, profile: OwnerProfile) => Promise<T>,
): Promise<T> {
  const { openOwner } = await ownerModule();
  const profile = await loadProfile(context, options);
  const passkey = await loadPasskey(profile.passkeyFile);
  const { owner, api } = await openOwner(profile, { passkey, clock: context.clock });
  try {
    return await work(owner, profile);
  } finally {
    api.close();
  }
}

/** The gateway named by options or environment; undefined when neither names one. */
export function gatewayOf(context: Context, options: GatewayOptions): OwnerProfile['gateway'] | undefined {
  const url = options.gateway ?? context.env.EVLOCK_GATEWAY;
  const authorityFile = options.authority ?? context.env.EVLOCK_AUTHORITY;
  if (url === undefined && authorityFile === undefined) return undefined;
  if (url === undefined) throw wrongUsage('--gateway', 'is required with --authority');
  if (authorityFile === undefined) throw wrongUsage('--authority', 'is required with --gateway');
  if (options.gateway === undefined) argument('EVLOCK_GATEWAY', readHttpsUrl)(url);
  return { url, authorityFile };
}

export async function withApi<T>(gateway: OwnerProfile['gateway'], work: (api: ApiClient) => Promise<T>): Promise<T> {
  const { openApi } = await ownerModule();
  const api = await openApi(gateway);
  try {
    return await work(api);
  } finally {
    api.close();
  }
}

export interface OperatorOptions extends GatewayOptions {
  readonly tokenFile?: string;
}

/** Runs `work` as the operator at the gateway. */
export async function withOperator<T>(
  context: Context,
  options: OperatorOptions,
  work: (operator: Operator, api: ApiClient) => Promise<T>,
): Promise<T> {
  const gateway = gatewayOf(context, options);
  if (!gateway) throw wrongUsage('--gateway', 'is required, or the variable EVLOCK_GATEWAY');
  const token = await readSecret(context, {
    file: options.tokenFile,
    option: '--token-file',
    variable: 'EVLOCK_OPERATOR_TOKEN',
  });
  const { Operator } = await import('@evlock/owner');
  return withApi(gateway, (api) => work(new Operator({ token }, { api }), api));
}

/** A private key from a file, or from EVLOCK_PRIVATE_KEY. Throws `INVALID_INPUT`, without the value, when invalid. */
export async function readPrivateKey(context: Context, file: string | undefined, option: string): Promise<Hex> {
  const text = await readSecret(context, { file, option, variable: 'EVLOCK_PRIVATE_KEY' });
  return parsePrivateKey(text, option);
}

export interface WalletOptions {
  readonly endpoint: string;
  readonly deployment: Deployment;
  readonly keyFile: string | undefined;
  /** The option that names the key file. */
  readonly option: string;
}

/** Runs `work` with the caller's own chain key. */
export async function withWallet<T>(
  context: Context,
  { endpoint, deployment, keyFile, option }: WalletOptions,
  work: (wallet: Wallet) => Promise<T>,
): Promise<T> {
  const { Wallet } = await ownerModule();
  const privateKey = await readPrivateKey(context, keyFile, option);
  const wallet = new Wallet({ endpoint, deployment, privateKey }, { clock: context.clock });
  try {
    return await work(wallet);
  } finally {
    await wallet.stop();
  }
}
