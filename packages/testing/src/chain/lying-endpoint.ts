/** A second RPC endpoint in front of a real one, which can lie, lag, stall and flood. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Request {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
}

export type Lie = (method: string, result: unknown, params: readonly unknown[]) => unknown;

export class LyingEndpoint {
  /** Changes answers; by default it is honest. */
  lie: Lie = (_method, result) => result;
  /** Called before a request is passed on; may delay or refuse it. */
  before: (method: string) => Promise<void> = async () => undefined;
  readonly asked: string[] = [];
  readonly #server: Server;
  readonly #target: string;

  constructor(target: string) {
    this.#target = target;
    this.#server = createServer(async (request, response) => {
      try {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const body = JSON.parse(Buffer.concat(chunks).toString()) as Request | Request[];
        const answer = Array.isArray(body) ? await Promise.all(body.map((one) => this.one(one))) : await this.one(body);
        response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
      } catch {
        response.destroy();
      }
    });
  }

  /** Its answer to one request; if that throws, the connection breaks. */
  protected async one(body: Request): Promise<unknown> {
    this.asked.push(body.method);
    await this.before(body.method);
    const { result, ...rest } = await this.forward(body);
    return result === undefined ? rest : { ...rest, result: this.lie(body.method, result, body.params) };
  }

  /** The real one's answer. */
  protected async forward(body: Request): Promise<{ readonly result?: unknown }> {
    const answer = await fetch(this.#target, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', ...body }),
    });
    return (await answer.json()) as { result?: unknown };
  }

  async start(): Promise<string> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }
}
