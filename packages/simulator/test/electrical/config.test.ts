import { EvlockError } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';
import { parseCommunityConfig } from '../../src/electrical/config.ts';

const code = (input: unknown) => {
  try {
    parseCommunityConfig(input);
    return 'accepted';
  } catch (error) {
    return EvlockError.is(error) ? error.code : 'untyped';
  }
};

describe('parseCommunityConfig', () => {
  it('fills in a 48 V bus with a 30 A sensor', () => {
    const config = parseCommunityConfig({ households: [{ name: 'alice' }] });
    expect(config.busMillivolt).toBe(48_000);
    expect(config.households[0]?.hardware.currentSensor.microvoltPerAmpere).toBe(66_000);
    expect(config.households[0]?.hardware.watchdogTimeoutMs).toBe(1000);
  });

  it.each([
    ['no household', { households: [] }],
    ['an unknown field', { households: [{ name: 'alice', colour: 'red' }] }],
    ['a float', { households: [{ name: 'alice', panel: { peakMilliwatt: 1.5 } }] }],
    ['a wire to nobody', { households: [{ name: 'alice' }], wires: [{ id: 'w', from: 'alice', to: 'bob' }] }],
    ['a wire to oneself', { households: [{ name: 'alice' }], wires: [{ id: 'w', from: 'alice', to: 'alice' }] }],
    ['two with the same name', { households: [{ name: 'alice' }, { name: 'alice' }] }],
    ['a path as a name', { households: [{ name: '../alice' }] }],
    ['nothing', undefined],
  ])('refuses %s', (_, input) => {
    expect(code(input)).toBe('PROFILE_INVALID');
  });
});
