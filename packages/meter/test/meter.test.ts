import { join } from 'node:path';
import { writeDeployment } from '@evlock/chain';
import { FolderLock } from '@evlock/files/folder-lock';
import { type Clock, deploymentFileOf, systemClock } from '@evlock/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLog } from '../src/log.ts';
import { createMeter } from '../src/meter.ts';
import { market, Village } from './support/village.ts';

describe('a meter as a part', () => {
  const village = new Village();
  const file = join(village.folder, 'deployment.json');
  beforeAll(async () => {
    await writeDeployment(file, deploymentFileOf(market));
    village.simulation.open();
  });
  afterAll(() => village.stop());
  const profile = () => village.seller.profile(file);

  it('releases everything when stopped while waiting for its secure world', async () => {
    const waiting = Promise.withResolvers<void>();
    const sleep: Clock['sleep'] = (length, signal) => {
      waiting.resolve();
      return systemClock.sleep(length, signal);
    };
    const meter = createMeter(profile(), { log: silentLog, clock: { ...systemClock, sleep } });
    const starting = expect(meter.start()).rejects.toThrow();
    await waiting.promise;
    const lock = () => FolderLock.acquire(profile().dataFolder, 'meter');
    expect(lock).toThrow(expect.objectContaining({ code: 'ALREADY_RUNNING' }));
    await Promise.all([meter.stop(), meter.stop(), starting]);
    lock().release();
  });

  it('may be stopped before it starts', async () => {
    await createMeter(profile(), { log: silentLog }).stop();
  });
});
