/** An RPC endpoint in front of the chain's: it loses, repeats, reorders, truncates and refuses, or it lies. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { milliseconds, systemClock } from '@evlock/protocol';
import type { Faults } from './faults.ts';
import { honest, type Lie } from './lies.ts';

export const RPC_FAULTS = [
  'delay',
  'drop',
  'answer lost',
  'duplicate',
  'reorder',
  'halve',
  'cut',
  'refused: 429',
  'failed: 500',
  'garbage',
  'too large',
] as const;
export type RpcFault = (typeof RPC_FAULTS)[number];

/** Those that matter when a transaction is sent. */
export const SEND_FAULTS: readonly RpcFault[] = ['answer lost', 'drop', 'duplicate', 'cut', 'failed: 500'];

interface Question {
  readonly method: string;
  readonly params: readonly unknown[];
}

/** More than a reader accepts. */
const FLOOD = ' '.repeat(5 * 1024 * 1024);
/** Longest that a request waits to be overtaken. */
const OVERTAKEN_WITHIN = 400;
const sleep = (length: number): Promise<void> => systemClock.sleep(milliseconds(length));

export class UnrulyEndpoint {
  lie: Lie = honest;
  /** Answers that differ from the truth, or never came while it was dead. */
  lies = 0;
  /** Accepts no requests at all. */
  dead = false;
  /** Methods that are refused, as by an overloaded node. */
  refuses: ReadonlySet<string> = new Set();
  readonly #faults: Faults<RpcFault>;
  readonly #sendFaults: Faults<RpcFault>;
  readonly #target: string;
  readonly #server: Server;
  /** Released by the next request. */
  #overtaken: (() => void) | undefined;

  constructor(target: string, faults: Faults<RpcFault>, sendFaults: Faults<RpcFault>) {
    this.#target = target;
    this.#faults = faults;
    this.#sendFaults = sendFaults;
    this.#server = createServer((request, response) => {
      this.#exchange(request, response).catch(() => response.destroy());
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = Buffer.concat(await request.toArray()).toString();
    const body = JSON.parse(text) as Question | Question[];
    const methods = [body].flat().map(({ method }) => method);
    if (this.dead) this.lies += methods.length;
    if (this.dead || methods.some((method) => this.refuses.has(method))) return void response.destroy();
    // A lost answer matters far less than for a transaction.
    const faults = methods.includes('eth_sendRawTransaction') ? this.#sendFaults : this.#faults;
    const fault = faults.next();
    this.#overtaken?.();
    this.#overtaken = undefined;
    if (fault === 'reorder') await this.#wait(faults);
    else if (fault) faults.happened(fault);
    if (fault === 'delay') await sleep(faults.draw.between(100, 2_000));
    if (fault === 'drop') return void response.destroy();
    if (fault === 'refused: 429') return void response.writeHead(429).end('{"error":"slow down"}');
    if (fault === 'failed: 500') return void response.writeHead(500).end('<html>oops</html>');
    let answer = await this.#ask(text);
    if (fault === 'duplicate') answer = await this.#ask(text);
    await this.#answer(response, this.#told(body, answer), fault);
  }

  async #wait(faults: Faults<RpcFault>): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#overtaken = () => {
      faults.happened('reorder');
      // The overtaking one must be sent first.
      setTimeout(resolve, 30);
    };
    await Promise.race([promise, sleep(OVERTAKEN_WITHIN)]);
  }

  async #ask(text: string): Promise<string> {
    const headers = { 'content-type': 'application/json' };
    return (await fetch(this.#target, { method: 'POST', headers, body: text })).text();
  }

  #told(body: Question | Question[], text: string): string {
    if (this.lie === honest) return text;
    const answers = JSON.parse(text) as { result?: unknown } | { result?: unknown }[];
    const questions = [body].flat();
    const told = [answers].flat().map((answer, index) => {
      const { method, params } = questions[index] ?? { method: '', params: [] };
      if (answer.result === undefined) return answer;
      const result = this.lie(method, answer.result, params);
      if (JSON.stringify(result) !== JSON.stringify(answer.result)) this.lies++;
      return { ...answer, result };
    });
    return JSON.stringify(Array.isArray(answers) ? told : told[0]);
  }

  async #answer(response: ServerResponse, text: string, fault: RpcFault | undefined): Promise<void> {
    const middle = text.length >> 1;
    if (fault === 'answer lost') return void response.destroy();
    response.setHeader('content-type', 'application/json');
    if (fault === 'garbage') return void response.end(`${text.slice(0, middle)}}{[${text.slice(middle)}`);
    if (fault === 'too large') return void response.end(FLOOD + text);
    if (fault === 'halve' || fault === 'cut') {
      response.write(text.slice(0, middle));
      await sleep(100);
      if (fault === 'cut') return void response.destroy();
      return void response.end(text.slice(middle));
    }
    response.end(text);
  }
}
