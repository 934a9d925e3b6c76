/**
 * The character devices of GPIO controller and watchdog, against `gpio-kernel.c`, which uses the structs and numbers of the
 * kernel's own header.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const HEADERS = ['/usr/include/linux/gpio.h', '/usr/include/linux/watchdog.h'];
const canBuild = HEADERS.every(existsSync) && ['/usr/bin/cc', '/usr/bin/gcc'].some(existsSync);
const drivers = JSON.stringify(join(import.meta.dirname, '../../src/drivers/index.ts'));
let folder: string;
let library: string;
const at = (name: string): string => join(folder, name);
const levels = (): string => readFileSync(at('levels'), 'utf8');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'evlock-gpio-'));
  if (!canBuild) return;
  library = at('kernel.so');
  const source = join(import.meta.dirname, 'gpio-kernel.c');
  execFileSync('cc', ['-shared', '-fPIC', '-Wall', '-Werror', '-o', library, source, '-ldl']);
});
beforeEach(() => {
  for (const name of ['gpiochip9', 'watchdog9']) writeFileSync(at(name), '');
  writeFileSync(at('levels'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a program of the drivers against the emulated controller and parses the JSON it prints. */
function run(program: string, env: Readonly<Record<string, string>> = {}): unknown {
  const script = `
    const { readFileSync } = await import('node:fs');
    const { chipInfo, GpioLine, lineInfo, Relay, systemIoctl, Watchdog } = await import(${drivers});
    const options = { sysfsRoot: '/nowhere', chip: ${JSON.stringify(at('gpiochip9'))} };
    const levels = () => readFileSync(${JSON.stringify(at('levels'))}, 'utf8');
    const attempt = (work) => { try { return work(); } catch ({ code, details }) { return { code, ...details }; } };
    const show = (value) => process.stdout.write(JSON.stringify(value));
    ${program}`;
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script];
  const kernel = {
    LD_PRELOAD: library,
    EVLOCK_TEST_CHIP: at('gpiochip9'),
    EVLOCK_TEST_WATCHDOG: at('watchdog9'),
    EVLOCK_TEST_LEVELS: at('levels'),
  };
  return JSON.parse(
    execFileSync(process.execPath, args, { env: { ...process.env, ...kernel, ...env }, encoding: 'utf8' }),
  );
}

describe.runIf(canBuild)('a relay on a character device', () => {
  it('is low when opened, follows, and is low when closed', () => {
    const seen = run(`
      const relay = Relay.open({ ...options, gpio: 3 });
      const seen = [[levels(), relay.closed]];
      relay.drive('closed');
      seen.push([levels(), relay.closed]);
      relay.drive('open');
      seen.push([levels(), relay.closed]);
      relay.drive('closed');
      relay.dispose();
      show([...seen, levels()]);`);
    expect(seen).toEqual([['00000000', false], ['00010000', true], ['00000000', false], '00000000']);
  });

  it.each([
    ['beyond those of the controller', 8, 'is none of the 8 lines'],
    ['that another program holds', 5, 'is held by another'],
    ['that is not driven both ways', 6, 'is active low, or not driven both ways'],
  ])('is refused on a line %s', (_name, gpio, problem) => {
    expect(run(`show(attempt(() => Relay.open({ ...options, gpio: ${gpio} })));`)).toMatchObject({
      code: 'RELAY_FAULT',
      gpio,
      problem: expect.stringContaining(problem),
    });
  });

  it('reports a pin that does not follow', () => {
    const found = run(`
      const line = GpioLine.open({ ...options, gpio: 7 });
      show(attempt(() => line.set(true)));`);
    expect(found).toMatchObject({ code: 'RELAY_FAULT', problem: 'does not follow' });
  });

  it('has one holder at a time, and is released', () => {
    const found = run(`
      const first = Relay.open({ ...options, gpio: 2 });
      const second = attempt(() => Relay.open({ ...options, gpio: 2 }));
      first.dispose();
      Relay.open({ ...options, gpio: 2 }).dispose();
      show(second);`);
    expect(found).toMatchObject({ code: 'RELAY_FAULT', problem: 'is held by evlock-meter' });
  });

  it('describes controller and line', () => {
    const found = run(`
      const { openSync } = await import('node:fs');
      const chip = openSync(options.chip, 'r');
      const modules = { ioctl: systemIoctl };
      show([chipInfo(chip, modules), lineInfo(chip, 5, modules)]);`);
    expect(found).toEqual([
      { name: 'gpiochip9', label: 'test controller', lines: 8 },
      { name: 'PIN5', consumer: 'another', used: true, output: false, indirect: false },
    ]);
  });

  it('is a fault where the file is not a controller', () => {
    writeFileSync(at('other'), '');
    const found = run(
      `show(attempt(() => Relay.open({ ...options, chip: ${JSON.stringify(at('other'))}, gpio: 1 })));`,
    );
    expect(found).toMatchObject({ code: 'RELAY_FAULT', problem: 'ENOTTY' });
    expect(levels()).toBe('');
  });
});

describe.runIf(canBuild)('a watchdog that is a device', () => {
  const feed = (more = '') => `
    const watchdog = new Watchdog({ path: ${JSON.stringify(at('watchdog9'))}, mostSeconds: 1 }, { isDevice: () => true });
    const results = [attempt(() => watchdog.feed()), attempt(() => watchdog.feed())];
    ${more}
    show(results.map((one) => one ?? 'fed'));`;

  it('is set to the allowed second before it is fed', () => {
    expect(run(feed(), { EVLOCK_TEST_SHORTEST: '1' })).toEqual(['fed', 'fed']);
    expect(readFileSync(at('watchdog9'), 'utf8')).toBe('11');
  });

  it('is disarmed again and not fed when it cannot be that short', () => {
    const [first, second] = run(feed(), { EVLOCK_TEST_SHORTEST: '15' }) as Record<string, unknown>[];
    expect(first).toMatchObject({ code: 'WATCHDOG_FAULT', problem: 'its timeout is too long', timeout: 15, most: 1 });
    expect(second).toEqual(first);
    expect(readFileSync(at('watchdog9'), 'utf8')).toBe('V');
  });

  it('is not fed when its timeout cannot be set at all', () => {
    const [first] = run(feed()) as Record<string, unknown>[];
    expect(first).toMatchObject({ code: 'WATCHDOG_FAULT', problem: expect.stringContaining('cannot be set') });
    expect(readFileSync(at('watchdog9'), 'utf8')).toBe('V');
  });
});
