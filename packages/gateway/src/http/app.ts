/** The HTTP application: registers protocol's table of routes on Fastify. */

import type { Socket } from 'node:net';
import {
  API_MAX_BODY,
  type ErrorCode,
  EVENTS_PATH,
  EvlockError,
  parse,
  type Route,
  type RouteName,
  routes,
  toJson,
} from '@evlock/protocol';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyReply, type FastifyRequest, type RouteHandlerMethod } from 'fastify';
import { z } from 'zod';
import { outward } from '../database/database-failure.ts';
import type { SecureContext } from '../listeners/listener-certificate.ts';
import { answerMalformed } from '../listeners/raw-response.ts';
import { sourceOf } from '../listeners/source-address.ts';
import type { Log } from '../log.ts';
import type { Access, Caller } from './access.ts';
import type { EventStreams } from './event-streams.ts';
import { failureOf } from './failures.ts';
import type { Handlers } from './handlers.ts';
import type { App } from './https-app.ts';
import { describe, describeEvents, describeRoute, OPENAPI_PATH } from './openapi.ts';
import type { Act, OperatorActs } from './operator-acts.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
  }
}

export interface AppOptions {
  /** Certificate and key; without it the application cannot listen, only be described. */
  readonly tls?: SecureContext;
  /** Requests of one address in a minute, on all routes together, and on each route that needs no session. */
  readonly requestsPerMinute: number;
  readonly publicRequestsPerMinute: number;
  /** Seconds that a request may take to arrive. */
  readonly requestSeconds: number;
}

export interface AppModules {
  readonly handlers: Handlers;
  readonly access: Access;
  readonly streams: EventStreams;
  readonly acts: OperatorActs;
  /** Counts what is refused, by the error's code. */
  readonly refused?: (code: ErrorCode) => void;
  /** Called with the connection of an authenticated caller. */
  readonly proven?: (socket: Socket) => void;
  readonly log: Log;
}

const empty = z.strictObject({});

/** Nothing here is a web page: no sniffing, framing, caching or referrers. */
const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Most refusals concern the caller alone; what is wrong with the gateway itself must not be missed. */
function levelOf({ entry }: EvlockError): 'error' | 'warn' | 'debug' {
  if (entry.defect) return 'error';
  return entry.operatorOnly ? 'warn' : 'debug';
}

/** Builds the application. It does not listen yet. */
export async function createApp(options: AppOptions, modules: AppModules): Promise<App> {
  const app = newFastify(options);
  app.decorateRequest('caller');
  app.removeContentTypeParser('text/plain');
  app.setValidatorCompiler(
    ({ schema }) =>
      (data) =>
        judged(schema as unknown as z.ZodType, data),
  );
  app.setSerializerCompiler(() => toJson);
  app.setReplySerializer((payload) => toJson(payload));
  app.setErrorHandler((error, request, reply) => {
    const failure = failureOf(error);
    modules.refused?.(failure.code);
    modules.log[levelOf(failure)]({ error: failure, route: request.routeOptions.url }, 'request refused');
    if (failure.retryAfter !== undefined) void reply.header('retry-after', failure.retryAfter);
    void reply.status(failure.status).send(outward(failure).toJSON());
  });
  await app.register(rateLimit, {
    max: options.requestsPerMinute,
    timeWindow: 60_000,
    cache: 10_000,
    keyGenerator: ({ ip }) => sourceOf(ip),
    errorResponseBuilder: (_request, { ttl }) => new EvlockError('RATE_LIMITED', { seconds: Math.ceil(ttl / 1000) }),
  });
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, async () => {
    throw new EvlockError('ROUTE_NOT_FOUND');
  });
  app.addHook('onSend', async (_request, reply) => void reply.headers(SECURITY_HEADERS));
  app.addHook('onResponse', async (request, reply) => report(modules.log, request, reply.statusCode));
  await describe(app);
  addRoutes(app, options, modules);
  return app;
}

