/** A gateway's greeting: its market, which must match the deployment file, and the trades it knows of. */
import { type DeploymentFile, requireSameDeployment } from '@evlock/protocol';
import type { TradeRunner } from '../delivery/trade-runner.ts';
import type { Log } from '../log.ts';
import type { RequestLimits } from './request-limits.ts';
import type { Hello } from './uplink.ts';

export interface GreetingModules {
  readonly runner: Pick<TradeRunner, 'announce'>;
  readonly limits: Pick<RequestLimits, 'admit'>;
  readonly deployment: DeploymentFile;
  readonly log: Log;
}

export function greeted({ market, trades }: Hello, { runner, limits, deployment, log }: GreetingModules): void {
  try {
    requireSameDeployment({ ...deployment, attestationKeys: market.attestationKeys }, market);
  } catch (error) {
    log.error({ error }, 'the gateway describes a market other than the deployment: ignoring its trades');
    return;
  }
  for (const orders of trades) {
    try {
      limits.admit('trade');
      runner.announce(orders);
    } catch (error) {
      log.warn({ error }, 'the gateway named an invalid trade');
    }
  }
}
