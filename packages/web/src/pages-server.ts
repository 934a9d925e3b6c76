/**
 * The server of the pages: static files, what the pages are pinned to, and a way to the gateway. The pages' origin is its own, so
 * that nothing a gateway says can ever run as a script of it.
 */
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { listenOnBothLoopbacks } from '@evlock/files';
import type { HttpsOptions } from '@evlock/https';
import { EvlockError, type Part, toJson } from '@evlock/protocol';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { type OwnOrigin, ownOrigin, requireOwnPage } from './access.ts';
import { bundleVersion } from './bundle.ts';
import { askChain } from './chain.ts';
import type { PagesConfig, PagesSettings } from './config.ts';
import { Forward, MAX_BODY } from './forward.ts';
import { DATA_HEADERS, PAGE_HEADERS } from './policy.ts';

export interface PagesServerOptions {
  /** Folder of the built pages: `buildPages()`. */
  readonly folder: string;
  /** On this machine's loopback addresses; 0 for any free one. */
  readonly port: number;
  /** Where browsers find it, if a proxy in front serves it to others; else `http://localhost:PORT`. */
  readonly publicUrl?: string;
}

/** An application that routes are added to. */
export type PagesApp = FastifyInstance;

export interface PagesServerModules {
  /** What the pages are pinned to, now: a demo learns it while it starts. */
  readonly settings: () => PagesSettings;
  /** Where the gateway is, and the authority that it must prove; undefined while it is not known. */
  readonly gateway: () => HttpsOptions | undefined;
  /** Adds the demo's routes, all below `/demo/`. Whoever asks has been checked. */
  readonly demo?: (app: PagesApp) => void | Promise<void>;
}

export interface PagesReady {
  /** What to open in a browser. */
  readonly url: string;
  readonly port: number;
  readonly [field: string]: unknown;
}

/** The meter's own page is on the meter's own origin. */
const PAGES = ['/', '/home/', '/operator/'] as const;

function fail(error: unknown, reply: FastifyReply): FastifyReply {
  const status = (error as { statusCode?: unknown }).statusCode;
  const isFastifys = !(error instanceof EvlockError) && typeof status === 'number' && status < 500;
  const failure = isFastifys ? new EvlockError('INVALID_INPUT', { status }) : EvlockError.from(error);
  if (failure.retryAfter !== undefined) void reply.header('retry-after', failure.retryAfter);
  return reply
    .headers(DATA_HEADERS)
    .status(isFastifys ? status : failure.status)
    .send(failure.toJSON());
}

class PagesServer implements Part<PagesReady> {
  readonly failed = new Promise<EvlockError>(() => undefined);
  readonly #options: PagesServerOptions;
  readonly #modules: PagesServerModules;
  readonly #forward: Forward;
  #app: FastifyInstance | undefined;
  #own: OwnOrigin | undefined;
  #version = '';

  constructor(options: PagesServerOptions, modules: PagesServerModules) {
    this.#options = options;
    this.#modules = modules;
    this.#forward = new Forward(modules.gateway);
  }

  async start(): Promise<PagesReady> {
    this.#version = await bundleVersion(this.#options.folder);
    const app = await this.#build();
    this.#app = app;
    const { port: wanted, publicUrl } = this.#options;
    try {
      await app.listen({ port: wanted, host: '127.0.0.1' });
      await listenOnBothLoopbacks(app.server);
    } catch (cause) {
      await this.stop();
      if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
      throw new EvlockError('PORT_IN_USE', { port: wanted, part: 'pages' }, { cause });
    }
    const { port } = app.server.address() as AddressInfo;
    this.#own = ownOrigin(publicUrl ?? `http://localhost:${port}`);
    return { url: this.#own.origin, port };
  }

  async stop(): Promise<void> {
    this.#forward.close();
    this.#app?.server.closeAllConnections();
    await this.#app?.close();
  }

  async #build(): Promise<FastifyInstance> {
    const app = Fastify({ logger: false, bodyLimit: MAX_BODY, forceCloseConnections: true, exposeHeadRoutes: false });
    // A body is passed on as it is, and only if it says to be JSON: a form cannot say that.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    app.setReplySerializer((payload) => toJson(payload));
    app.setErrorHandler((error, _request, reply) => fail(error, reply));
    app.setNotFoundHandler((_request, reply) => fail(new EvlockError('ROUTE_NOT_FOUND'), reply));
    app.addHook('onRequest', async ({ method, headers }) => {
      // Asked before it is known which origin is its own.
      if (!this.#own) throw new EvlockError('ORIGIN_FORBIDDEN', { header: 'host' });
      requireOwnPage(method, headers, this.#own);
    });
    app.get('/config.json', (_request, reply) => reply.headers(DATA_HEADERS).send(this.#config()));
    app.all('/v1/*', { schema: {} }, (request, reply) => this.#forward.answer(request, reply));
    app.post<{ Params: { index: string } }>('/chain/:index', ({ params, body }, reply) =>
      askChain(this.#endpoints(), params.index, body, reply),
    );
    await this.#modules.demo?.(app);
    await this.#serveFiles(app);
    return app;
  }

  #config(): PagesConfig {
    const settings = this.#modules.settings();
    // Asked through this server: their own addresses may hold a customer's key.
    return {
      ...settings,
      endpoints: this.#endpoints().map((_url, index) => `/chain/${index}`),
      version: this.#version,
    };
  }

  /** Each once: a page counts how many agree. */
  #endpoints(): readonly string[] {
    return [...new Set(this.#modules.settings().endpoints)];
  }

  async #serveFiles(app: FastifyInstance): Promise<void> {
    const { folder } = this.#options;
    await app.register(fastifyStatic, {
      root: folder,
      serve: false,
      index: false,
      cacheControl: false,
      // Lets a browser ask whether its copy is still the newest.
      etag: true,
    });
    const send = (reply: FastifyReply, file: string, caching: string): FastifyReply => {
      return reply.headers({ ...PAGE_HEADERS, 'cache-control': caching }).sendFile(file);
    };
    for (const path of PAGES) {
      app.get(path, (_request, reply) => send(reply, join('.', path, 'index.html'), 'no-cache'));
      if (path !== '/') app.get(path.slice(0, -1), (_request, reply) => reply.redirect(path, 308));
    }
    for (const file of ['home/service-worker.js', 'home/manifest.webmanifest']) {
      app.get(`/${file}`, (_request, reply) => send(reply, file, 'no-cache'));
    }
    // Named by their content.
    app.get<{ Params: { '*': string } }>('/assets/*', ({ params }, reply) =>
      send(reply, `assets/${params['*']}`, 'public, max-age=31536000, immutable'),
    );
    app.get<{ Params: { '*': string } }>('/icons/*', ({ params }, reply) =>
      send(reply, `icons/${params['*']}`, 'public, max-age=86400'),
    );
  }
}

/**
 * Serves the pages on `http://localhost:PORT`, and passes what they ask of the API on to the gateway. Its start throws
 * `PORT_IN_USE`, and `PAGES_NOT_BUILT` without a bundle.
 *
 * @example
 * const settings = { deployment, endpoints: ['https://rpc.example'], demo: false, houses: [] };
 * const modules = { settings: () => settings, gateway: () => ({ url: 'https://gateway.example:8443', authority }) };
 * const pages = createPagesServer({ folder: await buildPages(), port: 8080 }, modules);
 * const { url } = await pages.start();
 */
export function createPagesServer(options: PagesServerOptions, modules: PagesServerModules): Part<PagesReady> {
  return new PagesServer(options, modules);
}
