/** Whether a meter may sign orders now, according to the chain and to proved faults. */
import type { MeterOnChain } from '@evlock/chain';
import { EvlockError, type Order } from '@evlock/protocol';
import type { FaultDesk } from './fault-desk.ts';
import type { MarketChain } from './market-chain.ts';
import type { TradeSubmitter } from './trade-submitter.ts';

export interface MeterAdmissionModules {
  readonly chain: MarketChain;
  readonly submitter: Pick<TradeSubmitter, 'finishReplace'>;
  readonly faults: Pick<FaultDesk, 'requireSound'>;
}

/**
 * The meter, if it may sign orders. A new meter whose replacement is due is activated here: anyone may do that, and its first order
 * is when it is needed. Throws `NOT_ENROLLED`, `METER_REPLACED`, `METER_STANDBY`, or the code of a proved fault.
 */
export async function admitMeter(
  { chain, submitter, faults }: MeterAdmissionModules,
  { meterKey, account }: Pick<Order, 'meterKey' | 'account'>,
): Promise<MeterOnChain> {
  await faults.requireSound(meterKey);
  const meter = await chain.meter(meterKey);
  if (meter?.account !== account || meter.suspended) throw new EvlockError('NOT_ENROLLED', { meterKey });
  if (meter.active) return meter;
  if (meter.status !== 'standby') {
    const replaced = meter.status === 'replaced' || (await chain.pendingReplacement(meterKey));
    throw new EvlockError(replaced ? 'METER_REPLACED' : 'NOT_ENROLLED', { meterKey });
  }
  const old = await chain.meterOfAccount(account);
  const pending = old && (await chain.pendingReplacement(old));
  const { time } = await chain.finalized();
  if (!old || pending?.newMeterKey !== meterKey || time < pending.effectiveFrom) {
    throw new EvlockError('METER_STANDBY', { meterKey, activeMeter: old ?? null });
  }
  await submitter.finishReplace(old, pending.effectiveFrom);
  const now = await chain.meter(meterKey);
  if (!now?.active) throw new EvlockError('METER_STANDBY', { meterKey, activeMeter: old });
  return now;
}
