/** Follows a machine's boot to its end: both bridges ready, or what was refused, as soon as it is said. */
import type { ChildProcess } from 'node:child_process';
import { type FSWatcher, readFileSync, watch } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { EvlockError } from '@evlock/protocol';
import { QEMU } from './qemu.ts';

/** Two bridges say this, one for each port. */
const READY = /evlock-bridge: ready on/;
const BRIDGES = 2;
/** Of what the firmware loads, and of itself. It prints where the normal world will. */
const FIRMWARE_REFUSES = /^(?:ERROR: |PANIC)/;
/** Of OP-TEE itself; one of its applications that panics says so in other words. */
const CORE_PANICS = /^E\/TC:\S* \S+ Panic /;
const NOT_OPENED = /evlock-bridge: (?:no TEE|the trusted application does not open): (0x[0-9a-f]{8})/;
/** One for each bridge may pass: the supplicant may have ended in between. */
const NOT_OPENED_MAX = 2 * BRIDGES;
const NO_DISK = /^evlock: no disk/;

/** Judges what a machine prints while it boots, line by line. */
export class BootJudge {
  #ready = 0;
  #notOpened = 0;

  /** Of firmware and normal world. What was refused, once it is certain. */
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

  /** Of OP-TEE. */
  judgeSecure(line: string): EvlockError | undefined {
    const said = line.trim();
    return CORE_PANICS.test(said) ? new EvlockError('TRUSTZONE_BOOT_REFUSED', { by: 'OP-TEE', said }) : undefined;
  }
}

export interface BootLogs {
  /** Is there already, and grows. */
  readonly secureLog: string;
  /** Most milliseconds. */
  readonly within: number;
  /** For what is not understood. */
  readonly lastLines: () => string;
}

/** Throws `TRUSTZONE_BOOT_REFUSED`, `TRUSTZONE_APPLICATION_REFUSED`, or `PROCESS_FAILED` where nothing of that was said. */
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
      const take = (verdict: 'ready' | EvlockError | undefined): void => {
        if (verdict === 'ready') resolve();
        else if (verdict !== undefined) reject(verdict);
      };
      timer = setTimeout(() => fail(`not ready within ${within} ms`), within);
      lines.on('line', (line) => take(judge.judgeNormal(line)));
      watcher = watchLog(secureLog, (line) => take(judge.judgeSecure(line)));
      child.once('error', (error) => fail(error.message));
      child.once('exit', (code, signal) => fail(`ended with ${signal ?? code}`));
    });
  } finally {
    clearTimeout(timer);
    watcher?.close();
    lines.removeAllListeners('line');
  }
}

/** Gives all lines at each change: the log of a boot is short. */
function watchLog(file: string, onLine: (line: string) => void): FSWatcher | undefined {
  try {
    const watcher = watch(file, () => readFileSync(file, 'latin1').split('\n').forEach(onLine));
    return watcher.on('error', () => watcher.close());
  } catch {
    // This host has no watchers left: the time limit tells.
    return undefined;
  }
}
