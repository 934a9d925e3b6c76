/** Routes of an owner's passkeys and sessions. What a passkey approves is checked in the secure world; the gateway passes it on. */
import { z } from 'zod';
import { passkeyListSchema } from '../device-link/device-link.ts';
import { PasskeyBinding, PasskeyRemoval } from '../signed-data/structs.ts';
import { assertionSchema } from '../signed-data/webauthn.ts';
import * as f from '../values/field.ts';
import { route } from './route.ts';

const empty = z.strictObject({});

const sessionsSchema = z.strictObject({
  sessions: z
    .array(
      z.strictObject({
        id: f.bytes32.schema,
        opened: f.timeField.schema,
        expires: f.timeField.schema,
        /** The one that this request was made with. */
        current: z.boolean(),
      }),
    )
    .max(16),
});
export type SessionList = z.output<typeof sessionsSchema>;

export const passkeyRoutes = {
  passkeys: route({
    method: 'GET',
    path: '/v1/passkeys',
    access: 'owner',
    summary: "The passkeys bound to this meter, as the meter reports them, and the next binding's number.",
    response: passkeyListSchema,
  }),
  bindPasskey: route({
    method: 'POST',
    path: '/v1/passkeys',
    access: 'owner',
    summary: 'Binds a further passkey to the meter; a bound one approves it.',
    body: z.strictObject({ binding: PasskeyBinding.schema, assertion: assertionSchema }),
    response: passkeyListSchema,
  }),
  removePasskey: route({
    method: 'POST',
    path: '/v1/passkeys/remove',
    access: 'owner',
    summary: 'Removes a passkey from the meter and ends all other sessions; another bound passkey approves it.',
    body: z.strictObject({ removal: PasskeyRemoval.schema, assertion: assertionSchema }),
    response: passkeyListSchema,
  }),
  sessions: route({
    method: 'GET',
    path: '/v1/sessions',
    access: 'owner',
    summary: "The open sessions of this meter's owners, newest first.",
    response: sessionsSchema,
  }),
  endSessions: route({
    method: 'POST',
    path: '/v1/sessions/end',
    access: 'owner',
    summary: 'Ends one session, this one, or all others.',
    body: z.strictObject({ which: z.union([z.enum(['this', 'others']), f.bytes32.schema]) }),
    response: empty,
  }),
} as const;
