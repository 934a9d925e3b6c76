/**
 * An RPC endpoint in front of a local chain that estimates on the latest block, as Kaia's do. anvil's own counts pending
 * transactions as done, and could by chance refuse what a submitter is about to send twice.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface Request {
  readonly method: string;
  readonly params: readonly unknown[];
}

const onNewest = (request: Request): Request =>
  request.method === 'eth_estimateGas' ? { ...request, params: [request.params[0], 'latest'] } : request;

export class NewestEndpoint {
  readonly #server: Server;

  constructor(target: string) {
    this.#server = createServer(async (request, response) => {
      try {
        const asked: Request | Request[] = JSON.parse(await text(request));
        const body = JSON.stringify(Array.isArray(asked) ? asked.map(onNewest) : onNewest(asked));
        const answer = await fetch(target, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
        response.setHeader('content-type', 'application/json').end(await answer.text());
      } catch {
        response.destroy();
      }
    });
  }

  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}
