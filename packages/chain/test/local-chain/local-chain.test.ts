import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gunzipSync, gzipSync } from 'node:zlib';
import { isProcessRunning, processIdentity } from '@evlock/files';
import { milliseconds, systemClock } from '@evlock/protocol';
import { deployOn, keyNamed } from '@evlock/testing/chain/local-market';
import { createPublicClient, http } from 'viem';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { developmentAccount, fund, type LocalChain, mine, startLocalChain } from '../../src/index.ts';
import { anvilBinary, freePort } from '../../src/local-chain/anvil-process.ts';
import { prunedState, readState } from '../../src/local-chain/local-chain-state.ts';

let folder: string;
const started: LocalChain[] = [];
const start = async (options: Partial<Parameters<typeof startLocalChain>[0]> = {}): Promise<LocalChain> => {
  const chain = await startLocalChain({ folder, ...options });
  started.push(chain);
  return chain;
};
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-local-chain-'));
});
afterEach(async () => {
  for (const chain of started.splice(0)) await chain.stop();
  await rm(folder, { recursive: true, force: true });
});

const clientOf = (chain: LocalChain) => createPublicClient({ transport: http(chain.url), cacheTime: 0 });
const stateFile = (): string => join(folder, 'state.json.gz');
const stateOf = async () =>
  JSON.parse(gunzipSync(await readFile(stateFile())).toString()) as { blocks: unknown[]; accounts: object };
/** What a start or a save should have removed. */
const remains = async (): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name !== 'state.json.gz' && name !== 'anvil.pid');
const stranger = keyNamed('stranger').address;

