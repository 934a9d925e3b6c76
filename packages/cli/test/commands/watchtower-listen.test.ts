/** A gateway withholds a settlement, and the meter's own way to another operator's watchtower puts it on chain. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calls, writeDeployment } from '@evlock/chain';
import { WatchtowerSubmitter } from '@evlock/meter/internal/second-way';
import { EvlockError, type ExportedTrade, milliseconds, systemClock } from '@evlock/protocol';
import { householdNamed, LocalMarket } from '@evlock/testing/chain/local-market';
import { deploymentFile } from '@evlock/testing/protocol/deployment-file';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/context.ts';
import { run } from '../../src/run.ts';

const [alice, bob] = [householdNamed('alice'), householdNamed('bob')];
let folder: string;
let localMarket: LocalMarket;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-listen-'));
  localMarket = await LocalMarket.start();
  await localMarket.welcome([alice, bob]);
  await writeFile(at('any.key'), localMarket.operator.privateKey, { mode: 0o600 });
  await writeDeployment(at('deployment.json'), deploymentFile(localMarket.deployment));
});
afterAll(async () => {
  await localMarket.stop();
  await rm(folder, { recursive: true, force: true });
});

/** `false` for what an endpoint does not show yet; throws everything else. */
function isBehind(error: unknown): false {
  if (!EvlockError.is(error, 'CHAIN_BEHIND')) throw error;
  return false;
}

async function until(what: string, condition: () => Promise<boolean> | boolean): Promise<void> {
  for (let look = 0; look < 600; look++) {
    if (await condition()) return;
    await systemClock.sleep(milliseconds(50));
  }
  throw new Error(`waited in vain until ${what}`);
}

/** The command in this process, until it is stopped. */
class Tower {
  readonly out: string[] = [];
  readonly err: string[] = [];
  readonly #stop = new AbortController();
  readonly #ended: Promise<number>;

  constructor(...argv: string[]) {
    const context: Context = {
      out: (text) => void this.out.push(text),
      err: (text) => void this.err.push(text),
      ask: async () => '',
      ...{ env: {}, clock: systemClock, signal: this.#stop.signal, terminal: false, home: '/nonexistent' },
    };
    this.#ended = run(['watchtower', 'run', ...argv], context);
  }

  async ready(): Promise<{ port: number; authorityFile: string }> {
    await until('it is ready', () => this.out.length > 0 || this.err.length > 0);
    return JSON.parse(this.out[0] ?? `{"err":${JSON.stringify(this.err[0])}}`);
  }

  async stop(): Promise<number> {
    this.#stop.abort();
    return await this.#ended;
  }
}

const listening = (...more: string[]): Tower =>
  new Tower(
    ...['--listen', '127.0.0.1:0', '--data', at('tower'), '--deployment', at('deployment.json')],
    ...['--rpc', localMarket.chain.url, '--key-file', at('any.key'), '--interval', '1', '--json', ...more],
  );

describe('watchtower --listen', () => {
  it('settles what a stranger’s meter brings, with its own key, and ends in order', async () => {
    const orders = await localMarket.orders({ buyer: alice, seller: bob });
    await localMarket.submit(calls.openTrade(localMarket.deployment, orders));
    const receipts = [
      await localMarket.receipt(orders, alice, 'buyer'),
      await localMarket.receipt(orders, bob, 'seller'),
    ];
    const trade: ExportedTrade = { orders, receipts };
    const tower = listening();
    const { port, authorityFile } = await tower.ready();
    const submitter = new WatchtowerSubmitter(
      { url: `https://127.0.0.1:${port}`, authorityFile, deployment: localMarket.deployment },
      { clock: systemClock },
    );
    expect(await submitter.bring({ kind: 'trade', trade })).toBe('watched over');
    // Between the block that ended it and its log the reader knows of no end yet.
    const state = async () => (await localMarket.reader.trade(localMarket.place(orders))).state;
    await until('the trade is settled', () => state().then((known) => known === 'settled', isBehind));
    await until('it was told', () => tower.out.some((line) => line.includes('"over"')));
    // It was settled before its end: its meters are let go too.
    expect(tower.out.some((line) => line.includes('"free"'))).toBe(true);
    expect(await localMarket.reader.trade(localMarket.place(orders))).toEqual({ state: 'settled' });
    // What has ended is kept no longer, and taken no more.
    await expect(submitter.bring({ kind: 'trade', trade })).rejects.toMatchObject({
      code: 'WATCHTOWER_REFUSED',
      details: { reason: 'TRADE_NOT_OPEN' },
    });
    expect(await tower.stop()).toBe(0);
    await expect(submitter.bring({ kind: 'trade', trade })).rejects.toMatchObject({ code: 'WATCHTOWER_UNREACHABLE' });
  });

  it('frees the meters of a trade that has ended, which a gateway leaves busy', async () => {
    const orders = await localMarket.orders({ buyer: alice, seller: bob, nonce: 2 });
    const finals = [
      await localMarket.receipt(orders, alice, 'buyer'),
      await localMarket.receipt(orders, bob, 'seller'),
    ] as const;
    await localMarket.submit(calls.openTrade(localMarket.deployment, orders));
    await localMarket.submit(calls.settleFinal(localMarket.deployment, orders, ...finals));
    const tower = listening();
    const { port, authorityFile } = await tower.ready();
    const submitter = new WatchtowerSubmitter(
      { url: `https://127.0.0.1:${port}`, authorityFile, deployment: localMarket.deployment },
      { clock: systemClock },
    );
    expect(await submitter.bring({ kind: 'trade', trade: { orders, receipts: [] } })).toBe('watched over');
    const isFree = async () => (await localMarket.reader.trade(localMarket.place(orders))).busyUntil === undefined;
    await until('its meters are free', () => isFree().catch(isBehind));
    expect(await tower.stop()).toBe(0);
  });

  it('is believed by the meter for its own authority alone', async () => {
    const tower = listening();
    const { port } = await tower.ready();
    await writeFile(at('other.pem'), '');
    for (const authorityFile of [at('other.pem'), at('none.pem')]) {
      const submitter = new WatchtowerSubmitter(
        { url: `https://127.0.0.1:${port}`, authorityFile, deployment: localMarket.deployment },
        { clock: systemClock },
      );
      const orders = await localMarket.orders({ buyer: alice, seller: bob, nonce: 5 });
      await expect(submitter.bring({ kind: 'trade', trade: { orders, receipts: [] } })).rejects.toMatchObject({
        code: 'WATCHTOWER_UNREACHABLE',
      });
    }
    expect(await tower.stop()).toBe(0);
  });

  it.each([
    [['--listen', 'nowhere'], '--listen'],
    [['--listen', '127.0.0.1:0'], '--data'],
    [['--listen', '127.0.0.1:0', '--data', 'x', 'file.json'], 'file'],
    [[], 'file'],
  ])('says what is wrong with %j', async (argv, argument) => {
    const tower = new Tower(...argv, '--json');
    expect(await tower.stop()).toBe(2);
    expect(JSON.parse(tower.err[0] ?? '')).toMatchObject({ details: { argument } });
  });
});
