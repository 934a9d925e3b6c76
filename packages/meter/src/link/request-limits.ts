/**
 * How often a gateway may ask a meter for what. An honest one stays far below; a hostile one wears neither flash nor store,
 * and what it is refused costs the meter no question to secure world or chain.
 */
import {
  type Clock,
  EvlockError,
  type LinkHandlers,
  type MeterMethod,
  type meterMethods,
  TokenBucket,
} from '@evlock/protocol';

export interface RequestLimit {
  /** At once, after a quiet time. */
  readonly burst: number;
  readonly perMinute: number;
}

/**
 * Every order and mandate is written by secure world and store: as many at once as the contract keeps nonces open. A partner
 * signs a receipt a second. All trades of a meter are announced anew when it connects, at most 16.
 */
export const REQUEST_LIMITS: Readonly<Record<MeterMethod, RequestLimit>> = {
  authorizeMandate: { burst: 64, perMinute: 6 },
  signOrder: { burst: 64, perMinute: 6 },
  revokeMandate: { burst: 8, perMinute: 1 },
  trade: { burst: 16, perMinute: 12 },
  partnerReceipt: { burst: 60, perMinute: 120 },
  stop: { burst: 10, perMinute: 12 },
  authorityChanged: { burst: 4, perMinute: 1 },
  signWithdrawal: { burst: 8, perMinute: 6 },
  signCancel: { burst: 64, perMinute: 6 },
  signReplace: { burst: 4, perMinute: 1 },
};

export class RequestLimits {
  readonly #buckets: ReadonlyMap<string, TokenBucket>;

  constructor(limits: Readonly<Record<MeterMethod, RequestLimit>>, modules: { readonly clock: Clock }) {
    this.#buckets = new Map(
      Object.entries(limits).map(([method, { burst, perMinute }]) => [
        method,
        new TokenBucket({ burst, perSecond: perMinute / 60 }, modules),
      ]),
    );
  }

  /** Throws `RATE_LIMITED` with the seconds to wait when this was asked too often. */
  admit(method: MeterMethod): void {
    const bucket = this.#buckets.get(method);
    if (!bucket?.take()) throw new EvlockError('RATE_LIMITED', { method, seconds: bucket?.secondsLeft() ?? null });
  }

  /** The handlers, each asked no more often than its method may be. */
  bound(handlers: LinkHandlers<typeof meterMethods>): LinkHandlers<typeof meterMethods> {
    const bounded = Object.entries(handlers).map(([method, handle]) => [
      method,
      async (body: never) => {
        this.admit(method as MeterMethod);
        return await handle(body);
      },
    ]);
    return Object.fromEntries(bounded) as LinkHandlers<typeof meterMethods>;
  }
}
