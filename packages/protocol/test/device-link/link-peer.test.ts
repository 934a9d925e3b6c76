import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DEVICE_LINK_MAX_FRAME, DEVICE_LINK_MAX_PENDING } from '../../src/device-link/device-link.ts';
import { type LinkHandlers, LinkPeer } from '../../src/device-link/link-peer.ts';
import { EvlockError } from '../../src/errors/evlock-error.ts';
import type { Clock } from '../../src/time/clock.ts';
import { systemClock } from '../../src/time/clock.ts';

const methods = {
  add: {
    request: z.strictObject({ left: z.number(), right: z.number() }),
    response: z.strictObject({ sum: z.number() }),
  },
  wait: { request: z.strictObject({}), response: z.strictObject({}) },
} as const;
type Methods = typeof methods;

interface Side {
  peer: LinkPeer<Methods, Methods>;
  sent: string[];
  violations: string[];
  loads: number[];
}

const never: Clock = { ...systemClock, sleep: (_length, signal) => abortedOnly(signal) };
const atOnce: Clock = { ...systemClock, sleep: () => Promise.resolve() };

function abortedOnly(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function side(
  handlers: Partial<LinkHandlers<Methods>> = {},
  { clock = never, concurrency = 8, deliver = (_text: string): void => {} } = {},
): Side {
  const sent: string[] = [];
  const violations: string[] = [];
  const loads: number[] = [];
  const peer = new LinkPeer(
    { asks: methods, answers: methods, concurrency },
    {
      clock,
      send: (text) => {
        sent.push(text);
        deliver(text);
      },
      handlers: {
        add: async ({ left, right }) => ({ sum: left + right }),
        wait: async () => ({}),
        ...handlers,
      },
      violated: (error) => violations.push(error.code),
      loadChanged: (load) => loads.push(load),
    },
  );
  return { peer, sent, violations, loads };
}

function pair(handlers: Partial<LinkHandlers<Methods>> = {}, options: Parameters<typeof side>[1] = {}) {
  const asker: Side = side({}, { deliver: (text) => queueMicrotask(() => answerer.peer.receive(text)) });
  const answerer: Side = side(handlers, {
    ...options,
    deliver: (text) => queueMicrotask(() => asker.peer.receive(text)),
  });
  return { asker, answerer };
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error) => (EvlockError.is(error) ? error.code : String(error)),
  );

