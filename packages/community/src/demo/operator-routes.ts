/** What the operator's console has in the demo alone: a wallet with worthless keys, a sign-up code for the visitor, and the list of the demo's own operator. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { TransactionResult } from '@evlock/chain';
import type { Operator } from '@evlock/owner';
import { type Address, address, EvlockError, type Hex, parseJson } from '@evlock/protocol';
import type { PagesApp } from '@evlock/web';
import { z } from 'zod';
import { DEMO_HEADER } from '../feed/index.ts';

export const WALLET_PATH = '/demo/wallet';
export const VISITOR_PATH = '/demo/operator';
/** Without it a visitor could admit nothing: the demo's own operator makes the code of the house that waits. */
export const LIST_PATH = '/demo/operator-list';

/** Characters of a request. */
const REQUEST_MAX = 16_384;
/** As the record shows the visitor. */
const VISITOR = 'Demo';

const callSchema = z.strictObject({
  to: address.schema,
  data: z.string().regex(/^0x([0-9a-f]{2}){4,4096}$/),
});

export interface OperatorRoutesModules {
  /** Undefined until the gateway is up. */
  readonly operator: () => Pick<Operator, 'addPerson'> | undefined;
  /** The own list of the demo's operator. */
  readonly list: () => Promise<string>;
  readonly send: (call: { readonly to: Address; readonly data: Hex }) => Promise<TransactionResult>;
}

export class OperatorRoutes {
  readonly #modules: OperatorRoutesModules;
  readonly #token = randomBytes(24).toString('base64url');

  constructor(modules: OperatorRoutesModules) {
    this.#modules = modules;
  }

  /** Adds the routes; whoever asks shows a page of this origin, as the server has checked. */
  add(app: PagesApp): void {
    app.get(WALLET_PATH, async () => ({ token: this.#token }));
    app.post(WALLET_PATH, async ({ body, headers }) => {
      this.#require(headers[DEMO_HEADER]);
      const { to, data } = parseJson(callSchema, typeof body === 'string' ? body : '', REQUEST_MAX);
      const { transaction } = await this.#modules.send({ to, data: data as Hex });
      return { transaction };
    });
    app.post(VISITOR_PATH, async ({ headers }) => {
      this.#require(headers[DEMO_HEADER]);
      const operator = this.#modules.operator();
      if (!operator) throw new EvlockError('OUT_OF_STATE', { problem: 'the gateway is not started' });
      return operator.addPerson(VISITOR, 'operator');
    });
    app.post(LIST_PATH, async ({ headers }) => {
      this.#require(headers[DEMO_HEADER]);
      if (!this.#modules.operator()) throw new EvlockError('OUT_OF_STATE', { problem: 'the gateway is not started' });
      return { list: await this.#modules.list() };
    });
  }

  #require(token: unknown): void {
    const isKnown = typeof token === 'string' && token.length === this.#token.length;
    if (!isKnown || !timingSafeEqual(Buffer.from(token), Buffer.from(this.#token))) {
      throw new EvlockError('UNAUTHENTICATED');
    }
  }
}
