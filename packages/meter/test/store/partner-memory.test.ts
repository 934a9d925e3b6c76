/** How long a partner is refused whose trades ended badly. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Energy, timestamp } from '@evlock/protocol';
import { sampleTrade } from '@evlock/testing/meter/samples';
import { ManualClock } from '@evlock/testing/protocol/manual-clock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../src/log.ts';
import { PartnerMemory } from '../../src/store/partner-memory.ts';
import { Store } from '../../src/store/store.ts';

describe('a partner whose trade ended by loss', () => {
  const { account } = sampleTrade().buyer;
  const lost = { cause: 'loss-above-band', energy: 7n as Energy } as const;
  let folder: string;
  let store: Store;
  let clock: ManualClock;
  let partners: PartnerMemory;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evlock-partners-'));
    store = Store.open(join(folder, 'meter.sqlite'));
    clock = new ManualClock();
    partners = new PartnerMemory({ records: store.partners, clock, log: silentLog });
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });

  it('is refused for an hour, and twice as long the next time', async () => {
    partners.ended(account, lost);
    expect(partners.refusedUntil(account)).toBe(clock.now() + 3_600);
    await clock.advance(3_600_000);
    expect(partners.refusedUntil(account)).toBeUndefined();
    partners.ended(account, lost);
    expect(partners.refusedUntil(account)).toBe(clock.now() + 7_200);
  });

  it('is refused no longer although the clock was a year ahead when it happened', async () => {
    clock.set(365 * 86_400);
    partners.ended(account, lost);
    clock.set(-365 * 86_400);
    const seen = clock.now();
    expect(partners.refusedUntil(account)).toBe(seen + 3_600);
    await clock.advance(1_800_000);
    expect(partners.refusedUntil(account)).toBe(timestamp(seen + 3_600));
    await clock.advance(1_800_000);
    expect(partners.refusedUntil(account)).toBeUndefined();
  });

  it('is not refused for silence that cost nothing', () => {
    partners.ended(account, { cause: 'partner-silent', energy: 0n as Energy });
    partners.ended(account, { cause: 'restarted', energy: 7n as Energy });
    expect(partners.refusedUntil(account)).toBeUndefined();
  });
});
