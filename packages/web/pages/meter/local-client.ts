/** The page's own server: the provisioning socket behind it. The token is in memory only, and gone when the page is. */
import type { LocalBody, LocalResponse, LocalRouteName } from '@evlock/protocol';
import { Problem, type ProblemBody } from '../shared/problem.ts';

/** As it travels: a big integer is decimal text. */
export type OverWire<T> = T extends bigint
  ? string
  : T extends number
    ? number
    : T extends readonly (infer Item)[]
      ? readonly OverWire<Item>[]
      : T extends object
        ? { readonly [Key in keyof T]: OverWire<T[Key]> }
        : T;
export type Answer<N extends LocalRouteName> = OverWire<LocalResponse<N>>;
export type LocalState = Answer<'state'>;

/** Paths of `localRoutes`; a test holds them to it, so that its schemas stay out of this page. */
export const PATHS: Readonly<Record<LocalRouteName, string>> = {
  session: '/local/session',
  state: '/local/state',
  provision: '/local/provision',
  restore: '/local/restore',
  bind: '/local/bind',
  passkeys: '/local/passkeys',
  removePasskey: '/local/passkeys/remove',
  selfTest: '/local/self-test',
  enrol: '/local/enrolment',
};

const UNREACHABLE: ProblemBody = {
  code: 'LOCAL_PAGE_GONE',
  class: 'passing',
  message: 'The meter’s page does not answer.',
  remedy: 'Look whether the meter’s page still runs on its machine.',
  details: {},
};

export class LocalClient {
  #token: string | undefined;
  readonly #fetch: typeof fetch;

  constructor(modules: { readonly fetch?: typeof fetch } = {}) {
    this.#fetch = modules.fetch ?? ((...request) => fetch(...request));
  }

  /** Throws `Problem` with `LOCAL_CODE_WRONG` or `RATE_LIMITED`. */
  async enter(code: string): Promise<void> {
    const { token } = await this.call('session', { code });
    this.#token = token;
  }

  /** Throws `Problem`. */
  async call<N extends LocalRouteName>(
    name: N,
    ...[body]: LocalBody<N> extends undefined ? [] : [OverWire<LocalBody<N>>]
  ): Promise<Answer<N>> {
    const headers: Record<string, string> = {};
    if (this.#token !== undefined) headers.authorization = `Bearer ${this.#token}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    const request: RequestInit = { method: body === undefined ? 'GET' : 'POST', headers, cache: 'no-store' };
    if (body !== undefined) request.body = JSON.stringify(body);
    const response = await this.#fetch(PATHS[name], request).catch((cause: unknown) => {
      throw new Problem(UNREACHABLE, { cause });
    });
    const answer: unknown = await response.json().catch((cause: unknown) => {
      throw new Problem(UNREACHABLE, { cause });
    });
    if (!response.ok) throw new Problem(answer as ProblemBody);
    return answer as Answer<N>;
  }
}
