/**
 * What a meter's local page offers on its own origin: the provisioning socket for a person in front of the meter. It is not part of
 * the gateway's API, and no gateway sees it. Every route but `session` needs the token that the meter's code was exchanged for.
 */
import { z } from 'zod';
import { localLimitsSchema, withdrawalAddressesSchema } from '../enrolment/provision-file.ts';
import * as f from '../values/field.ts';

/** Maximum size of a body, in bytes. */
export const LOCAL_PAGE_MAX_BODY = 16_384;

const empty = z.strictObject({});
const phrase = z.string().min(1).max(1024);
const settings = { limits: localLimitsSchema, withdrawalAddresses: withdrawalAddressesSchema };
const passkey = z.strictObject({ publicKeyX: f.bytes32.schema, publicKeyY: f.bytes32.schema });
const keys = { meterKey: f.address.schema, account: f.address.schema };

/** How far the admission has come, as certificate file and chain say. */
export const ENROLMENT_STEPS = ['none', 'requested', 'enrolled', 'suspended'] as const;
/** `elsewhere`: another process runs the meter, and has the sensor. */
export const DAEMON_STATES = ['waiting', 'running', 'elsewhere', 'failed'] as const;

export const localStateSchema = z.strictObject({
  state: z.enum(['unprovisioned', 'provisioned']),
  securityClass: z.string().max(32),
  sensorClass: z.string().max(32),
  /** Null while unprovisioned. */
  deviceId: f.bytes32.schema.nullable(),
  meterKey: f.address.schema.nullable(),
  account: f.address.schema.nullable(),
  /** Number of bound passkeys. */
  passkeys: z.number().int().nonnegative(),
  deployment: z.strictObject({
    fingerprint: z.string().max(64),
    chainId: z.number().int(),
    network: z.string().max(64),
    market: f.address.schema,
    tokenSymbol: z.string().max(32),
    rpId: z.string().max(253),
    origins: z.array(z.string().max(256)),
  }),
  /** Proposed before provisioning; the page lets them be changed. */
  proposed: z.strictObject(settings),
  selfTest: z.strictObject({ result: z.enum(['none', 'passed', 'failed']), ageMs: z.number().int().nonnegative() }),
  /** Registers, in mWh. */
  import: f.energyField.schema,
  export: f.energyField.schema,
  enrolment: z.strictObject({
    step: z.enum(ENROLMENT_STEPS),
    /** Whether the chain was asked; otherwise the step is the last one known here. */
    chainAsked: z.boolean(),
    /** The operator's one-time code is already in a file of this meter. */
    codeHere: z.boolean(),
  }),
  daemon: z.strictObject({ state: z.enum(DAEMON_STATES), problem: z.string().max(64).nullable() }),
  /** Whether this connection may carry the recovery phrase. */
  loopback: z.boolean(),
});
export type LocalState = z.output<typeof localStateSchema>;

/** A self-test and what the sensor showed: raw counts, with the relay open and on the reference load. */
export const sensorTestSchema = z.strictObject({
  fault: z.enum(['none', 'offset', 'gain', 'frozen', 'saturated']),
  /** Means in mA, as the secure world computed them. */
  openCurrent: z.number().int(),
  referenceCurrent: z.number().int(),
  open: z.array(z.number().int()),
  reference: z.array(z.number().int()),
  /** Milliseconds between two samples. */
  periodMs: z.number().int(),
});

interface LocalRoute {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: z.ZodType;
  readonly response: z.ZodType;
}
const route = <const R extends LocalRoute>(definition: R): R => definition;

export const localRoutes = {
  /** Exchanges the code from the console or the label for a token. */
  session: route({
    method: 'POST',
    path: '/local/session',
    body: z.strictObject({ code: z.string().min(1).max(64) }),
    response: z.strictObject({ token: z.string() }),
  }),
  state: route({ method: 'GET', path: '/local/state', response: localStateSchema }),
  /** Creates all keys. The only answer that ever contains the recovery phrase; over loopback alone. */
  provision: route({
    method: 'POST',
    path: '/local/provision',
    body: z.strictObject(settings),
    response: z.strictObject({ ...keys, words: phrase }),
  }),
  restore: route({
    method: 'POST',
    path: '/local/restore',
    body: z.strictObject({ ...settings, words: phrase }),
    response: z.strictObject(keys),
  }),
  /** Binds the first passkey; `confirmation` is its fingerprint, which the person has compared. */
  bind: route({
    method: 'POST',
    path: '/local/bind',
    body: passkey.extend({ confirmation: z.string().regex(/^0x[0-9a-f]{16}$/, '16 hex digits') }),
    response: z.strictObject(keys),
  }),
  passkeys: route({
    method: 'GET',
    path: '/local/passkeys',
    response: z.strictObject({ passkeys: z.array(passkey) }),
  }),
  /** Removes a lost passkey. The last one only with the recovery phrase, so over loopback alone. */
  removePasskey: route({
    method: 'POST',
    path: '/local/passkeys/remove',
    body: passkey.extend({ words: phrase.optional() }),
    response: empty,
  }),
  selfTest: route({ method: 'POST', path: '/local/self-test', body: empty, response: sensorTestSchema }),
  /** Asks the operator, through the gateway, to admit this meter. Without `code`, the one in the meter's own file. */
  enrol: route({
    method: 'POST',
    path: '/local/enrolment',
    body: z.strictObject({ code: z.string().min(1).max(64).optional(), passkey }),
    response: empty,
  }),
} as const;

export type LocalRouteName = keyof typeof localRoutes;
type PartOf<R, Key extends string> = R extends Record<Key, infer S extends z.ZodType> ? z.output<S> : undefined;
export type LocalResponse<N extends LocalRouteName> = PartOf<(typeof localRoutes)[N], 'response'>;
export type LocalBody<N extends LocalRouteName> = PartOf<(typeof localRoutes)[N], 'body'>;
