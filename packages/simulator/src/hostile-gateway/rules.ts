/**
 * What a hostile gateway does to the traffic: a list of rules by route name or device-link method. Rules see values in our
 * units, and their results are sent as they are, valid or not.
 */
import { EvlockError } from '@evlock/protocol';

/** One request in transit, with what is known about it. */
export interface Exchange {
  /** A route, or a method of the device link. */
  readonly name: string;
  readonly body: unknown;
  /** The parameters of a route's path; empty on the device link. */
  readonly params: Readonly<Record<string, string>>;
  /** What follows the path's question mark; absent on the device link. */
  readonly query?: Readonly<Record<string, string>>;
  /** The caller: an owner's or operator's bearer token, or a meter's device id; null if anonymous. */
  readonly caller: string | null;
}

export interface Rule {
  /** A route, or a method of the device link; `*` for all. */
  readonly on: string;
  /** Always when omitted. */
  readonly when?: (exchange: Exchange) => boolean;
  /** How often it applies; unlimited when omitted. */
  readonly times?: number;
  /** Replaces the request. */
  readonly request?: (exchange: Exchange) => unknown;
  /** Answers without asking anybody; may throw an `EvlockError`, which becomes the answer. */
  readonly reply?: (exchange: Exchange) => unknown;
  /** Replaces the answer. */
  readonly answer?: (answer: unknown, exchange: Exchange) => unknown;
  /** Never answers, and does not forward the request. */
  readonly withhold?: true;
  /** Forwards the request this many times; the last answer is returned. */
  readonly repeat?: number;
}

/** Forwards a request to its destination. */
export type Forward = (exchange: Exchange) => Promise<unknown>;

const never = new Promise<never>(() => undefined);

export class Rules {
  /** Everything that came, as it came. */
  readonly seen: Exchange[] = [];
  readonly #rules: { readonly rule: Rule; left: number }[] = [];

  constructor(rules: readonly Rule[] = []) {
    this.add(...rules);
  }

  /** Later rules apply to the results of earlier ones. */
  add(...rules: readonly Rule[]): void {
    for (const rule of rules) this.#rules.push({ rule, left: rule.times ?? Number.POSITIVE_INFINITY });
  }

  /** Becomes honest again. */
  clear(): void {
    this.#rules.length = 0;
  }

  /** Handles one request by the rules. Rejects with the error to answer; never settles when withheld. */
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

/** For a stand-alone hostile gateway: what no rule answers is refused. */
export const forwardToNobody: Forward = async ({ name }) => {
  throw new EvlockError('GATEWAY_UNREACHABLE', { problem: 'nobody behind', name });
};
