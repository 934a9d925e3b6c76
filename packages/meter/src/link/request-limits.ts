/**
 * Rate limits on a gateway's requests. An honest one stays far below; a hostile one cannot wear out flash or store, and its
 * refused requests cost the meter no query to secure world or chain.
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
  /** Burst after a quiet time. */
  readonly burst: number;
  readonly perMinute: number;
}

/**
 * Secure world and store write every order and mandate: as many at once as the contract keeps nonces open. A partner signs a
 * receipt a second. A meter's trades, at most 16, are announced again whenever it connects.
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
  passkeys: { burst: 10, perMinute: 6 },
  bindFurtherPasskey: { burst: 8, perMinute: 2 },
  removePasskey: { burst: 8, perMinute: 2 },
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

  /** Throws `RATE_LIMITED` with the seconds to wait when the limit is exceeded. */
  admit(method: MeterMethod): void {
    const bucket = this.#buckets.get(method);
    if (!bucket?.take()) throw new EvlockError('RATE_LIMITED', { method, seconds: bucket?.secondsLeft() ?? null });
  }

  /** The handlers, each limited to its method's rate. */
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
