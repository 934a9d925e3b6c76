/** Mallory guesses sign-ins and requests challenges, 4 000 times. The rate limit on public requests refuses nearly all. */
import { routes, ZERO_BYTES32 } from '@evlock/protocol';
import { expect } from 'vitest';
import type { AbuseCase } from '../support/lane.ts';
import { manyTimes } from '../support/tally.ts';

export const guessedSignIns: AbuseCase = {
  title: 'guesses codes and requests challenges',
  run: async (lane) => {
    const { meterKey } = lane.mallory.owner;
    const line = await lane.whileTrading('challenges and guessed sign-ins', async (tally) => {
      const assertion = {
        authenticatorData: `0x${'00'.repeat(37)}`,
        clientDataJSON: '{}',
        signature: `0x${'00'.repeat(64)}`,
      };
      await manyTimes(4_000, 16, async (index) => {
        const guess = { meterKey, gatewayNonce: ZERO_BYTES32, assertion };
        const wanted = index % 2 === 0 ? routes.challenge.path : routes.signIn.path;
        const { answer } = await lane.stranger.ask(wanted, { body: index % 2 === 0 ? { meterKey } : guess });
        tally.add(answer);
      });
    });
    expect(line.byAnswer.ok).toBeLessThanOrEqual(600);
    expect(line.byAnswer.RATE_LIMITED).toBeGreaterThan(3_000);
  },
};
