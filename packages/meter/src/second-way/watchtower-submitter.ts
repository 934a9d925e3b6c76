/** Another operator's watchtower: accepts signed data over HTTPS and submits it with its own key. */
import { readAuthority } from '@evlock/files';
import { type HttpsResponse, postJson } from '@evlock/https';
import {
  type Clock,
  type Deployment,
  EvlockError,
  milliseconds,
  parseJson,
  type SignedExport,
  WATCHTOWER_ROUTES,
  watchtowerAnswerSchema,
  writeSignedExport,
} from '@evlock/protocol';
import type { Item, Submitter } from './submitter.ts';

export interface WatchtowerOptions {
  readonly url: string;
  /** PEM of the only trusted authority. */
  readonly authorityFile: string;
  readonly deployment: Deployment;
}

const TIMEOUT = milliseconds(20_000);
const MAX_RESPONSE = 65_536;

export class WatchtowerSubmitter implements Submitter {
  readonly kind = 'watchtower';
  readonly name: string;
  readonly #options: WatchtowerOptions;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(options: WatchtowerOptions, modules: { readonly clock: Pick<Clock, 'now'> }) {
    this.#options = options;
    this.#clock = modules.clock;
    this.name = new URL(options.url).host;
  }

  /** Throws `WATCHTOWER_UNREACHABLE`, `WATCHTOWER_REFUSED`, or its answer. */
  async bring(item: Item): Promise<string> {
    const { signed } = writeSignedExport(this.#exportOf(item));
    const { items } = parseJson(watchtowerAnswerSchema, await this.#post(signed), MAX_RESPONSE);
    const refused = items.find(({ code }) => code !== null);
    if (refused) throw new EvlockError('WATCHTOWER_REFUSED', { watchtower: this.name, reason: refused.code });
    if (items.length === 0) throw new EvlockError('WATCHTOWER_REFUSED', { watchtower: this.name, reason: null });
    return 'watched over';
  }

  async #post(signed: SignedExport): Promise<string> {
    const { url, authorityFile } = this.#options;
    let answer: HttpsResponse;
    try {
      answer = await postJson(
        {
          url,
          authority: await readAuthority(authorityFile),
          ...{ timeout: TIMEOUT, maxResponse: MAX_RESPONSE },
        },
        WATCHTOWER_ROUTES.signed,
        signed,
      );
    } catch (cause) {
      const { code, details } = EvlockError.from(cause);
      throw new EvlockError('WATCHTOWER_UNREACHABLE', { ...details, watchtower: this.name, reason: code }, { cause });
    }
    if (answer.status === 200) return answer.text;
    throw refusalOf(answer, this.name);
  }

  #exportOf(item: Item): SignedExport {
    return {
      format: 'evlock-signed-1',
      deployment: this.#options.deployment,
      written: this.#clock.now(),
      trades: item.kind === 'trade' ? [item.trade] : [],
      cancels: item.kind === 'cancel' ? [item.cancel] : [],
      withdrawals: [],
    };
  }
}

/** Its answer may be anything; only the code is read. */
function refusalOf({ status, text }: HttpsResponse, watchtower: string): EvlockError {
  let reason: string | null = null;
  try {
    const { code } = JSON.parse(text) as { code?: unknown };
    if (typeof code === 'string') reason = code.slice(0, 64);
  } catch {
    // The status is enough.
  }
  return new EvlockError('WATCHTOWER_REFUSED', { watchtower, status, reason });
}
