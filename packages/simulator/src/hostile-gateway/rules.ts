/**
 * What a hostile gateway does to what passes through it: a list of rules by the name of a route or of a device link's method.
 * Rules see values of our units, and what they make of them is sent as it is, valid or not.
 */
import { EvlockError } from '@evlock/protocol';

/** One request on its way, with what is known of it. */
export interface Exchange {
  /** A route, or a method of the device link. */
  readonly name: string;
  readonly body: unknown;
  /** The parameters of a route's path; empty on the device link. */
  readonly params: Readonly<Record<string, string>>;
  /** Who asked: the bearer token of an owner or operator, or the device id of a meter; null for nobody in particular. */
  readonly caller: string | null;
}

export interface Rule {
  /** A route, or a method of the device link; `*` for all. */
  readonly on: string;
  /** Left out: always. */
  readonly when?: (exchange: Exchange) => boolean;
  /** How often it applies; left out: without end. */
  readonly times?: number;
  /** Another request in place of the one that came. */
  readonly request?: (exchange: Exchange) => unknown;
  /** An answer of its own, without asking anybody; may throw an `EvlockError`, which is answered. */
  readonly reply?: (exchange: Exchange) => unknown;
  /** Another answer in place of the one that came back. */
  readonly answer?: (answer: unknown, exchange: Exchange) => unknown;
  /** Never answers. What was asked is not passed on. */
  readonly withhold?: true;
  /** Passes the request on this often; the last answer is given. */
  readonly repeat?: number;
}

/** Passes a request on to whoever it is for. */
export type Forward = (exchange: Exchange) => Promise<unknown>;

const never = new Promise<never>(() => undefined);

export class Rules {
  /** Everything that came, as it came. */
  readonly seen: Exchange[] = [];
  readonly #rules: { readonly rule: Rule; left: number }[] = [];

  constructor(rules: readonly Rule[] = []) {
    this.add(...rules);
  }

  /** Later rules are applied to what earlier ones made. */
  add(...rules: readonly Rule[]): void {
    for (const rule of rules) this.#rules.push({ rule, left: rule.times ?? Number.POSITIVE_INFINITY });
  }

  /** Is honest again. */
  clear(): void {
    this.#rules.length = 0;
  }

  /** Carries one request by the rules. Rejects with what is to be answered as an error; never settles where it is withheld. */
  async carry(came: Exchange, forward: Forward): Promise<unknown> {
    this.seen.push(came);
    const rules = this.#applying(came);
    if (rules.some(({ withhold }) => withhold)) return never;
    let exchange = came;
    for (const { request } of rules) if (request) exchange = { ...exchange, body: await request(exchange) };
    const reply = rules.findLast((rule) => rule.reply)?.reply;
    let answer = reply ? await reply(exchange) : await forward(exchange);
    for (let more = Math.max(1, ...rules.map(({ repeat = 1 }) => repeat)); more > 1; more--) {
      answer = await forward(exchange);
    }
    for (const rule of rules) if (rule.answer) answer = await rule.answer(answer, exchange);
    return answer;
  }

  #applying(exchange: Exchange): Rule[] {
    const applying: Rule[] = [];
    for (const entry of this.#rules) {
      const { on, when } = entry.rule;
      if (entry.left <= 0 || (on !== '*' && on !== exchange.name) || when?.(exchange) === false) continue;
      entry.left--;
      applying.push(entry.rule);
    }
    return applying;
  }
}

/** For a hostile gateway with nobody behind it: what no rule answers is refused. */
export const forwardToNobody: Forward = async ({ name }) => {
  throw new EvlockError('GATEWAY_UNREACHABLE', { problem: 'nobody behind', name });
};
