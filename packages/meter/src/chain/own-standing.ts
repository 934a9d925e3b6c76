/**
 * Whether the chain holds this meter's key, and no other, for this meter's account. A gateway or an enroller may have
 * enrolled it for somebody else's account: earnings and deposits would then not be the owner's.
 */
import type { ChainReader, MeterOnChain } from '@evlock/chain';
import { type Address, type Clock, type ErrorCode, EvlockError, milliseconds } from '@evlock/protocol';
import type { Log } from '../log.ts';

export interface OwnStandingOptions {
  /** As reported by the secure world. */
  readonly meterKey: Address;
  readonly account: Address;
}

export interface OwnStandingModules {
  readonly chain: Pick<ChainReader, 'meter' | 'meterOfAccount'>;
  readonly clock: Clock;
  readonly log: Log;
}

const LOOK_MS = milliseconds(600_000);
/** Until the chain has answered and its endpoints agree. */
const FIRST_LOOK_MS = milliseconds(10_000);

export class OwnStanding {
  readonly #options: OwnStandingOptions;
  readonly #modules: OwnStandingModules;
  #alarm: ErrorCode | null = null;
  #doubt: ErrorCode | null = null;
  #known = false;

  constructor(options: OwnStandingOptions, modules: OwnStandingModules) {
    this.#options = options;
    this.#modules = modules;
  }

  /** `ACCOUNT_TAKEN`, or why this key opens no trades; null while nothing is wrong or nothing is known. */
  get alarm(): ErrorCode | null {
    return this.#alarm;
  }

  /** `CHAIN_DISAGREES` while the endpoints differ: whether the alarm is true is unknown then. */
  get doubt(): ErrorCode | null {
    return this.#doubt;
  }

  /** Runs every ten minutes until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#look();
      await this.#modules.clock.sleep(this.#known ? LOOK_MS : FIRST_LOOK_MS, signal).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    const { chain, log } = this.#modules;
    const { meterKey, account } = this.#options;
    try {
      const [meter, active] = [await chain.meter(meterKey), await chain.meterOfAccount(account)];
      const alarm = standingAlarm(this.#options, meter, active);
      const seen = { alarm, account, chainAccount: meter?.account ?? null, activeMeter: active ?? null };
      if (alarm !== this.#alarm && alarm !== null)
        log.error({ code: alarm, ...seen }, 'the chain has this meter enrolled differently');
      this.#alarm = alarm;
      this.#doubt = null;
      this.#known = true;
    } catch (cause) {
      // What cannot be read is unknown, and the last agreed answer is kept; the chain watch reports the failure.
      const error = EvlockError.from(cause);
      const differ = error.code === 'CHAIN_DISAGREES';
      const isNew = differ && this.#doubt === null;
      log[isNew ? 'warn' : 'debug']({ error }, 'cannot tell how the chain has this meter enrolled');
      if (differ) this.#doubt = error.code;
      // Retried soon: one of them may only be behind.
      this.#known &&= !differ;
    }
  }
}

/** A key that the chain does not show yet is no alarm. */
export function standingAlarm(
  { meterKey, account }: OwnStandingOptions,
  meter: MeterOnChain | undefined,
  active: Address | undefined,
): ErrorCode | null {
  if (meter && meter.account !== account) return 'ACCOUNT_TAKEN';
  if (!meter) return active !== undefined && active !== meterKey ? 'ACCOUNT_TAKEN' : null;
  if (meter.status === 'replaced') return 'METER_REPLACED';
  if (meter.status === 'standby') return 'METER_STANDBY';
  return meter.suspended ? 'NOT_ENROLLED' : null;
}
