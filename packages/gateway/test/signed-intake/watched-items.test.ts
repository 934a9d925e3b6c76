import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cancel, type Clock, domainOf, readSignedExport, systemClock, timestamp } from '@evlock/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WATCHED_LIMITS, WatchedItems, type WatchedLimits } from '../../src/signed-intake/watched-items.ts';
import { deployment, idOf, signedCancel, signedTrade } from './samples.ts';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined };

describe('what a watchtower keeps for others', () => {
  let folder: string;
  let day: number;
  const clock: Clock = { ...systemClock, now: () => timestamp(1_800_000_000 + day * 86_400) };
  const open = (limits: Partial<WatchedLimits> = {}): Promise<WatchedItems> =>
    WatchedItems.open({ folder, deployment, limits: { ...WATCHED_LIMITS, ...limits } }, { clock, log: silent });
  beforeEach(async () => {
    day = 0;
    folder = await mkdtemp(join(tmpdir(), 'evlock-watched-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is one source that changes only when something comes or goes', async () => {
    const items = await open();
    const first = await items.read();
    expect(await items.read()).toBe(first);
    await items.addTrade(signedTrade(1));
    const second = await items.read();
    expect(second.trades).toHaveLength(1);
    await items.addTrade(signedTrade(1));
    expect(await items.read()).toBe(second);
    await items.over(idOf(signedTrade(1)));
    expect([(await items.read()).trades, await readdir(folder)]).toEqual([[], []]);
  });

  it('survives a restart, in files any watchtower can read', async () => {
    const items = await open();
    await items.addTrade(signedTrade(1));
    await items.addCancel(signedCancel(4));
    for (const name of await readdir(folder)) {
      expect(readSignedExport(await readFile(join(folder, name), 'utf8')).format).toBe('evlock-signed-1');
    }
    await writeFile(join(folder, 'planted.json'), '{}');
    const remains = `${idOf(signedTrade(1))}.json.0123456789ab.new`;
    await writeFile(join(folder, remains), 'half');
    const again = await open();
    expect(await readdir(folder)).not.toContain(remains);
    expect(again.count).toBe(2);
    const id = Cancel.digest(domainOf(deployment), signedCancel(4).cancel);
    expect([again.has(idOf(signedTrade(1))), again.has(id)]).toEqual([true, true]);
  });

  it('keeps of a trade what both meters bring, and nothing redundant', async () => {
    const items = await open();
    for (let sequence = 1; sequence <= 60; sequence++) await items.addTrade(signedTrade(1, [sequence]));
    const [trade] = (await items.read()).trades;
    expect(trade?.receipts.length).toBeLessThanOrEqual(8);
    expect(trade?.receipts.at(-1)?.receipt.sequence).toBe(60);
  });

  it('stays within its limits per account, per day and overall', async () => {
    const items = await open({ tradesOfAccount: 2, tradesPerDay: 3, cancelsPerDay: 1 });
    const add = (nonce: number): Promise<void> => items.addTrade(signedTrade(nonce));
    const limited = (work: Promise<void>) => expect(work).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await add(1);
    await add(2);
    await limited(add(3));
    // What is known is never refused: it brings the missing receipts.
    await add(1);
    await items.over(idOf(signedTrade(1)));
    await add(3);
    await items.over(idOf(signedTrade(2)));
    await limited(add(4));
    await items.addCancel(signedCancel(4));
    await limited(items.addCancel(signedCancel(5)));
    day++;
    await add(4);
    await items.addCancel(signedCancel(5));
    const full = await open({ trades: 1 });
    await limited(full.addTrade(signedTrade(9)));
  });
});
