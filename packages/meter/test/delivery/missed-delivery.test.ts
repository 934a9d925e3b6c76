/** Two whole meters in real time, one of which cannot read the chain while a trade is due for delivery. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MockChain } from '../support/mock-chain.ts';
import { until, Village } from '../support/village.ts';

describe('a trade that one meter saw only after its end', () => {
  const village = new Village();
  const { gateway, seller } = village;
  let hanging: MockChain;
  beforeAll(async () => {
    hanging = new MockChain();
    village.chains.set(seller.name, hanging);
    await village.start();
  });
  afterAll(() => village.stop());

  it('is closed at zero by that meter once it can see, without either blaming the other', async () => {
    hanging.problem = 'CHAIN_UNREACHABLE';
    const { trade } = await village.agree({ energy: 1_000n, seconds: 8 });
    await until('the buyer waits', () => gateway.receiptsOf('buyer', trade.id).length > 0);
    await until('the seller says why', () => seller.meter?.status().fault === 'CHAIN_UNREACHABLE');
    const statusFile = join(seller.folder, 'data', 'status.json');
    await until('its status file too', () => readFileSync(statusFile, 'utf8').includes('ENDPOINT_LEFT_OUT'));
    expect(gateway.receiptsOf('seller', trade.id)).toEqual([]);
    // What its secure world does then it also does after a restart of the meter.
    await seller.meter?.stop();
    const remains = `${statusFile}.0123456789ab.new`;
    writeFileSync(remains, 'half a file of a killed process');
    await village.startMeter(seller);
    expect(existsSync(remains)).toBe(false);
    await until('the buyer ends', () => gateway.receiptsOf('buyer', trade.id).some(({ final }) => final));
    village.chain.time = trade.end;
    hanging.open(trade);
    hanging.time = trade.end;
    hanging.problem = undefined;
    await gateway.ask(seller.identity.meterKey, 'trade', village.orders);
    await until('the seller closes', () => gateway.receiptsOf('seller', trade.id).some(({ final }) => final));
    const [bought, sold] = [
      gateway.receiptsOf('buyer', trade.id).at(-1)!,
      gateway.receiptsOf('seller', trade.id).at(-1)!,
    ];
    expect(sold).toMatchObject({ energy: 0n, cause: 'restarted', partnerEnergy: bought.energy });
    expect(bought).toMatchObject({ energy: 0n, cause: 'partner-silent' });
    expect(seller.meter?.status()).toMatchObject({ state: 'finalizing', relayClosed: false, fault: 'DELIVERY_MISSED' });
  });
});