function newFastify({ tls, requestSeconds }: AppOptions): App {
  const patience = requestSeconds * 1000;
  const bounds = {
    headersTimeout: patience,
    handshakeTimeout: patience,
    connectionsCheckingInterval: Math.min(patience, 1000),
    maxHeaderSize: 8192,
  };
  return Fastify({
    https: tls ? { ...tls, ...bounds } : null,
    logger: false,
    bodyLimit: API_MAX_BODY,
    requestTimeout: patience,
    // Longer than any response, which may wait for a meter and the chain.
    connectionTimeout: 180_000,
    keepAliveTimeout: 10_000,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    clientErrorHandler: answerMalformed,
    frameworkErrors: (error, _request, reply) => {
      const failure = failureOf(error);
      void (reply as FastifyReply).status(failure.status).send(failure.toJSON());
    },
  });
}

function judged(schema: z.ZodType, data: unknown): { value: unknown } | { error: Error } {
  try {
    return { value: parse(schema, data) };
  } catch (error) {
    return { error: EvlockError.from(error) };
  }
}

function addRoutes(app: App, options: AppOptions, modules: AppModules): void {
  const { handlers, access, streams } = modules;
  const admit = (required: Pick<Route, 'access' | 'roles'>) => async (request: FastifyRequest) => {
    request.caller = await access.caller(required, request.headers.authorization, sourceOf(request.ip));
    if (request.caller.kind !== 'public') modules.proven?.(request.raw.socket);
  };
  const strict = { rateLimit: { max: options.publicRequestsPerMinute, timeWindow: 60_000 } };
  for (const [name, route] of Object.entries(routes) as [RouteName, Route][]) {
    app.route({
      method: route.method,
      url: route.path,
      config: isGuessable(route) ? strict : {},
      onRequest: admit(route),
      schema: {
        ...describeRoute(name, route),
        params: route.params ?? empty,
        querystring: route.query ?? empty,
        ...(route.body ? { body: route.body } : {}),
      },
      handler: handlerOf({ name, route }, handlers[name] as (call: unknown) => Promise<unknown>, modules),
    });
  }
  app.get(
    EVENTS_PATH,
    { schema: { ...describeEvents, querystring: empty }, onRequest: admit({ access: 'owner' }) },
    (request, reply) => {
      if (request.caller.kind !== 'owner') throw new EvlockError('UNAUTHENTICATED');
      const { principal } = request.caller;
      streams.requireRoom(principal);
      reply.hijack();
      const holds = () => access.stillHolds(principal, request.headers.authorization);
      streams.open({ principal, holds }, reply.raw, SECURITY_HEADERS);
    },
  );
  app.get(OPENAPI_PATH, { schema: { hide: true } }, async () => app.swagger());
}

/** Routes without a session that check a code or an assertion. */
const isGuessable = ({ access, method }: Route): boolean => access === 'public' && method === 'POST';

/** Responses are validated too: nothing is sent that the API does not describe. */
function handlerOf(
  { name, route }: { readonly name: RouteName; readonly route: Route },
  handler: (call: unknown) => Promise<unknown>,
  { access, acts }: Pick<AppModules, 'access' | 'acts'>,
): RouteHandlerMethod {
  return async (request) => {
    const { body, params, query, caller, ip } = request;
    const principal = caller.kind === 'owner' ? caller.principal : undefined;
    const session = caller.kind === 'owner' ? caller.session : undefined;
    const operator = caller.kind === 'operator' ? caller : undefined;
    const work = () => handler({ body, params, query, principal, session, operator });
    const done = async (): Promise<unknown> => {
      if (isGuessable(route)) return access.guessing(sourceOf(ip), work);
      if (!operator || route.method === 'GET') return work();
      const given = { params: params as Act['params'], body: body as Act['body'] };
      return acts.recorded({ by: operator.person, name, ...given }, work);
    };
    return parse(route.response, await done(), 'INTERNAL');
  };
}

function whoIs(caller: Caller | undefined): string {
  if (caller?.kind === 'owner') return caller.principal.deviceId;
  return caller?.kind === 'operator' ? `operator ${caller.person.name}` : 'public';
}

/** Logs who read or changed what. Reads of personal data are always logged; bodies never. */
function report(log: Log, request: FastifyRequest, status: number): void {
  const { caller, method, routeOptions, params } = request;
  const who = whoIs(caller);
  const personal = who !== 'public';
  const what = Object.values((params ?? {}) as Record<string, string>)[0] ?? null;
  log[personal ? 'info' : 'debug']({ who, method, route: routeOptions.url ?? null, what, status }, 'API access');
}
