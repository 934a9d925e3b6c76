/** Follows a machine's boot to its end: both bridges ready, or a refusal as soon as it is reported. */
import type { ChildProcess } from 'node:child_process';
import { type FSWatcher, readFileSync, watch } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { EvlockError } from '@evlock/protocol';
import { QEMU } from './qemu.ts';

/** Printed by two bridges, one per port. */
const READY = /evlock-bridge: ready on/;
const BRIDGES = 2;
/** From the firmware about itself and what it loads. Printed on the normal world's console. */
const FIRMWARE_REFUSES = /^(?:ERROR: |PANIC)/;
/** From OP-TEE itself; a panicking application is reported differently. */
const CORE_PANICS = /^E\/TC:\S* \S+ Panic /;
const NOT_OPENED = /evlock-bridge: (?:no TEE|the trusted application does not open): (0x[0-9a-f]{8})/;
/** One per bridge is tolerated: the supplicant may have ended in between. */
const NOT_OPENED_MAX = 2 * BRIDGES;
const NO_DISK = /^evlock: no disk/;

/** Evaluates a machine's boot output, line by line. */
export class BootJudge {
  #ready = 0;
  #notOpened = 0;

  /** From firmware and normal world. The refusal, once certain. */
  judgeNormal(line: string): 'ready' | EvlockError | undefined {
    const said = line.trim();
    if (FIRMWARE_REFUSES.test(said)) return new EvlockError('TRUSTZONE_BOOT_REFUSED', { by: 'firmware', said });
    if (NO_DISK.test(said)) return new EvlockError('TRUSTZONE_APPLICATION_REFUSED', { status: null, said });
    const status = NOT_OPENED.exec(said)?.[1];
    if (status !== undefined && ++this.#notOpened >= NOT_OPENED_MAX) {
      return new EvlockError('TRUSTZONE_APPLICATION_REFUSED', { status, said });
    }
    return READY.test(said) && ++this.#ready >= BRIDGES ? 'ready' : undefined;
  }

  /** From OP-TEE. */
  judgeSecure(line: string): EvlockError | undefined {
    const said = line.trim();
    return CORE_PANICS.test(said) ? new EvlockError('TRUSTZONE_BOOT_REFUSED', { by: 'OP-TEE', said }) : undefined;
  }
}

export interface BootLogs {
  /** Already exists, and grows. */
  readonly secureLog: string;
  /** Timeout in milliseconds. */
  readonly within: number;
  /** For unrecognised output. */
  readonly lastLines: () => string;
}

/** Throws `TRUSTZONE_BOOT_REFUSED`, `TRUSTZONE_APPLICATION_REFUSED`, or `PROCESS_FAILED` where neither was reported. */
export async function awaitBoot(child: ChildProcess & { readonly stdout: Readable }, logs: BootLogs): Promise<void> {
  const { secureLog, within, lastLines } = logs;
  const judge = new BootJudge();
  const lines = createInterface({ input: child.stdout });
  let watcher: FSWatcher | undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (problem: string): void =>
        reject(new EvlockError('PROCESS_FAILED', { process: QEMU, problem, lastLines: lastLines() }));
      const settle = (verdict: 'ready' | EvlockError | undefined): void => {
        if (verdict === 'ready') resolve();
        else if (verdict !== undefined) reject(verdict);
      };
      timer = setTimeout(() => fail(`not ready within ${within} ms`), within);
      lines.on('line', (line) => settle(judge.judgeNormal(line)));
      watcher = watchLog(secureLog, (line) => settle(judge.judgeSecure(line)));
      child.once('error', (error) => fail(error.message));
      child.once('exit', (code, signal) => fail(`ended with ${signal ?? code}`));
    });
  } finally {
    clearTimeout(timer);
    watcher?.close();
    lines.removeAllListeners('line');
  }
}

/** Passes all lines at each change: a boot's log is short. */
function watchLog(file: string, onLine: (line: string) => void): FSWatcher | undefined {
  try {
    const watcher = watch(file, () => readFileSync(file, 'latin1').split('\n').forEach(onLine));
    return watcher.on('error', () => watcher.close());
  } catch {
    // This host has no file watchers left: the timeout applies.
    return undefined;
  }
}
