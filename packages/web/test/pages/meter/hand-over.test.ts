// @vitest-environment happy-dom
import { localRoutes } from '@evlock/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseHandOver, parsePublicPart, takeHandOver, wayBack } from '../../../pages/meter/hand-over.ts';
import { PATHS } from '../../../pages/meter/local-client.ts';

const [x, y] = [`0x${'0a'.repeat(32)}`, `0x${'0b'.repeat(32)}`];
const bound = { meterKey: '0x01', account: '0x02', deployment: 'abcd' };
const origins = ['http://localhost:8080'];

describe('what the app hands over', () => {
  beforeEach(() => sessionStorage.clear());

  it('is taken out of the address bar, and survives a reload without the code', () => {
    location.hash = `#code=K7QF-3M2P&x=${x}&y=${y}&from=http://localhost:8080&request=r1`;
    const handOver = takeHandOver();
    expect(handOver).toMatchObject({ code: 'K7QF-3M2P', passkey: { publicKeyX: x, publicKeyY: y }, request: 'r1' });
    expect(location.hash).toBe('');
    expect(JSON.stringify(Object.entries(sessionStorage))).not.toContain('K7QF');
    expect(takeHandOver()).toEqual({ ...handOver, code: undefined });
  });

  it.each(['x=0x12', `x=${x}`, `x=${x}&y=0x${'0B'.repeat(32)}`, 'x=javascript:1&y=2'])(
    'is no passkey: %s',
    (fragment) => {
      expect(parseHandOver(`#${fragment}`).passkey).toBeUndefined();
    },
  );

  it('leads back to the app of this market', () => {
    const back = wayBack({ from: 'http://localhost:8080', request: 'r1' }, origins, bound);
    expect(back).toBe('http://localhost:8080/home/#/take/bound?meterKey=0x01&account=0x02&deployment=abcd&request=r1');
  });

  it.each(['http://evil.example', 'http://localhost:8080.evil.example', 'javascript:alert(1)//', undefined])(
    'does not lead to %s',
    (from) => {
      expect(wayBack({ from }, origins, bound)).toBeUndefined();
    },
  );
});

it('reads the public part as app and command line show it', () => {
  expect(parsePublicPart(` ${x}${y.slice(2).toUpperCase()} `)).toEqual({ publicKeyX: x, publicKeyY: y });
  expect(parsePublicPart(`${x}${y}`)).toBeUndefined();
});

it('asks the server’s own paths', () => {
  expect(PATHS).toEqual(Object.fromEntries(Object.entries(localRoutes).map(([name, { path }]) => [name, path])));
});
