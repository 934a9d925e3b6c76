/**
 * Mallory's own enrolled meter sends 20 000 status frames over 40 connections. Its rate limit refuses most, and it is
 * disconnected.
 */
import { milliseconds, systemClock } from '@evlock/protocol';
import { expect } from 'vitest';
import { closeReason, statusFrame } from '../support/bad-meter.ts';
import type { AbuseCase } from '../support/lane.ts';

export const frameFlood: AbuseCase = {
  title: 'floods with frames',
  run: async (lane) => {
    const line = await lane.whileTrading('status frames of one device', async (tally) => {
      for (let round = 0; round < 40; round++) {
        const socket = await lane.badMeter.connect();
        if (typeof socket === 'string') {
          tally.add(socket, 500);
          await systemClock.sleep(milliseconds(100));
          continue;
        }
        const closing = closeReason(socket);
        let answered = 0;
        socket.on('message', () => answered++);
        for (let id = 1; id <= 500; id++) socket.send(statusFrame(id));
        const reason = await closing;
        tally.add('ok', answered);
        tally.add(reason, 500 - answered);
      }
    });
    expect(line.attempts).toBe(20_000);
    expect(line.byAnswer.ok ?? 0).toBeLessThan(6_000);
  },
};
