/**
 * Mallory's own enrolled meter sends frames that are oversized, nested 8 000 deep, binary or endless, and pings without end.
 * Each closes the connection; compression is never negotiated.
 */
import { milliseconds, systemClock } from '@evlock/protocol';
import { expect } from 'vitest';
import type { WebSocket } from 'ws';
import { closeReason } from '../support/bad-meter.ts';
import type { AbuseCase } from '../support/lane.ts';

export const badFrames: AbuseCase = {
  title: 'sends oversized, deeply nested or compressed frames, and never stops pinging',
  run: async (lane) => {
    const deep = `${'['.repeat(8_000)}${']'.repeat(8_000)}`;
    const tricks: readonly ((socket: WebSocket) => void)[] = [
      (socket) => socket.send('x'.repeat(1_000_000)),
      (socket) => socket.send(deep),
      (socket) => socket.send(Buffer.alloc(1_000)),
      (socket) => {
        socket.send(`{"id":1,"method":"status","body":${deep}}`);
        socket.send('{"id":0}');
      },
      (socket) => {
        for (let count = 0; count < 5_000; count++) socket.ping();
      },
      (socket) => {
        for (let count = 0; count < 20_000; count++) socket.send('', { fin: false });
      },
    ];
    const line = await lane.whileTrading('oversized, deep, binary and endless frames', async (tally) => {
      for (let round = 0; round < 30; round++) {
        const socket = await lane.badMeter.connect();
        if (typeof socket === 'string') {
          tally.add(socket);
          await systemClock.sleep(milliseconds(300));
          continue;
        }
        expect(socket.extensions).toBe('');
        const closing = closeReason(socket);
        tricks[round % tricks.length]?.(socket);
        tally.add(await closing);
      }
    });
    expect(line.refused).toBe(30);
  },
};
