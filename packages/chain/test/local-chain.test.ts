import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { milliseconds, systemClock } from '@evlock/protocol';
import { createPublicClient, http } from 'viem';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anvilBinary, freePort } from '../src/anvil-process.ts';
import { developmentAccount, fund, type LocalChain, mine, startLocalChain } from '../src/index.ts';
import { compactState } from '../src/local-chain-state.ts';
import { deployOn } from './world.ts';

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
const stateOf = async () => JSON.parse(await readFile(join(folder, 'state.json'), 'utf8')) as { blocks: unknown[] };

describe('a local chain', () => {
  it('goes on where it stopped, with old empty blocks taken out', async () => {
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
  });

  it('compacts a state file that has grown while it runs, on the same port', async () => {
    const chain = await start({ stateLimit: 100_000, checkInterval: 50 });
    const { pid } = chain;
    await mine(chain.url, 700);
    const { address } = developmentAccount(9);
    await fund(chain.url, address, 7n);
    while (chain.pid === pid) await systemClock.sleep(milliseconds(50));
    expect(await clientOf(chain).getBalance({ address })).toBe(7n);
    expect(await clientOf(chain).getBlockNumber()).toBeGreaterThanOrEqual(700n);
  });

  it('refuses a taken port, and does not talk to who holds it', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    await expect(start({ port })).rejects.toMatchObject({ code: 'PORT_IN_USE', details: { port } });
    server.close();
    await once(server, 'close');
    expect(await freePort(port)).toBe(port);
  });

  it('ends an orphan on its state file, but not a stranger and not a chain in use', async () => {
    const pidFile = join(folder, 'anvil.pid');
    const orphan = spawn(
      anvilBinary(),
      ['--port', String(await freePort()), '--state', join(folder, 'state.json'), '--quiet'],
      { stdio: 'ignore' },
    );
    const ended = once(orphan, 'exit');
    // A parent that is gone: the largest process id of Linux.
    await writeFile(pidFile, JSON.stringify({ pid: orphan.pid, parent: 4_194_303 }));
    const chain = await start();
    await ended;

    // In use: the parent of this test's process stands for another one that is alive.
    await writeFile(pidFile, JSON.stringify({ pid: chain.pid, parent: process.ppid }));
    await expect(start()).rejects.toMatchObject({ code: 'ALREADY_RUNNING' });
    await chain.stop();

    const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
    await once(stranger, 'spawn');
    await writeFile(pidFile, JSON.stringify({ pid: stranger.pid, parent: 4_194_303 }));
    await (await start()).stop();
    expect(stranger.exitCode).toBeNull();
    expect(stranger.signalCode).toBeNull();
    stranger.kill();
  });

  it('tells its end when it is killed', async () => {
    const chain = await start();
    process.kill(chain.pid, 'SIGKILL');
    await chain.ended;
    await chain.stop();
    await expect(stat(join(folder, 'anvil.pid'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('needs a platform that anvil has', () => {
    expect(() => anvilBinary('sunos-sparc')).toThrowError(expect.objectContaining({ code: 'PLATFORM_UNSUPPORTED' }));
  });

  it('leaves a state file that it cannot read as it is', async () => {
    const file = join(folder, 'state.json');
    await compactState(file);
    await writeFile(file, '{');
    await compactState(file);
    expect(await readFile(file, 'utf8')).toBe('{');
  });
});
