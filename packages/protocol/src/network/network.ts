/** A network: the chain, the contracts on it and the rules of the market. All of it is public; the gateway serves it. */
import { sha256, stringToBytes } from 'viem/utils';
import { z } from 'zod';
import { EvlockError } from '../errors/evlock-error.ts';
import type { Domain } from '../signed-data/typed-struct.ts';
import * as f from '../values/field.ts';
import { toJson } from '../values/json.ts';

export const NETWORK_NAMES = ['local', 'kairos', 'kaia'] as const;

/** The addresses of one network's contracts. */
export const deploymentSchema = z.strictObject({
  network: z.string().min(1).max(32),
  chainId: z.number().int().positive(),
  registry: f.address.schema,
  market: f.address.schema,
  /** The periphery that handles many trades in one transaction. */
  batches: f.address.schema,
  token: f.address.schema,
  /** The block in which the first contract was created, where an indexer starts. */
  block: z.number().int().nonnegative(),
});
export type Deployment = z.infer<typeof deploymentSchema>;

/** Maximum number of origins of the owners' pages. */
export const MAX_ORIGINS = 4;

/** Exactly what a browser writes into client data: printable ASCII without quote or backslash, so that nothing is escaped. */
const isWebOrigin = (text: string): boolean => {
  if (!/^https?:\/\/[\x21\x23-\x5b\x5d-\x7e]+$/.test(text) || !URL.canParse(text)) return false;
  const url = new URL(text);
  return url.origin === text && (url.protocol === 'https:' || url.hostname === 'localhost');
};

/** An origin of the owners' pages: https, or http on this machine. */
export const originSchema = z.string().max(300).refine(isWebOrigin, 'an origin such as https://gateway.example');

/**
 * What an operator hands over in person, like the authority's certificate: everything that an owner and a meter pin before any
 * money moves. What a gateway says must match it, field by field.
 */
export const deploymentFileSchema = deploymentSchema.extend({
  format: z.literal('evlock-deployment-1'),
  tokenSymbol: z.string().max(16),
  tokenDecimals: z.literal(6),
  /** Minimum energy of a trade, mWh. */
  minimumLot: f.energyField.schema,
  /** WebAuthn relying party of the owners' passkeys. */
  rpId: z.string().min(1).max(253),
  /** Origins of the owners' pages, in the order in which evidence hashes them. */
  origins: z.array(originSchema).min(1).max(MAX_ORIGINS),
  /** Keys (addresses) whose evidence is accepted; empty on development networks, where any key's evidence is. */
  attestationKeys: z.array(f.address.schema).max(256),
});
export type DeploymentFile = z.infer<typeof deploymentFileSchema>;

/** Everything that a household must know about the market before it signs, as a gateway says it. */
export const marketInfoSchema = deploymentFileSchema.extend({
  /** Whether the gateway admits emulators. */
  development: z.boolean(),
});
export type MarketInfo = z.infer<typeof marketInfoSchema>;

/** What identifies a market; addresses in lower case, as everywhere. */
export interface MarketPlace {
  readonly chainId: number;
  readonly market: string;
}

/**
 * Where a deployment's signatures are valid.
 *
 * @example
 * Order.digest(domainOf(deployment), order);
 */
export const domainOf = (deployment: Pick<Deployment, 'chainId' | 'market'>): Domain => ({
  chainId: deployment.chainId,
  market: deployment.market,
});

/**
 * Whether both are the same market: the same contract on the same chain, whatever else differs. Data signed for one is then valid
 * for the other.
 */
export const isSameMarket = (one: MarketPlace, other: MarketPlace): boolean =>
  one.chainId === other.chainId && one.market === other.market;

const pick = <K extends string, T extends { readonly [Name in K]: unknown }>(names: readonly K[], from: T) =>
  Object.fromEntries(names.map((name) => [name, from[name]])) as { [Name in K]: T[Name] };

const contractFields = Object.keys(deploymentSchema.shape) as (keyof Deployment)[];
const fileFields = Object.keys(deploymentFileSchema.shape).sort() as (keyof DeploymentFile)[];

/** The contracts only. */
export const contractsOf = (deployment: Deployment): Deployment => pick(contractFields, deployment);

/** What a gateway says, in the form of the file. */
export const deploymentFileOf = (deployment: DeploymentFile): DeploymentFile => pick(fileFields, deployment);

/**
 * Eight groups of four hex digits over all fields, independent of their order in the file, for people who were given the same file
 * to compare. 128 bits, so that nobody can make a second file with the same fingerprint.
 */
export function deploymentFingerprint(deployment: DeploymentFile): string {
  const canonical = toJson(fileFields.map((name) => [name, deployment[name]]));
  const digits = sha256(stringToBytes(canonical)).slice(2, 34);
  return digits.replaceAll(/(.{4})(?!$)/g, '$1 ');
}

/** Throws `DEPLOYMENT_DIFFERS` with the first field in which the gateway differs from the file that was handed over. */
export function requireSameDeployment(own: DeploymentFile, told: DeploymentFile): void {
  const field = fileFields.find((name) => toJson(own[name]) !== toJson(told[name]));
  if (field === undefined) return;
  throw new EvlockError('DEPLOYMENT_DIFFERS', { field, own: shown(own[field]), gateway: shown(told[field]) });
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : toJson(value)).slice(0, 300);
