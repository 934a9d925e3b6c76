/** A meter's identity, and its queries to the chain. */
import type { ChainReader } from '@evlock/chain';
import { type Address, type Bytes32, type Deployment, EvlockError, isSameMarket, milliseconds } from '@evlock/protocol';
import type { SecureWorld } from '@evlock/secure-world';
import type { TradeRunner } from '../delivery/trade-runner.ts';
import { ChainWatch, type ChainWatchModules } from './chain-watch.ts';
import type { LapsedOrders } from './lapsed-orders.ts';

/** A meter's queries to the chain. */
export type MeterChain = ChainWatchModules['chain'] &
  Pick<
    ChainReader,
    'endpoints' | 'lowestHead' | 'finalized' | 'trade' | 'isNonceSpent' | 'meter' | 'meterOfAccount' | 'openedOrder'
  >;

export interface MeterIdentity {
  readonly deviceId: Bytes32;
  readonly meterKey: Address;
  readonly account: Address;
}

/** Blocks that a local chain may lose when killed. */
const LOSABLE_BLOCKS = 10;

export async function identityOf(secureWorld: SecureWorld, deployment: Deployment): Promise<MeterIdentity> {
  const { state, domain, deviceId, meterKey, account } = await secureWorld.info();
  if (state !== 'provisioned' || !domain) throw new EvlockError('NOT_PROVISIONED');
  if (!isSameMarket(domain, deployment)) {
    throw new EvlockError('CHAIN_WRONG_NETWORK', { secureWorld: domain.chainId, deployment: deployment.chainId });
  }
  return { deviceId, meterKey, account };
}

type WatchParts = Pick<ChainWatchModules, 'chain' | 'clock' | 'log'> & {
  readonly runner: TradeRunner;
  readonly lapsedOrders: Pick<LapsedOrders, 'lapsed'>;
};

export const watchChain = ({ runner, lapsedOrders, ...modules }: WatchParts): ChainWatch =>
  new ChainWatch(
    { interval: milliseconds(500), slowInterval: milliseconds(5000) },
    {
      ...modules,
      trades: () =>
        [...runner.book.values()].flatMap(({ trade, stage }) => {
          const known = runner.knownTrade(trade.id);
          return known ? [{ trade, stage, fromBlock: known.fromBlock }] : [];
        }),
      said: (tradeId, state, time) => {
        const known = state === 'lapsed' ? runner.knownTrade(tradeId) : undefined;
        // Before the trade is forgotten.
        if (known) lapsedOrders.lapsed(known.orders, runner.book.get(tradeId)?.stage !== 'opened');
        runner.chainSaid(tradeId, state, time);
      },
    },
  );

/** Earliest block to search for a trade signed now; the deployment's block when the chain does not answer. */
export async function blockOf(chain: MeterChain, deployment: Deployment): Promise<number> {
  const head = await chain.lowestHead().catch(() => 0);
  return Math.max(deployment.block, head - LOSABLE_BLOCKS);
}
