/** The HTTPS listener of owners and operator. */
import type { Clock } from '@evlock/protocol';
import { HTTP_LIMITS, type HttpLimits } from '../limits/http-limits.ts';
import { ConnectionGuard } from '../listeners/connection-guard.ts';
import { listenFailure } from '../listeners/listen.ts';
import type { ListenerCertificate } from '../listeners/listener-certificate.ts';
import type { Log } from '../log.ts';
import type { EventBus } from '../market/event-bus.ts';
import { Access } from './access.ts';
import { createApp } from './app.ts';
import { EventStreams } from './event-streams.ts';
import { createHandlers, type HandlerModules } from './handlers.ts';
import type { App } from './https-app.ts';
import { OperatorActs } from './operator-acts.ts';
import { Refusals } from './refusals.ts';

export interface HttpApiOptions {
  readonly host: string;
  readonly port: number;
  readonly operatorToken: string;
  readonly limits?: Partial<HttpLimits>;
}

export interface HttpApiModules extends HandlerModules {
  readonly certificate: ListenerCertificate;
  readonly events: EventBus;
  readonly clock: Clock;
  readonly log: Log;
}

export class HttpApi {
  readonly #options: HttpApiOptions;
  readonly #modules: HttpApiModules;
  readonly #limits: HttpLimits;
  readonly #streams: EventStreams;
  readonly #guard: ConnectionGuard;
  readonly #refusals = new Refusals();
  #app: App | undefined;
  #port = 0;

  constructor(options: HttpApiOptions, modules: HttpApiModules) {
    this.#options = options;
    this.#modules = modules;
    this.#limits = { ...HTTP_LIMITS, ...options.limits };
    this.#streams = new EventStreams(this.#limits.streams, modules);
    this.#guard = new ConnectionGuard(this.#limits, modules);
    modules.enrolment.onEnded((deviceId) => this.#streams.endOf(deviceId));
  }

  get port(): number {
    return this.#port;
  }

  /** Connections and event streams now. */
  get load(): { readonly connections: number; readonly streams: number } {
    return { connections: this.#guard.count.connections, streams: this.#streams.count };
  }

  /** Since the start: connections that were refused, and requests by the error's code, most frequent first. */
  get refused(): { readonly connections: number; readonly requests: { code: string; count: number }[] } {
    return { connections: this.#guard.count.refused, requests: this.#refusals.list() };
  }

  /** Opens the listener. Throws `PORT_IN_USE`. */
  async start(): Promise<void> {
    const { certificate, log } = this.#modules;
    const { operatorToken, host, port } = this.#options;
    const { callerRate: rate, guesses } = this.#limits;
    const access = new Access({ operatorToken, rate, guesses }, this.#modules);
    const handlers = createHandlers(this.#modules);
    const app = await createApp(
      { ...this.#limits, tls: certificate.context },
      {
        ...{ handlers, access, log },
        streams: this.#streams,
        acts: new OperatorActs(this.#modules),
        refused: (code) => this.#refusals.add(code),
        proven: (socket) => this.#guard.prove(socket),
      },
    );
    this.#guard.watch(app.server);
    certificate.keepFresh(app.server);
    this.#app = app;
    const address = { host, port };
    await app.listen(address).catch((cause: NodeJS.ErrnoException) => {
      throw listenFailure(address, cause);
    });
    const bound = app.server.address();
    this.#port = typeof bound === 'object' && bound ? bound.port : port;
  }

  /** Ends the event streams and every connection. */
  async stop(): Promise<void> {
    this.#streams.stop();
    await this.#app?.close();
  }
}
