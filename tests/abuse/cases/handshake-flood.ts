/**
 * Mallory has no certificate. From 8 addresses she opens a thousand silent sockets and starts handshakes without end, while
 * carol's meter reconnects. The limits on unauthenticated connections keep her out, and carol gets in.
 */
import { once } from 'node:events';
import { expect } from 'vitest';
import type { AbuseCase } from '../support/lane.ts';
import { manyTimes } from '../support/tally.ts';

export const handshakeFlood: AbuseCase = {
  title: 'floods with handshakes, and an absent meter still reconnects',
  run: async (lane) => {
    const { carol } = lane;
    await carol.meter.stop();
    const line = await lane.whileTrading('handshakes without a certificate, from 8 addresses', async (tally) => {
      const silent = Array.from({ length: 1_000 }, (_, index) => lane.stranger.silent(index));
      for (const socket of silent) socket.once('close', () => tally.add('closed'));
      let returned = false;
      const returning = carol.meter
        .start()
        .then(() => carol.awaitOnline())
        .then(() => {
          returned = true;
        });
      const flood = async (): Promise<void> =>
        manyTimes(2_000, 32, async (index) => tally.add(await lane.stranger.handshake(index)));
      do await flood();
      while (!returned);
      await returning;
      for (const socket of silent) if (!socket.destroyed) await once(socket, 'close');
    });
    expect(line.attempts).toBeGreaterThanOrEqual(3_000);
    expect(line.refused).toBe(line.attempts);
    expect(line.cost.connections).toBeLessThan(700);
  },
};
