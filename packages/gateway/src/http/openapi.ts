/** The OpenAPI document, generated from the schemas that validate the requests. */

import {
  accountViewSchema,
  assertionSchema,
  enrolmentViewSchema,
  mandateApprovalSchema,
  marketInfoSchema,
  meterStatusSchema,
  offerViewSchema,
  orderTermsSchema,
  type Route,
  rolesOf,
  signedOrderSchema,
  signedReceiptSchema,
  structs,
  tradeViewSchema,
} from '@evlock/protocol';
import swagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import { z } from 'zod';
import { VERSION } from '../installation/version.ts';
import type { App } from './https-app.ts';

export const OPENAPI_PATH = '/v1/openapi.json';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Every route's error body; `docs/errors.md` lists the codes. */
const errorSchema = z.object({
  code: z.string(),
  class: z.enum(['refused', 'passing', 'fault']),
  message: z.string(),
  remedy: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  docs: z.string(),
});

/** Schemas with a name of their own in the document; all others are inlined. */
const components = new Map<z.core.$ZodType, string>([
  [tradeViewSchema, 'TradeView'],
  [offerViewSchema, 'OfferView'],
  [accountViewSchema, 'AccountView'],
  [enrolmentViewSchema, 'EnrolmentView'],
  [marketInfoSchema, 'MarketInfo'],
  [meterStatusSchema, 'MeterStatus'],
  [signedOrderSchema, 'SignedOrder'],
  [signedReceiptSchema, 'SignedReceipt'],
  [orderTermsSchema, 'OrderTerms'],
  [mandateApprovalSchema, 'MandateApproval'],
  [assertionSchema, 'Assertion'],
  ...Object.values(structs).map(({ name, schema }): [z.core.$ZodType, string] => [schema, name]),
  [errorSchema, 'Error'],
]);

/** Integers are decimal strings on the wire and bigints in the process: only the string is described. */
function withoutBigints(jsonSchema: JsonSchema): void {
  const options = jsonSchema.anyOf?.filter((option) => Object.keys(option).length > 0);
  if (options?.length !== 1 || !options[0]) return;
  delete jsonSchema.anyOf;
  Object.assign(jsonSchema, options[0]);
}

/** JSON Schema of the wire form; what it cannot express is left open. Named schemas within become references. */
function toJsonSchema(schema: z.ZodType, { spellOut = false } = {}): JsonSchema {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const name = components.get(zodSchema);
      if (name === undefined || (spellOut && Object.is(zodSchema, schema))) return withoutBigints(jsonSchema);
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
      jsonSchema.$ref = `#/components/schemas/${name}`;
    },
  });
  return described;
}

const spelledOut = (): Record<string, JsonSchema> =>
  Object.fromEntries(
    [...components].map(([schema, name]) => [name, toJsonSchema(schema as z.ZodType, { spellOut: true })]),
  );

/** The part of a route's Fastify schema that only the document needs. */
export const describeRoute = (name: string, route: Route): Record<string, unknown> => ({
  operationId: name,
  summary: route.summary,
  ...(route.access === 'operator' && { description: `Roles: ${rolesOf(route).join(', ')}.` }),
  ...(route.access === 'public' ? {} : { security: [{ [route.access]: [] }] }),
  response: { 200: route.response, default: errorSchema },
});

export const describeEvents = {
  operationId: 'events',
  summary: 'Server-sent events: every offer, own trades, own meter.',
  security: [{ owner: [] }],
  produces: ['text/event-stream'],
};

const isZod = (value: unknown): value is z.ZodType => value instanceof z.ZodType;

const converted = (value: unknown): unknown => {
  if (isZod(value)) return toJsonSchema(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, converted(item)]));
};

const options: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Evlock gateway',
      version: VERSION,
      description: 'Energy in mWh, money in micro-units, price in micro-units per kWh, time in UTC seconds.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    components: {
      schemas: spelledOut() as Record<string, object>,
      securitySchemes: {
        owner: { type: 'http', scheme: 'bearer', description: 'Session token of an owner.' },
        operator: {
          type: 'http',
          scheme: 'bearer',
          description: 'Token of the operator, or session token of the console.',
        },
      },
    },
  },
  transform: ({ schema, url }) => ({ schema: converted(schema) as typeof schema, url }),
};

/** Must be awaited before the routes are added. */
export async function describe(app: App): Promise<void> {
  await app.register(swagger, options);
}
