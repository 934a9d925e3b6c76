import { EventEmitter } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { awaitBoot, BootJudge } from '../../src/trustzone/boot.ts';

const READY = ['evlock: started', 'evlock-bridge: ready on /dev/vport1p2', 'evlock-bridge: ready on /dev/vport1p1'];
const NOT_OPENED = 'evlock-bridge: the trusted application does not open: 0xffff000f, origin 3';

/** The first verdict over these lines. */
function judge(lines: readonly string[]): unknown {
  const one = new BootJudge();
  return lines.map((line) => one.judgeNormal(line)).find((verdict) => verdict !== undefined);
}

describe('what a machine prints while it boots', () => {
  it('is ready when both bridges are', () => {
    expect(judge(['NOTICE:  BL1: Booting BL2', ...READY])).toBe('ready');
    expect(judge(READY.slice(0, 2))).toBeUndefined();
  });

  it.each(['ERROR:   BL1: Failed to load BL2 firmware.\r', 'PANIC at PC : 0x000000000000a1b4'])(
    'is refused by firmware that prints %s',
    (said) => {
      const refusal = { code: 'TRUSTZONE_BOOT_REFUSED', details: { by: 'firmware', said: said.trim() } };
      expect(judge([said, ...READY])).toMatchObject(refusal);
    },
  );

  it('is refused when a bridge finally fails to open the trusted application', () => {
    const refusal = { code: 'TRUSTZONE_APPLICATION_REFUSED', details: { status: '0xffff000f', said: NOT_OPENED } };
    expect(judge([...Array(3).fill(NOT_OPENED), ...READY])).toBe('ready');
    expect(judge([...Array(4).fill(NOT_OPENED), ...READY])).toMatchObject(refusal);
  });

  it('is refused without the disk, as nothing would persist', () => {
    expect(judge(['evlock: no disk'])).toMatchObject({ code: 'TRUSTZONE_APPLICATION_REFUSED' });
  });

  it('is refused when OP-TEE panics, not when an application does', () => {
    const one = new BootJudge();
    const panic = "E/TC:0 0 Panic 'no hardware unique key in the secure flash' at core/evlock_platform.c:82 <f>";
    expect(one.judgeSecure(panic)).toMatchObject({ code: 'TRUSTZONE_BOOT_REFUSED', details: { by: 'OP-TEE' } });
    expect(one.judgeSecure('E/TC:? 0 TA panicked with code 0xe0e0e0e0')).toBeUndefined();
    expect(one.judgeSecure('E/TA:  platform_log:95 evlock: storage damaged')).toBeUndefined();
  });
});

describe('a boot', () => {
  let folder: string;
  let secureLog: string;
  let child: EventEmitter & { readonly stdout: PassThrough };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evlock-boot-'));
    secureLog = join(folder, 'secure.log');
    writeFileSync(secureLog, '');
    child = Object.assign(new EventEmitter(), { stdout: new PassThrough() });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const boot = (within = 60_000): Promise<void> =>
    awaitBoot(child as never, { secureLog, within, lastLines: () => 'the end' });

  it('resolves when ready, and lets the output continue', async () => {
    const booted = boot();
    child.stdout.write(`${READY.join('\n')}\n`);
    await booted;
    expect(child.stdout.isPaused()).toBe(false);
  });

  it('is refused as soon as OP-TEE says so in its own log', async () => {
    const booted = boot();
    appendFileSync(
      secureLog,
      "E/TC:0 0 Panic 'no entropy in the secure device tree' at core/evlock_platform.c:1 <f>\n",
    );
    await expect(booted).rejects.toMatchObject({ code: 'TRUSTZONE_BOOT_REFUSED' });
  });

  it('fails with the end of the logs when the machine exits, or takes too long', async () => {
    const booted = boot();
    child.emit('exit', 1, null);
    await expect(booted).rejects.toMatchObject({ code: 'PROCESS_FAILED', details: { lastLines: 'the end' } });
    await expect(boot(1)).rejects.toMatchObject({ details: { problem: 'not ready within 1 ms' } });
  });
});
