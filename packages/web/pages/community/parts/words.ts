/** Names of the protocol as keys of the page's messages. */
import type { House, Trade } from '../model.ts';

type Cause = NonNullable<Trade['sellerMeter']>['cause'];
type MeterState = NonNullable<House['meter']>['state'];

export const CAUSE_KEYS = {
  none: 'causeNone',
  completed: 'causeCompleted',
  'stopped-by-owner': 'causeStoppedByOwner',
  'partner-silent': 'causePartnerSilent',
  'partner-final': 'causePartnerFinal',
  'loss-above-band': 'causeLossAboveBand',
  'mark-missing': 'causeMarkMissing',
  'sensor-fault': 'causeSensorFault',
  restarted: 'causeRestarted',
} as const satisfies Record<Cause, string>;

export const METER_STATE_KEYS = {
  idle: 'stateIdle',
  ordered: 'stateOrdered',
  opened: 'stateOpened',
  confirmed: 'stateConfirmed',
  delivering: 'stateDelivering',
  paused: 'statePaused',
  stopped: 'stateStopped',
  finalizing: 'stateFinalizing',
  claiming: 'stateClaiming',
  settled: 'stateSettled',
  expired: 'stateExpired',
  fault: 'stateFault',
} as const satisfies Record<MeterState, string>;
