// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { loadHouses, saveHouse } from '../../../pages/shared/houses.ts';
import type { House } from '../../../pages/shared/owner.ts';
import { href, parseRoute } from '../../../pages/shared/route.ts';

describe('a route', () => {
  it.each([
    ['', []],
    ['#/', []],
    ['#/trades/0xab', ['trades', '0xab']],
    ['#/a%20b', ['a b']],
    ['#/%', ['%']],
  ])('is read from %j', (hash, path) => expect(parseRoute(hash).path).toEqual(path));

  it('is written as it is read, and has what follows the question mark', () => {
    expect(parseRoute(href('trades', 'a/b')).path).toEqual(['trades', 'a/b']);
    expect(parseRoute('#/sell?lot=1').query.get('lot')).toBe('1');
  });
});

describe('the houses of this browser', () => {
  const house = (digit: string, name: string): House => ({
    meterKey: `0x${digit.repeat(40)}`,
    account: `0x${'f'.repeat(40)}`,
    credentialIds: ['AQID'],
    name,
  });
  beforeEach(() => localStorage.clear());

  it('are kept with the newest first, one for each meter', () => {
    saveHouse(house('1', 'one'));
    saveHouse(house('2', 'two'));
    saveHouse(house('1', 'renamed'));
    expect(loadHouses().map(({ name }) => name)).toEqual(['renamed', 'two']);
  });

  it.each(['no JSON', '{}', '[1, null]', '[{"meterKey":"0x1"}]'])('are none where storage holds %s', (text) => {
    localStorage.setItem('evlock.houses', text);
    expect(loadHouses()).toEqual([]);
  });
});
