import { fork } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Sysfs } from '../../src/hardware/sysfs.ts';
import { Files } from '../electrical/community.ts';

describe('Sysfs', () => {
  let root: string;
  let sysfs: Sysfs;
  let files: Files;
  const open = () =>
    Sysfs.open({ root, relayGpio: 17, selfTestGpio: 27, watchdogTimeoutMs: 1000, adcPicovoltPerCount: 439_453_125 });
  const openWatchdog = () => fs.openSync(join(root, 'dev/watchdog0'), fs.constants.O_WRONLY | fs.constants.O_NONBLOCK);

  beforeEach(() => {
    root = fs.mkdtempSync(join(tmpdir(), 'evlock-sysfs-'));
    sysfs = open();
    files = new Files(root);
  });
  afterEach(() => {
    sysfs.close();
    fs.rmSync(root, { recursive: true });
  });

  it('describes the hardware', () => {
    expect(files.text('bus/iio/devices/iio:device0/name')).toBe('evlock-simulator\n');
    expect(files.text('bus/iio/devices/iio:device0/in_voltage_scale')).toBe('0.439453125\n');
    expect(files.text('class/watchdog/watchdog0/timeout')).toBe('1\n');
    expect(files.text('class/gpio/gpio17/direction').trim()).toBe('out');
    expect(files.text('class/gpio/gpiochip0/base')).toBe('0\n');
    expect(files.text('class/gpio/gpiochip0/ngpio')).toBe('54\n');
    expect(files.text('class/watchdog/watchdog0/nowayout')).toBe('0\n');
  });

  it('shows counts of any width to a reader holding the file open', () => {
    const file = fs.openSync(join(root, 'bus/iio/devices/iio:device0/in_voltage0_raw'), 'r');
    const buffer = Buffer.alloc(16);
    for (const current of [4095, 7, 0, 2276]) {
      sysfs.show({ current, voltage: 3000 }, false);
      expect(Number(buffer.toString('latin1', 0, fs.readSync(file, buffer, 0, 16, 0)))).toBe(current);
    }
    fs.closeSync(file);
    expect(files.voltage).toBe(3000);
  });

  it('never shows a torn value', async () => {
    const script = join(root, 'reader.mjs');
    fs.writeFileSync(
      script,
      `import fs from 'node:fs';
       const file = fs.openSync(process.argv[2], 'r'), buffer = Buffer.alloc(16), seen = new Set();
       let stop = false;
       process.on('message', () => { stop = true; });
       process.send('ready');
       (function read() {
         for (let i = 0; i < 20000; i++) seen.add(buffer.toString('latin1', 0, fs.readSync(file, buffer, 0, 16, 0)));
         if (stop) process.send([...seen], () => process.exit());
         else setImmediate(read);
       })();`,
    );
    const reader = fork(script, [join(root, 'bus/iio/devices/iio:device0/in_voltage0_raw')], { execArgv: [] });
    sysfs.show({ current: 1111, voltage: 0 }, false);
    await once(reader, 'message');
    for (let round = 0; round < 200_000; round++) {
      sysfs.show({ current: round % 2 === 0 ? 2222 : 1111, voltage: 0 }, false);
    }
    const answer = once(reader, 'message');
    reader.send('stop');
    const [seen] = await answer;
    expect((seen as string[]).sort()).toEqual(['1111\n', '2222\n']);
  });

  it('follows the lines, and reads an undriven one as low', () => {
    expect(sysfs.lines()).toEqual({ relay: false, selfTest: false });
    files.relay(true);
    files.referenceLoad(true);
    expect(sysfs.lines()).toEqual({ relay: true, selfTest: true });
    const direction = join(root, 'class/gpio/gpio17/direction');
    fs.writeFileSync(direction, 'in  ', { flag: 'r+' });
    expect(sysfs.lines().relay).toBe(false);
    fs.writeFileSync(direction, 'high', { flag: 'r+' });
    expect(sysfs.lines().relay).toBe(true);
    expect(fs.readFileSync(direction, 'utf8').trim()).toBe('out');
    fs.writeFileSync(direction, 'low', { flag: 'r+' });
    expect(sysfs.lines().relay).toBe(false);
  });

  it('shows the value through active_low, as Linux does, and never moves the pin for it', () => {
    const write = (name: string, text: string) =>
      fs.writeFileSync(join(root, 'class/gpio/gpio17', name), text, { flag: 'r+' });
    const value = () => files.text('class/gpio/gpio17/value').trim();
    files.relay(true);
    expect(sysfs.lines().relay).toBe(true);
    // By another program, some time after the driver's last write.
    fs.utimesSync(join(root, 'class/gpio/gpio17/value'), 1, 1);
    write('active_low', '1');
    expect([sysfs.lines().relay, value()]).toEqual([true, '0']);
    write('value', '1');
    expect([sysfs.lines().relay, value()]).toEqual([false, '1']);
    write('direction', 'high');
    expect([sysfs.lines().relay, value()]).toEqual([true, '0']);
    write('active_low', '0');
    write('value', '0');
    expect(sysfs.lines().relay).toBe(false);
  });

  it('distinguishes opening, feeding, disarming and abandoning a watchdog', () => {
    expect(sysfs.watchdogActivity()).toEqual({ fed: false, disarmed: false });
    let device = openWatchdog();
    expect(sysfs.watchdogActivity()).toEqual({ fed: true, disarmed: false });
    expect(sysfs.watchdogActivity()).toEqual({ fed: false, disarmed: false });
    fs.writeSync(device, '1');
    expect(sysfs.watchdogActivity()).toEqual({ fed: true, disarmed: false });
    fs.closeSync(device);
    expect(sysfs.watchdogActivity()).toEqual({ fed: false, disarmed: false });
    device = openWatchdog();
    fs.writeSync(device, '1');
    fs.writeSync(device, 'V');
    fs.closeSync(device);
    expect(sysfs.watchdogActivity()).toEqual({ fed: true, disarmed: true });
  });

  it('reuses the files of an earlier run, with the relay open and a reader still attached', () => {
    const file = fs.openSync(join(root, 'bus/iio/devices/iio:device0/in_voltage0_raw'), 'r');
    files.relay(true);
    sysfs.close();
    sysfs = open();
    expect(sysfs.lines().relay).toBe(false);
    sysfs.show({ current: 1234, voltage: 0 }, false);
    const buffer = Buffer.alloc(16);
    expect(Number(buffer.toString('latin1', 0, fs.readSync(file, buffer, 0, 16, 0)))).toBe(1234);
    fs.closeSync(file);
  });

  it('reports an unusable folder', () => {
    const file = join(root, 'file');
    fs.writeFileSync(file, '');
    expect(() =>
      Sysfs.open({ root: file, relayGpio: 1, selfTestGpio: 2, watchdogTimeoutMs: 1000, adcPicovoltPerCount: 1 }),
    ).toThrowError(expect.objectContaining({ code: 'STORE_FAILED' }));
  });
});
