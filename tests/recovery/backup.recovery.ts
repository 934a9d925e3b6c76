/**
 * The restore drill: a gateway is backed up while two households trade, all of it is destroyed, and the backup is restored
 * on an empty disk. What has settled since comes back from the chain, and the meters find their gateway again.
 */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { backupGateway, restoreGateway, rotateAuthority, runAudit } from '@evlock/gateway';
import { milliseconds, systemClock, type TradeView } from '@evlock/protocol';
import {
  type CommunityUnderTest,
  pair,
  Scenario,
  startCommunity,
} from '@evlock/testing/community/community-under-test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const one = pair('drill');
const PASSPHRASE = 'only for this drill';
const SECRETS = ['authority.key', 'submitter.key', 'operator.token', 'database-password'];

describe('the restore drill', () => {
  let underTest: CommunityUnderTest;
  beforeAll(async () => {
    underTest = await startCommunity([one], { gateway: { watchtower: { graceSeconds: 5 } } });
  });
  afterAll(() => underTest?.close());

  /** A disk that died: data folder, database wherever it is, keys and profile. */
  async function destroy(): Promise<void> {
    const { layout, gateway } = underTest.community;
    const database = join(layout.gateway, 'postgres');
    await gateway.kill();
    for (const folder of [database, layout.gateway]) await rm(folder, { recursive: true, force: true, maxRetries: 20 });
    for (const name of SECRETS) await rm(layout.key(name));
  }

  it('loses no trade', async () => {
    const { community } = underTest;
    const { layout } = community;
    const scenario = new Scenario(underTest, one);
    const first = await scenario.ended(await scenario.begin(1_500, 60));
    const running = await scenario.begin(3_000, 60);
    await scenario.delivering(running, 200);

    const profileFile = join(layout.gateway, 'profile.json');
    const to = join(layout.root, 'gateway.backup');
    const report = await backupGateway({ profileFile, to, passphrase: PASSPHRASE }, { clock: systemClock });
    expect(report.tables).toMatchObject({ trades: 2, device: 2 });
    const second = await scenario.ended(running);
    expect([first.state, second.state]).toEqual(['settled', 'settled']);

    await destroy();
    const restored = await restoreGateway({ file: to, profileFile, passphrase: PASSPHRASE }, { clock: systemClock });
    expect(restored.tables).toEqual(report.tables);
    await community.launchGateway();
    await Promise.all([scenario.seller.awaitOnline(), scenario.buyer.awaitOnline()]);

    const { owner } = scenario.buyer;
    const ended = async (id: TradeView['id']): Promise<TradeView> => {
      let view = await owner.trade(id);
      while (view.state !== 'settled') {
        await systemClock.sleep(milliseconds(300));
        view = await owner.trade(id);
      }
      return view;
    };
    for (const before of [first, second]) {
      const { state, delivered, paid, refunded } = await ended(before.id);
      expect({ state, delivered, paid, refunded }).toEqual({
        state: before.state,
        delivered: before.delivered,
        paid: before.paid,
        refunded: before.refunded,
      });
    }
    // It continues, with the same keys, certificates and ports.
    expect((await scenario.ended(await scenario.begin(1_500, 60))).state).toBe('settled');

    const { deployment, chain } = community;
    const url = {
      profile: { database: { embedded: true }, dataFolder: layout.gateway, keyFolder: layout.keys },
    } as const;
    const audited = await runAudit({ database: url, deployment, endpoints: [chain.url] }, { clock: systemClock });
    expect(audited.differences).toEqual([]);
  });

  it("changes the authority's key under the meters", async () => {
    const { layout, households } = underTest.community;
    const profileFile = join(layout.gateway, 'profile.json');
    const rotate = (step: 'begin' | 'status' | 'finish') =>
      rotateAuthority({ profileFile, step }, { clock: systemClock });
    const authorityFile = join(layout.gateway, 'authority.pem');
    const old = await readFile(authorityFile, 'utf8');
    const { next } = await rotate('begin');
    // A meter asks at startup, and every six hours; the gateway checks its files every 15 seconds.
    const certificate = (name: string) => readFile(join(layout.household(name).folder, 'certificate.pem'), 'utf8');
    const before = await Promise.all([...households.keys()].map(certificate));
    while ((await rotate('status')).waiting.length > 0) {
      for (const { meter } of households.values()) await meter.stop();
      for (const { meter } of households.values()) await meter.start();
      await systemClock.sleep(milliseconds(6_000));
    }
    expect(await Promise.all([...households.keys()].map(certificate))).not.toEqual(before);
    expect((await rotate('finish')).current).toEqual(next);
    const now = await readFile(authorityFile, 'utf8');
    expect(now).not.toContain(old.trim());
    for (const household of households.values()) await household.awaitOnline();
    const scenario = new Scenario(underTest, one);
    expect((await scenario.ended(await scenario.begin(1_500, 60))).state).toBe('settled');
  });
});
