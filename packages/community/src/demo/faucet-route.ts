/** Test money for a visitor's account: worthless, and for the page of this origin alone. */
import { type Address, address, type Bytes32, EvlockError, type Money, money, parseJson } from '@evlock/protocol';
import type { PagesApp } from '@evlock/web';
import { z } from 'zod';

export const FAUCET_PATH = '/demo/faucet';
/** Each time, in micro-units: ten tokens. */
export const FAUCET_AMOUNT: Money = money(10_000_000);

/** Characters of a request. */
const REQUEST_MAX = 256;
const requestSchema = z.strictObject({ account: address.schema });

export interface FaucetModules {
  /** Undefined until the contracts are there. */
  readonly give: () => ((account: Address, amount: Money) => Promise<{ readonly transaction: Bytes32 }>) | undefined;
}

export class FaucetRoute {
  readonly #modules: FaucetModules;
  #isGiving = false;

  constructor(modules: FaucetModules) {
    this.#modules = modules;
  }

  /** Adds the route; whoever asks shows a page of this origin, as the server has checked. */
  add(app: PagesApp): void {
    app.post(FAUCET_PATH, async ({ body }) => {
      const { account } = parseJson(requestSchema, typeof body === 'string' ? body : '', REQUEST_MAX);
      const give = this.#modules.give();
      if (!give) throw new EvlockError('OUT_OF_STATE', { problem: 'the contracts are not there yet' });
      // One after the other: a page that asks in a loop keeps nobody else's transactions waiting.
      if (this.#isGiving) throw new EvlockError('RATE_LIMITED', { seconds: 2 });
      this.#isGiving = true;
      try {
        const { transaction } = await give(account, FAUCET_AMOUNT);
        return { transaction };
      } finally {
        this.#isGiving = false;
      }
    });
  }
}
