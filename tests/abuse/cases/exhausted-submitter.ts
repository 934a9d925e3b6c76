/**
 * Somebody drains the submitter's native balance in the middle of a delivery. Nothing new is opened and nobody's money
 * moves; once it is funded, the waiting settlement goes through.
 */
import { fund } from '@evlock/chain';
import { ensureChainKey } from '@evlock/community';
import { EvlockError } from '@evlock/protocol';
import { codeOf, Scenario } from '@evlock/testing/community/community-under-test';
import { expect } from 'vitest';
import { type AbuseCase, patiently } from '../support/lane.ts';
import { Tally } from '../support/tally.ts';
import { until } from '../support/until.ts';

export const exhaustedSubmitter: AbuseCase = {
  title: 'opens nothing, loses nothing, and resumes once funded',
  run: async (lane) => {
    const { community } = lane.underTest;
    const [alice, bob] = lane.pairs.map((one) => new Scenario(lane.underTest, one));
    if (!alice || !bob) throw new EvlockError('INTERNAL');
    const { address } = await ensureChainKey(community.layout.key('submitter.key'));
    const health = () => lane.api.call('health', {});
    const tally = new Tally();
    // Nothing in progress could move bob's money.
    await lane.trade(lane.pairs[1]);
    const before = await community.reader.account(bob.buyer.account);
    const { result: honestTrades, cost } = await lane.watch.during(async () => {
      const run = await patiently(() => alice.begin(1_500, 60));
      await alice.delivering(run, 300);
      await fund(community.chain.url, address, 10n);
      await until(async () => (await health()).gas === 'exhausted');
      expect(await health()).toMatchObject({ ok: false, problems: [{ code: 'SUBMITTER_EXHAUSTED' }] });
      for (let count = 0; count < 5; count++) {
        tally.add(await codeOf(patiently(() => bob.begin(1_200, 60))));
      }
      // Both finals are signed and the settlement waits for native balance.
      await until(async () => (await health()).queued > 0);
      expect((await alice.buyer.owner.trade(run.view.id)).state).toBe('open');
      expect(await community.reader.account(bob.buyer.account)).toEqual(before);
      expect(await bob.relays()).toEqual({ seller: false, buyer: false });
      await fund(community.chain.url, address, 10n ** 21n);
      expect(await patiently(() => alice.ended(run))).toMatchObject({ state: 'settled' });
      await until(async () => (await health()).ok);
      await lane.trade(lane.pairs[1]);
      return 2;
    });
    expect(tally.byAnswer).toEqual({ SUBMITTER_EXHAUSTED: 5 });
    const { attempts, refused, byAnswer } = tally;
    lane.note({ name: 'an exhausted submitter', attempts, refused, byAnswer, honestTrades, cost });
  },
};
