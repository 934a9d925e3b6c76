import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { NO_INPUTS } from '@evlock/protocol';
import { afterAll, describe, expect, it } from 'vitest';
import { HouseholdInputReader } from '../../src/drivers/household-inputs.ts';

const sysfsRoot = mkdtempSync(join(tmpdir(), 'evlock-inputs-'));
afterAll(() => rmSync(sysfsRoot, { recursive: true }));
const battery = 'class/power_supply/battery0/capacity';
const generation = 'class/hwmon/hwmon0/power1_input';
const load = 'class/hwmon/hwmon0/power2_input';
function write(path: string, text: string): void {
  mkdirSync(dirname(join(sysfsRoot, path)), { recursive: true });
  writeFileSync(join(sysfsRoot, path), text);
}

describe('the inputs of a household', () => {
  it('are read as Linux shows them: percent and microwatt', () => {
    write(battery, '73\n');
    write(generation, '1250999\n');
    write(load, '0\n');
    const reader = new HouseholdInputReader({ sysfsRoot, battery, generation, load });
    expect(reader.exists).toBe(true);
    expect(reader.read()).toEqual({ chargePpm: 730_000, generation: 1_250, load: 0 });
  });

  it.each(['', 'unknown', '-5', '101', '7.5'])('are not known where a file says %j', (text) => {
    write(battery, text);
    expect(new HouseholdInputReader({ sysfsRoot, battery }).read()).toEqual(NO_INPUTS);
  });

  it('are not known where there is no file, or none is named', () => {
    const missing = new HouseholdInputReader({ sysfsRoot, battery: 'class/power_supply/other/capacity' });
    expect(missing.read()).toEqual(NO_INPUTS);
    const none = new HouseholdInputReader({ sysfsRoot });
    expect([none.exists, none.read()]).toEqual([false, NO_INPUTS]);
  });
});
