/** The meters that are connected now, as the market sees them; the device link implements it. */
import type { Address, MeterMethod, MeterRequest, MeterResponse, MeterStatus } from '@evlock/protocol';

export interface MeterDirectory {
  online(meterKey: Address): boolean;
  /** The newest status that the meter sent on its present connection; null without one. */
  status(meterKey: Address): MeterStatus | null;
  /** Throws `DEVICE_OFFLINE`, `TIMED_OUT`, `RATE_LIMITED`, or the error that the meter answers with. */
  request<M extends MeterMethod>(meterKey: Address, method: M, body: MeterRequest<M>): Promise<MeterResponse<M>>;
}
