/** An owner's profile: one JSON file with everything that differs between households. Secrets are in files, never inline. */
import { dirname, join, resolve } from 'node:path';
import { readAuthority, readProfileFile, replaceOwnFile, requireOwnFile } from '@evlock/files';
import {
  address,
  type Clock,
  deploymentFileSchema,
  EvlockError,
  parseJson,
  systemClock,
  toJson,
} from '@evlock/protocol';
import { z } from 'zod';
import { ApiClient } from '../api/client.ts';
import type { Passkey } from '../approval/passkey.ts';
import { Owner } from '../owner.ts';
import { FileOwnerStore } from './file-store.ts';
import { httpsTransport } from './https-transport.ts';
import { openOwnersChain } from './owners-chain.ts';

const path = z.string().min(1).max(4096);

export const ownerProfileSchema = z.strictObject({
  gateway: z.strictObject({
    url: z.url({ protocol: /^https$/ }),
    /** PEM of the gateway's authority: the only one trusted. */
    authorityFile: path,
  }),
  /** PEM of the owner's software passkey, P-256; 0600. */
  passkeyFile: path,
  /** Session and last mandate id; 0600. */
  stateFile: path.default('state.json'),
  meterKey: address.schema,
  /** Where the owner's money is, as the secure world reported when the passkey was bound. */
  account: address.schema,
  /** As handed over by the operator. Signatures are for this deployment, whatever the gateway says later. */
  deployment: deploymentFileSchema,
  /** RPC endpoints of the owner's choice, ideally from two providers: for deposits, and to verify the gateway. */
  chain: z
    .strictObject({
      endpoints: z
        .array(z.url({ protocol: /^https?$/ }))
        .min(1)
        .max(4),
    })
    .optional(),
});
export type OwnerProfile = z.output<typeof ownerProfileSchema>;

/**
 * Reads a profile; relative paths in it are resolved from its folder. Throws `PROFILE_MISSING`, `PROFILE_INVALID` with the
 * offending field.
 */
export async function readOwnerProfile(file: string): Promise<OwnerProfile> {
  const text = await readProfileFile(file);
  let profile: OwnerProfile;
  try {
    profile = parseJson(ownerProfileSchema, text, 65_536);
  } catch (cause) {
    throw new EvlockError('PROFILE_INVALID', { ...EvlockError.from(cause).details, file }, { cause });
  }
  const absolute = (item: string): string => resolve(dirname(resolve(file)), item);
  return {
    ...profile,
    gateway: { ...profile.gateway, authorityFile: absolute(profile.gateway.authorityFile) },
    passkeyFile: absolute(profile.passkeyFile),
    stateFile: absolute(profile.stateFile),
  };
}

/** Any format version: an older profile may be rewritten too. */
const isOwnerProfile = (text: string): boolean => /^\s*\{[\s\S]*"passkeyFile"\s*:/.test(text);

/** Throws `FILE_UNUSABLE` when the file is anything but an owner's profile: a meter's, a key. */
export const requireOwnerProfileFile = (file: string): Promise<void> => requireOwnFile(file, isOwnerProfile);

/** Throws `FILE_UNUSABLE`, also as `requireOwnerProfileFile` does. */
export async function writeOwnerProfile(file: string, profile: z.input<typeof ownerProfileSchema>): Promise<void> {
  await replaceOwnFile(file, `${toJson(profile, 2)}\n`, { mode: 0o600, isOwn: isOwnerProfile });
}

/** `~/.evlock/owner/profile.json` and the files beside it. */
export const ownerProfileFile = (home: string): string => join(home, '.evlock', 'owner', 'profile.json');

/** A gateway client. Throws `PROFILE_INVALID` when the authority is unreadable or invalid, or the URL is not https. */
export async function openApi(gateway: OwnerProfile['gateway']): Promise<ApiClient> {
  const transport = httpsTransport({ url: gateway.url, authority: await readAuthority(gateway.authorityFile) });
  return new ApiClient({ transport });
}

/**
 * The owner of a profile, ready to act; `api.close()` when done. Throws as `openApi` and `openOwnersChain`.
 *
 * @example
 * const passkey = await SoftwarePasskey.load('passkey.pem');
 * const { owner, api } = await openOwner(await readOwnerProfile('profile.json'), { passkey });
 * console.log((await owner.account()).balance);
 * api.close();
 */
export async function openOwner(
  profile: OwnerProfile,
  { passkey, clock = systemClock }: { readonly passkey: Passkey; readonly clock?: Clock },
): Promise<{ owner: Owner; api: ApiClient }> {
  const api = await openApi(profile.gateway);
  const store = new FileOwnerStore(profile.stateFile);
  const { deployment } = profile;
  const chain = profile.chain && openOwnersChain({ endpoints: profile.chain.endpoints, deployment }, { clock });
  return { api, owner: new Owner(profile, { api, passkey, store, clock, chain }) };
}