describe('a local chain', () => {
  it('resumes where it stopped, with old empty blocks pruned', async () => {
    const first = await start();
    const { market, registry } = await deployOn(first);
    await mine(first.url, 600);
    const last = await clientOf(first).getBlockNumber();
    await first.stop();
    expect((await stateOf()).blocks.length).toBeGreaterThan(600);

    const second = await start();
    const client = clientOf(second);
    expect(await client.getBlockNumber()).toBeGreaterThanOrEqual(last);
    expect(await client.getCode({ address: market })).toMatch(/^0x60/);
    const { address } = developmentAccount(0);
    expect(await client.getTransactionCount({ address })).toBe(4);
    expect(await client.getLogs({ address: registry, fromBlock: 0n, toBlock: last })).not.toHaveLength(0);
    await second.stop();
    expect((await stateOf()).blocks.length).toBeLessThan(530);
    expect(await remains()).toEqual([]);
  });

  it('that is killed resumes with everything saved before', async () => {
    const first = await start({ checkInterval: 60_000 });
    const { market } = await deployOn(first);
    await first.save();
    await fund(first.url, stranger, 7n);
    process.kill(first.pid, 'SIGKILL');
    await first.ended;
    const client = clientOf(await start());
    expect(await client.getCode({ address: market })).toMatch(/^0x60/);
    expect(await client.getBalance({ address: stranger })).toBe(0n);
  });

  it('saves by itself what happened, and nothing again and again while nothing does', async () => {
    const chain = await start({ checkInterval: 20, blockSeconds: 0.25 });
    await deployOn(chain);
    const saved = async (): Promise<string> =>
      createHash('sha256')
        .update(await readFile(stateFile()))
        .digest('hex');
    await expect.poll(() => saved().catch(() => '')).not.toBe('');
    const hasMarket = async (): Promise<boolean> => Object.keys((await stateOf()).accounts).length > 12;
    await expect.poll(hasMarket).toBe(true);
    const before = (await stat(stateFile())).ino;
    await mine(chain.url, 5);
    // Each save replaces the file.
    expect((await stat(stateFile())).ino).toBe(before);
    await mine(chain.url, 30);
    await expect.poll(async () => (await stat(stateFile())).ino).not.toBe(before);
  });

  it('prunes while it runs, on the same port', async () => {
    const chain = await start({ stateLimit: 50_000, checkInterval: 50 });
    const { pid } = chain;
    await fund(chain.url, stranger, 7n);
    // The restart may come midway, losing what is mined by hand between the last check and the end.
    while (chain.pid === pid) await mine(chain.url, 50).catch(() => systemClock.sleep(milliseconds(20)));
    expect(await clientOf(chain).getBalance({ address: stranger })).toBe(7n);
    expect(await clientOf(chain).getBlockNumber()).toBeGreaterThan(100n);
  });

  it('keeps its newest history, without traces', async () => {
    const first = await start();
    const { market } = await deployOn(first);
    await mine(first.url, 600);
    await first.stop();
    const [whole] = [await readState(stateFile())];
    if (!whole) throw new Error('no state');
    const pruned = prunedState(whole, 1);
    const eventful = pruned.blocks.filter(({ transactions }) => transactions.length > 0);
    expect(eventful).toHaveLength(1);
    expect(pruned.transactions.length).toBe(eventful[0]?.transactions.length);
    expect(pruned.transactions.map(({ info }) => info.traces)).toEqual(pruned.transactions.map(() => []));

    const second = await start({ history: 1 });
    expect(await clientOf(second).getCode({ address: market })).toMatch(/^0x60/);
  });

  it('refuses a taken port, and does not talk to whatever holds it', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    await expect(start({ port })).rejects.toMatchObject({ code: 'PORT_IN_USE', details: { port } });
    server.close();
    await once(server, 'close');
    expect(await freePort(port)).toBe(port);
  });

  it('ends with the process that started it, however that ends', async () => {
    const parent = spawn(process.execPath, [join(import.meta.dirname, 'support', 'abandon-chain.ts'), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface(parent.stdout), 'line')) as [string];
    const identity = await processIdentity(Number(line));
    if (identity === undefined) throw new Error('anvil does not run');
    parent.kill('SIGKILL');
    await expect.poll(() => isProcessRunning(identity), { interval: 20 }).toBe(false);
    const chain = await start();
    expect(await clientOf(chain).getBalance({ address: stranger })).toBe(7n);
  });

  it('ends an orphan on its folder, but neither an unrelated process nor a chain in use', async () => {
    const pidFile = join(folder, 'anvil.pid');
    const orphan = spawn('sleep', ['60'], { stdio: 'ignore' });
    const ended = once(orphan, 'exit');
    const orphanName = await processIdentity(orphan.pid ?? 0);
    // A parent that is gone: Linux's largest process id.
    await writeFile(pidFile, `${orphanName} 4194303:1`);
    const chain = await start();
    expect((await ended)[1]).toBe('SIGKILL');

    // In use: this test's own parent stands for another live one.
    await writeFile(pidFile, `${await processIdentity(chain.pid)} ${await processIdentity(process.ppid)}`);
    await expect(start()).rejects.toMatchObject({ code: 'ALREADY_RUNNING' });
    await chain.stop();

    // The gone one's process id now belongs to something else.
    const other = spawn('sleep', ['60'], { stdio: 'ignore' });
    await once(other, 'spawn');
    await writeFile(pidFile, `${other.pid}:1 4194303:1`);
    await (await start()).stop();
    expect([other.exitCode, other.signalCode]).toEqual([null, null]);
    other.kill();
  });

  it('reports its end when it is killed', async () => {
    const chain = await start();
    process.kill(chain.pid, 'SIGKILL');
    await chain.ended;
    await chain.stop();
    await expect(stat(join(folder, 'anvil.pid'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('needs a platform that anvil has', () => {
    expect(() => anvilBinary('sunos-sparc')).toThrowError(expect.objectContaining({ code: 'PLATFORM_UNSUPPORTED' }));
  });

  it('leaves an unreadable state file untouched, and names it', async () => {
    for (const text of ['{', gzipSync('{'), gzipSync('{}'), gzipSync('{"blocks":[]}')]) {
      await writeFile(stateFile(), text);
      await expect(start()).rejects.toMatchObject({ code: 'FILE_UNUSABLE', details: { file: stateFile() } });
      expect(await readFile(stateFile())).toEqual(Buffer.from(text));
    }
    expect(await remains()).toEqual([]);
  });
});
