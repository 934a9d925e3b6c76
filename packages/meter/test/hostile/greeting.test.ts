/**
 * Mallory's gateway greets a meter with a market other than the one it was provisioned for, and names trades of it. The
 * deployment file handed over with the meter decides; the control has none, as if the gateway's word were trusted.
 */
import { type DeploymentFile, EvlockError, energy, type TradeOrders, timestamp } from '@evlock/protocol';
import { domain } from '@evlock/testing/meter/samples';
import { signedOrders } from '@evlock/testing/meter/signer';
import { beforeEach, expect, it } from 'vitest';
import { greeted } from '../../src/link/greeting.ts';
import { silentLog } from '../../src/log.ts';

const deployment: DeploymentFile = {
  ...{ format: 'evlock-deployment-1', network: 'local', block: 1 },
  ...{ chainId: domain.chainId, market: domain.market },
  registry: `0x${'ab'.repeat(20)}`,
  batches: `0x${'ac'.repeat(20)}`,
  token: `0x${'ad'.repeat(20)}`,
  ...{ tokenSymbol: 'TEST', tokenDecimals: 6, minimumLot: energy(100_000) },
  ...{ rpId: 'localhost', origins: ['http://localhost:4100'], attestationKeys: [] },
};
const [first, second] = [signedOrders(), signedOrders(600)];
let announced: TradeOrders[];
beforeEach(() => {
  announced = [];
});

function greet(change: Partial<DeploymentFile>, own = deployment, room = 16): void {
  const market = { ...deployment, ...change, development: false };
  const runner = {
    announce: (orders: TradeOrders) => {
      if (orders === first) throw new EvlockError('TRADE_NOT_OPEN');
      announced.push(orders);
    },
  };
  const limits = {
    admit: () => {
      if (room-- === 0) throw new EvlockError('RATE_LIMITED');
    },
  };
  const hello = { now: timestamp(1), market, trades: [first, second] };
  greeted(hello, { runner, limits, deployment: own, log: silentLog } as never);
}

it('of its own market announces every valid trade, within the announcement limit', () => {
  greet({});
  expect(announced).toEqual([second]);
  announced = [];
  greet({}, deployment, 1);
  expect(announced).toEqual([]);
});

it.each<[string, Partial<DeploymentFile>]>([
  ['chain', { chainId: 1001 }],
  ['market', { market: `0x${'ee'.repeat(20)}` }],
  ['registry', { registry: `0x${'ee'.repeat(20)}` }],
  ['token', { token: `0x${'ee'.repeat(20)}` }],
  ['pages', { origins: ['https://mallory.example'] }],
])('with another %s announces none of its trades', (_name, lie) => {
  greet(lie);
  expect(announced).toEqual([]);
});

it('control: taken at its word, it announces them all', () => {
  const lie = { registry: `0x${'ee'.repeat(20)}` } as const;
  greet(lie, { ...deployment, ...lie });
  expect(announced).toEqual([second]);
});
