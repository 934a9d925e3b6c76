import { describe, expect, it } from 'vitest';
import { readHours } from '../../src/input/hours.ts';

describe('hours', () => {
  it.each([
    ['22:00-06:00', 1_320, 360],
    [' 08:15 - 17:45 ', 495, 1_065],
    ['18:00-24:00', 1_080, 0],
  ])('%j', (text, from, until) => {
    expect(readHours(text)).toEqual({ from, until });
  });

  it.each(['8-10', '08:00', '08:10-10:00', '24:00-06:00', '18:00-24:15', '08:00-08:00', ''])('refuses %j', (text) => {
    expect(() => readHours(text)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });
});
