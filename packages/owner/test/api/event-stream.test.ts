import { toJson } from '@evlock/protocol';
import { offerView } from '@evlock/testing/owner/samples';
import { describe, expect, it } from 'vitest';
import { type ApiEvent, parseEventStream } from '../../src/api/event-stream.ts';

const encoder = new TextEncoder();

async function* bytes(text: string, size: number): AsyncGenerator<Uint8Array> {
  const all = encoder.encode(text);
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
}

async function read(text: string, size = text.length): Promise<ApiEvent[]> {
  const events: ApiEvent[] = [];
  for await (const event of parseEventStream(bytes(text, size))) events.push(event);
  return events;
}

const [first, ...rest] = toJson(offerView, 1).split('\n');
const offer = { name: 'offer', data: offerView };

describe('an event stream', () => {
  it.each(['\n', '\r\n', '\r'])('reads the same however it is chunked, with lines ending in %j', async (end) => {
    const lines = [': heartbeat', '', 'event: offer', `data: ${first}`, ...rest.map((line) => `data:${line}`), '', ''];
    for (const size of [1, 2, 7, 4096]) expect(await read(lines.join(end), size)).toEqual([offer]);
  });

  it('skips events that are unknown, unnamed or incomplete', async () => {
    const text = `event: later\ndata: {}\n\ndata: {}\n\nevent: offer\ndata: ${toJson(offerView)}`;
    expect(await read(text)).toEqual([]);
  });

  it.each([
    ['is not JSON', 'event: offer\ndata: {\n\n'],
    ['violates its schema', 'event: offer\ndata: {}\n\n'],
  ])('fails on data that %s', async (_name, text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it.each([
    ['a line without an end', 'data: '.padEnd(300_000, 'x')],
    ['an event without an end', 'data: x\n'.repeat(200_000)],
  ])('is abandoned at %s', async (_name, text) => {
    await expect(read(text, 4096)).rejects.toMatchObject({ code: 'INPUT_TOO_LARGE' });
  });
});
