/** The gateway's profile: one JSON file with everything that differs between installations. Secrets are files, never values. */
import { dirname, resolve } from 'node:path';
import { readProfileFile, readSecretFile } from '@evlock/files';
import { EvlockError, parseJson } from '@evlock/protocol';
import { z } from 'zod';
import { limitsSchema } from './limits/profile-limits.ts';

const MAX_PROFILE = 65_536;
const path = z.string().min(1).max(4096);
const listener = z.strictObject({
  host: z.string().min(1).max(253).default('127.0.0.1'),
  /** 0 takes any free port. */
  port: z.number().int().min(0).max(65_535),
});

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

export const gatewayProfileSchema = z.strictObject({
  /** Embedded PostgreSQL, and `authority.pem`: what meters and owners trust. */
  dataFolder: path,
  /** Keys that the gateway makes itself: the certificate authority's. 0700. */
  keyFolder: path,
  /** The owners' and the operator's HTTPS API. */
  http: listener,
  /** The meters' WebSocket over mutual TLS. */
  deviceLink: listener,
  /** Further DNS names and addresses for the server certificates, besides localhost. */
  serverNames: z.array(z.string().min(1).max(253)).max(32).default([]),
  /** Days for which certificates are issued; each is renewed automatically in its last third. */
  certificates: z
    .strictObject({
      serverDays: z.number().int().min(1).max(397).default(30),
      deviceDays: z.number().int().min(1).max(3650).default(365),
    })
    .prefault({}),
  /** Your PostgreSQL (the environment's `DATABASE_URL` overrides it), or the embedded one. */
  database: z.union([
    z.strictObject({ url: z.url({ protocol: /^postgres(ql)?$/ }) }),
    z.strictObject({ embedded: z.literal(true) }),
  ]),
  chain: z.strictObject({
    endpoints: z
      .array(z.url({ protocol: /^https?$/ }))
      .min(1)
      .max(8),
    /** Maximum number of calls in one request, for endpoints that bill or refuse batches; detected if not set. */
    batchSize: z.number().int().min(1).max(100).optional(),
    deploymentFile: path,
  }),
  /** Hex private key of the account that sends transactions; 0600. */
  submitterKeyFile: path,
  /** The operator's API token; 0600. */
  operatorTokenFile: path,
  /** Admits emulators, and attestation keys that are not listed. Never outside a development network. */
  development: z.boolean().default(false),
  /** Seconds after a delivery interval's end to wait for a final pair before receipts are claimed. */
  watchtower: z.strictObject({ graceSeconds: z.number().int().min(1).max(43_200).default(180) }).prefault({}),
  /** Against abuse: `docs/limits.md`. */
  limits: limitsSchema,
  log: z.strictObject({ level: z.enum(LOG_LEVELS).default('info'), file: path.optional() }).default({ level: 'info' }),
});
export type GatewayProfile = z.output<typeof gatewayProfileSchema>;

/**
 * Reads a profile file; relative paths in it count from its folder. Throws `PROFILE_MISSING`, `PROFILE_INVALID` with the offending field, and
 * `SECRET_EXPOSED` when it holds a database password that others can read.
 */
export async function readGatewayProfile(file: string): Promise<GatewayProfile> {
  const text = await readProfileFile(file);
  const profile = judged(file, text);
  if ('url' in profile.database && new URL(profile.database.url).password !== '') await readSecretFile(file);
  return withAbsolutePaths(profile, dirname(resolve(file)));
}

function judged(file: string, text: string): GatewayProfile {
  try {
    return parseJson(gatewayProfileSchema, text, MAX_PROFILE);
  } catch (cause) {
    throw new EvlockError('PROFILE_INVALID', { file, ...EvlockError.from(cause).details }, { cause });
  }
}

function withAbsolutePaths(profile: GatewayProfile, folder: string): GatewayProfile {
  const absolute = (item: string): string => resolve(folder, item);
  const { file, ...log } = profile.log;
  return {
    ...profile,
    dataFolder: absolute(profile.dataFolder),
    keyFolder: absolute(profile.keyFolder),
    chain: { ...profile.chain, deploymentFile: absolute(profile.chain.deploymentFile) },
    submitterKeyFile: absolute(profile.submitterKeyFile),
    operatorTokenFile: absolute(profile.operatorTokenFile),
    log: file === undefined ? log : { ...log, file: absolute(file) },
  };
}
