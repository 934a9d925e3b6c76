/**
 * Whether the chain has this meter's key for this meter's account, and no other key in its place. What a gateway or an enroller
 * put there may be somebody else's account: then what is earned or deposited is not the owner's.
 */
import type { ChainReader, MeterOnChain } from '@evlock/chain';
import { type Address, type Clock, type ErrorCode, EvlockError, milliseconds } from '@evlock/protocol';
import type { Log } from '../log.ts';

export interface OwnStandingOptions {
  /** As the secure world has them. */
  readonly meterKey: Address;
  readonly account: Address;
}

export interface OwnStandingModules {
  readonly chain: Pick<ChainReader, 'meter' | 'meterOfAccount'>;
  readonly clock: Clock;
  readonly log: Log;
}

const LOOK_MS = milliseconds(600_000);
/** Until the chain has answered, and its endpoints alike. */
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

  /** `ACCOUNT_TAKEN`, or why this key opens no trades; null while nothing is wrong, or nothing is known. */
  get alarm(): ErrorCode | null {
    return this.#alarm;
  }

  /** `CHAIN_DISAGREES` while the endpoints tell it differently: whether the alarm is true is not known then. */
  get doubt(): ErrorCode | null {
    return this.#doubt;
  }

  /** Looks every ten minutes until the signal is aborted. */
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
        log.error({ code: alarm, ...seen }, 'the chain has this meter otherwise');
      this.#alarm = alarm;
      this.#doubt = null;
      this.#known = true;
    } catch (cause) {
      // What cannot be read is not known, and what all told before stands; the chain watch says that it cannot.
      const error = EvlockError.from(cause);
      const differ = error.code === 'CHAIN_DISAGREES';
      const isNew = differ && this.#doubt === null;
      log[isNew ? 'warn' : 'debug']({ error }, 'how the chain has this meter is not known');
      if (differ) this.#doubt = error.code;
      // Asked again soon: one of them may only be behind.
      this.#known &&= !differ;
    }
  }
}

/** A key that the chain does not show is not known yet, which is no alarm. */
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
