/** Mallory holds 400 requests open by sending headers or bodies a few bytes at a time. Each is closed at its timeout. */
import { expect } from 'vitest';
import type { AbuseCase } from '../support/lane.ts';
import { manyTimes } from '../support/tally.ts';
import { until } from '../support/until.ts';

export const slowRequests: AbuseCase = {
  title: 'sends headers and bodies slowly',
  run: async (lane) => {
    const head = 'POST /v1/sessions/challenge HTTP/1.1\r\nhost: localhost\r\n';
    const body = `${head}content-type: application/json\r\ncontent-length: 9999\r\n\r\n{`;
    const line = await lane.whileTrading('slow headers and bodies', async (tally) => {
      await manyTimes(400, 16, async (index) => {
        const socket = await lane.stranger.dripping(index, index % 2 === 0 ? `${head}x: ` : body);
        if (socket.destroyed) tally.add('closed');
        else socket.once('close', () => tally.add('closed'));
      });
      await until(async () => tally.attempts === 400);
    });
    expect(line.refused).toBe(400);
  },
};