describe('LinkPeer', () => {
  it('gets the answer of the other side', async () => {
    const { asker } = pair();
    const sums = await Promise.all([1, 2, 3].map((left) => asker.peer.request('add', { left, right: 10 })));
    expect(sums).toEqual([{ sum: 11 }, { sum: 12 }, { sum: 13 }]);
  });

  it('carries a typed error with its details', async () => {
    const { asker } = pair({
      wait: async () => {
        throw new EvlockError('RECEIPT_STALE', { last: 7, note: 'x'.repeat(600) });
      },
    });
    const error = await asker.peer.request('wait', {}).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'RECEIPT_STALE', details: { last: 7, note: 'x'.repeat(512) } });
  });

  it('tells nothing of an unexpected failure', async () => {
    const { asker, answerer } = pair({ wait: () => Promise.reject(new Error('the password is 1234')) });
    expect(await codeOf(asker.peer.request('wait', {}))).toBe('INTERNAL');
    expect(answerer.sent.join()).not.toContain('1234');
  });

  it('handles in order when the concurrency is 1', async () => {
    const order: number[] = [];
    const { asker } = pair(
      {
        add: async ({ left }) => {
          if (left === 1) await new Promise((resolve) => setImmediate(resolve));
          order.push(left);
          return { sum: 0 };
        },
      },
      { concurrency: 1 },
    );
    await Promise.all([1, 2, 3].map((left) => asker.peer.request('add', { left, right: 0 })));
    expect(order).toEqual([1, 2, 3]);
  });

  it('times out, and takes the late answer in silence', async () => {
    const { peer, violations } = side({}, { clock: atOnce });
    expect(await codeOf(peer.request('wait', {}))).toBe('TIMED_OUT');
    peer.receive('{"id":0,"result":{}}');
    expect(violations).toEqual([]);
  });

  it('bounds what it asks', async () => {
    const { peer } = side();
    const open = Array.from({ length: DEVICE_LINK_MAX_PENDING }, () => codeOf(peer.request('wait', {})));
    expect(await codeOf(peer.request('wait', {}))).toBe('RATE_LIMITED');
    peer.close(new EvlockError('DEVICE_OFFLINE'));
    expect(new Set(await Promise.all(open))).toEqual(new Set(['DEVICE_OFFLINE']));
    expect(await codeOf(peer.request('wait', {}))).toBe('DEVICE_OFFLINE');
  });

  it('bounds what it is asked and reports its load', () => {
    const { peer, sent, loads } = side({ wait: () => new Promise(() => {}) });
    for (let id = 0; id <= DEVICE_LINK_MAX_PENDING; id++) {
      peer.receive(JSON.stringify({ id, method: 'wait', body: {} }));
    }
    expect(sent).toHaveLength(1);
    expect(JSON.parse(sent[0]!)).toMatchObject({ id: DEVICE_LINK_MAX_PENDING, error: { code: 'RATE_LIMITED' } });
    expect(loads.at(-1)).toBe(DEVICE_LINK_MAX_PENDING);
  });

  it('refuses to send a frame that is too large', async () => {
    const large = { big: { request: z.strictObject({ text: z.string() }), response: z.strictObject({}) } };
    const peer = new LinkPeer(
      { asks: large, answers: {}, concurrency: 1 },
      { clock: never, send: () => {}, handlers: {}, violated: () => {} },
    );
    expect(await codeOf(peer.request('big', { text: 'ä'.repeat(DEVICE_LINK_MAX_FRAME / 2) }))).toBe('INPUT_TOO_LARGE');
  });

  it.each([
    ['an unknown method', { method: 'launch', body: {} }, 'PROTOCOL_VIOLATION'],
    ['an inherited name', { method: 'toString', body: {} }, 'PROTOCOL_VIOLATION'],
    ['an empty body', { method: 'add', body: null }, 'INVALID_INPUT'],
    ['a wrong type', { method: 'add', body: { left: '1', right: 2 } }, 'INVALID_INPUT'],
    ['an unknown field', { method: 'add', body: { left: 1, right: 2, third: 3 } }, 'INVALID_INPUT'],
  ])('answers %s with a typed error and stays open', async (_name, question, code) => {
    const { peer, sent, violations } = side();
    peer.receive(JSON.stringify({ id: 0, ...question }));
    await new Promise((resolve) => setImmediate(resolve));
    expect(JSON.parse(sent[0]!)).toMatchObject({ id: 0, error: { code } });
    expect(violations).toEqual([]);
  });

  it.each([
    ['text that is not JSON', '{"id":', 'PROTOCOL_VIOLATION'],
    ['a frame of another shape', '{"hello":1}', 'PROTOCOL_VIOLATION'],
    ['a frame without its body', '{"id":0,"method":"wait"}', 'PROTOCOL_VIOLATION'],
    ['a frame with an extra field', '{"id":0,"method":"wait","body":{},"admin":true}', 'PROTOCOL_VIOLATION'],
    ['a negative id', '{"id":-1,"method":"wait","body":{}}', 'PROTOCOL_VIOLATION'],
    ['an answer to nothing', '{"id":5,"result":{}}', 'PROTOCOL_VIOLATION'],
    ['a frame that is too large', `"${'x'.repeat(DEVICE_LINK_MAX_FRAME)}"`, 'INPUT_TOO_LARGE'],
  ])('closes on %s', async (_name, text, code) => {
    const { peer, violations } = side();
    peer.receive(text);
    expect(violations).toEqual([code]);
    expect(await codeOf(peer.request('wait', {}))).toBe(code);
    peer.receive(text);
    expect(violations).toEqual([code]);
  });

  it('closes on a request id that does not grow', () => {
    const { peer, violations } = side();
    peer.receive('{"id":3,"method":"wait","body":{}}');
    peer.receive('{"id":3,"method":"wait","body":{}}');
    expect(violations).toEqual(['PROTOCOL_VIOLATION']);
  });

  it('closes on an answer that does not fit its schema', async () => {
    const { peer, violations } = side();
    const asked = codeOf(peer.request('add', { left: 1, right: 2 }));
    peer.receive('{"id":0,"result":{"sum":"3"}}');
    expect(await asked).toBe('PROTOCOL_VIOLATION');
    expect(violations).toEqual(['PROTOCOL_VIOLATION']);
  });
});
