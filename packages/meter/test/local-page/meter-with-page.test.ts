import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EvlockError, type Part } from '@evlock/protocol';
import { ManualClock } from '@evlock/testing/protocol/manual-clock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalPageModules, LocalPageReady } from '../../src/local-page/local-page.ts';
import { MeterWithPage } from '../../src/local-page/meter-with-page.ts';
import { silentLog } from '../../src/log.ts';
import { meterProfileSchema } from '../../src/profile.ts';

const identity = { deviceId: '0xd1', meterKey: '0x0b', account: '0x0a', statusFile: 'status.json' } as never as object;

describe('a meter with its local page', () => {
  let folder: string;
  let clock: ManualClock;
  let state: 'unprovisioned' | 'provisioned';
  let starts: number;
  let problem: EvlockError | undefined;
  let events: string[];
  let page: LocalPageModules;
  let crash: (error: EvlockError) => void;
  let part: MeterWithPage;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evlock-page-'));
    clock = new ManualClock();
    [state, starts, problem, events] = ['unprovisioned', 0, undefined, []];
    const profile = meterProfileSchema.parse({
      dataFolder: folder,
      deviceLink: {
        url: 'wss://localhost:1',
        serverName: 'localhost',
        certificateFile: join(folder, 'certificate.pem'),
        authorityFile: 'none',
        privateKeyFile: 'none',
      },
      gateway: { url: 'https://localhost:1', authorityFile: 'none' },
      secureWorld: { path: 'none' },
      chain: { endpoints: ['http://127.0.0.1:1'], deploymentFile: 'none' },
      localPage: { provisioningSocket: { path: 'none' }, process: 'meter' },
    });
    const failed = new Promise<EvlockError>((resolve) => {
      crash = resolve;
    });
    part = new MeterWithPage(
      { profile },
      {
        clock,
        log: silentLog,
        info: async () => ({ state }),
        page: (_options, modules = {}): Part<LocalPageReady> => {
          page = modules;
          return {
            start: async () => ({ localPage: { url: 'http://localhost:1/', file: 'local-page.json' } }),
            stop: async () => void events.push('page stopped'),
            failed: new Promise(() => undefined),
          };
        },
        meter: () => ({
          start: async () => {
            starts++;
            if (problem) throw problem;
            return identity as never;
          },
          stop: async () => void events.push('meter stopped'),
          failed,
          testSensor: async () => ({ periodMs: 40 }) as never,
        }),
      },
    );
  });
  afterEach(async () => {
    await part.stop();
    rmSync(folder, { recursive: true });
  });
  const certify = (): void => writeFileSync(join(folder, 'certificate.pem'), 'certificate');

  it('starts a meter that is set up with its page', async () => {
    certify();
    state = 'provisioned';
    expect(await part.start()).toMatchObject({ ...identity, localPage: { url: 'http://localhost:1/' } });
    expect(page.daemon?.()).toEqual({ state: 'running', problem: null });
    expect(await page.testSensor?.({} as never)).toEqual({ periodMs: 40 });
  });

  it('waits for an owner, and starts the meter once it has keys and a certificate', async () => {
    expect(await part.start()).toMatchObject({ waiting: true });
    state = 'provisioned';
    await clock.advance(5_000);
    expect(page.daemon?.()).toEqual({ state: 'waiting', problem: null });
    certify();
    page.changed?.();
    await clock.advance(1_000);
    await expect.poll(() => page.daemon?.()).toEqual({ state: 'running', problem: null });
    expect(starts).toBe(1);
  });

  it('keeps its page while the meter cannot start, says why, and tries again', async () => {
    await part.start();
    problem = new EvlockError('CHAIN_WRONG_NETWORK');
    state = 'provisioned';
    certify();
    await clock.advance(1_000);
    await expect.poll(() => page.daemon?.()).toEqual({ state: 'failed', problem: 'CHAIN_WRONG_NETWORK' });
    problem = undefined;
    await expect
      .poll(async () => {
        await clock.advance(1_000);
        return page.daemon?.();
      })
      .toEqual({ state: 'running', problem: null });
  });

  it('fails at the start like a meter without a page when it is set up, and when the meter fails', async () => {
    certify();
    state = 'provisioned';
    problem = new EvlockError('RELAY_FAULT');
    await expect(part.start()).rejects.toMatchObject({ code: 'RELAY_FAULT' });
    crash(new EvlockError('STORE_FAILED'));
    problem = undefined;
    await part.start();
    expect(await part.failed).toMatchObject({ code: 'STORE_FAILED' });
  });

  it('stops the meter before its page', async () => {
    certify();
    state = 'provisioned';
    await part.start();
    await part.stop();
    expect(events).toEqual(['meter stopped', 'page stopped']);
    events = [];
  });
});
