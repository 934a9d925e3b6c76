/** A client that follows no rule: the world must keep answering everyone else. */
import { connect, type Socket } from 'node:net';
import { EvlockError } from '@evlock/protocol';
import { expect } from 'vitest';
import { decodeResponse, encodeRequest, FrameSplitter, type ResponseFrame } from '../frames.ts';
import { COMMANDS, EVLOCK_FRAME_MAX, STATUSES } from '../index.ts';
import { seeded } from './malformed.ts';
import type { Stage } from './stage.ts';

/** Everything that arrives until the other side closes, or until `count` responses have arrived. */
function talk(stage: Stage, bytes: Uint8Array, count = Number.POSITIVE_INFINITY): Promise<ResponseFrame[]> {
  return new Promise((resolve) => {
    const socket: Socket = connect(stage.world.meter as never);
    const splitter = new FrameSplitter('response');
    const responses: ResponseFrame[] = [];
    const done = (): void => {
      socket.destroy();
      resolve(responses);
    };
    socket.on('error', done).on('close', done);
    socket.on('data', (chunk: Buffer) => {
      for (const body of splitter.push(chunk)) responses.push(decodeResponse(body));
      if (responses.length >= count) done();
    });
    socket.write(bytes);
  });
}

const lengthOf = (length: number): Uint8Array => {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32BE(length);
  return bytes;
};

const infoFrame = (id: number) => encodeRequest({ command: COMMANDS.INFO, id, payload: new Uint8Array(0) });

type Attempt = (stage: Stage) => Promise<void>;

export const hostileAttempts: Readonly<Record<string, Attempt>> = {
  'an oversize frame ends the connection with one answer': async (stage) => {
    const responses = await talk(stage, lengthOf(EVLOCK_FRAME_MAX + 1));
    expect(responses).toMatchObject([{ command: 0, id: 0, status: STATUSES.INPUT_TOO_LARGE }]);
    expect(await talk(stage, lengthOf(0xffffffff))).toHaveLength(1);
  },
  'a frame without a header ends the connection with one answer': async (stage) => {
    expect(await talk(stage, lengthOf(3))).toMatchObject([{ command: 0, id: 0, status: STATUSES.INVALID_INPUT }]);
  },
  'half a frame delays nobody else': async (stage) => {
    const stuck = connect(stage.world.meter as never);
    stuck.on('error', () => undefined);
    stuck.write(infoFrame(1).subarray(0, 6));
    expect(await stage.client.info()).toMatchObject({ state: 'provisioned' });
    stuck.destroy();
  },
  'many requests at once are answered in order': async (stage) => {
    const ids = Array.from({ length: 200 }, (_, index) => index + 1);
    const responses = await talk(stage, Buffer.concat(ids.map(infoFrame)), ids.length);
    expect(responses.map(({ id }) => id)).toEqual(ids);
  },
  'a request sent byte by byte is answered': async (stage) => {
    const socket = connect(stage.world.meter as never);
    const answered = new Promise((resolve) => socket.once('data', resolve));
    for (const byte of infoFrame(9)) socket.write(Uint8Array.of(byte));
    await answered;
    socket.destroy();
  },
  'unknown command numbers are refused': async (stage) => {
    const known = new Set<number>(Object.values(COMMANDS));
    for (const number of [0, 0x09, 0x0f, 0x1f, 0x2f, 0x3f, 0x100, 0xffff]) {
      expect(known.has(number)).toBe(false);
      await expect(stage.raw(number, new Uint8Array(4))).rejects.toMatchObject({ code: 'COMMAND_UNKNOWN' });
    }
  },
  'random bytes never bring it down': async (stage) => {
    const random = seeded(7);
    for (let attempt = 0; attempt < 10; attempt++) {
      const bytes = Uint8Array.from({ length: 400 }, () => Math.floor(random() * 256));
      bytes[0] = 0xff;
      await talk(stage, bytes);
    }
    expect(await stage.client.info()).toMatchObject({ state: 'provisioned' });
  },
  'a connection dropped mid-answer is cleaned up': async (stage) => {
    for (let attempt = 0; attempt < 20; attempt++) {
      const socket = connect(stage.world.meter as never);
      socket.on('error', () => undefined);
      await new Promise((resolve) => socket.once('connect', resolve));
      socket.write(infoFrame(attempt));
      socket.destroy();
    }
    expect(await stage.client.info().catch(EvlockError.from)).toMatchObject({ state: 'provisioned' });
  },
};
