/**
 * Where a component writes its log. A line that cannot be written is dropped, reported once on standard error, and writing is
 * retried a little later: a full disk, a missing folder or a closed pipe never makes a component exit or block.
 */
import { closeSync, constants, fstatSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export interface LogFileOptions {
  /** Created with mode 0600 if missing, its folder with 0700; standard error when omitted. */
  readonly file?: string | undefined;
}

export interface LogFileModules {
  /** Monotonic milliseconds. */
  readonly now?: () => number;
  /** Receives messages for standard error. */
  readonly say?: (text: string) => void;
}

const STANDARD_ERROR = 2;
/** Milliseconds between checks whether a file is writable again, or was moved away. */
const LOOK_AGAIN = 5000;
/** A pipe that nobody reads must not block its writer. */
const FLAGS = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NONBLOCK | constants.O_NOCTTY;

const codeOf = (cause: unknown): string => (cause as NodeJS.ErrnoException).code ?? 'unusable';

export class LogFile {
  readonly #file: string | undefined;
  readonly #now: () => number;
  readonly #say: (text: string) => void;
  readonly #said = new Set<string>();
  #descriptor: number | undefined;
  /** When the file was last checked, or last failed. */
  #lookedAt = Number.NEGATIVE_INFINITY;
  #dropped = 0;
  /** The last line was written only in part. */
  #torn = false;

  constructor(
    { file }: LogFileOptions,
    { now = () => performance.now(), say = sayOnStandardError }: LogFileModules = {},
  ) {
    this.#file = file;
    this.#now = now;
    this.#say = say;
  }

  /** Lines dropped since the last successful write. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Appends one or more whole lines. Never throws and never blocks. */
  write(text: string | Uint8Array): void {
    const descriptor = this.#opened();
    if (descriptor === undefined) {
      this.#dropped++;
      return;
    }
    try {
      if (this.#torn) this.#append(descriptor, Buffer.from('\n'));
      this.#torn = false;
      if (this.#dropped > 0) this.#append(descriptor, Buffer.from(gap(this.#dropped)));
      this.#dropped = 0;
      this.#append(descriptor, typeof text === 'string' ? Buffer.from(text) : text);
    } catch (cause) {
      this.#failed(codeOf(cause));
    }
  }

  close(): void {
    if (this.#file === undefined || this.#descriptor === undefined) return;
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    try {
      closeSync(descriptor);
    } catch {
      // The failure has been reported already.
    }
  }

  #append(descriptor: number, bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      // Set beforehand: a partial write followed by a failure leaves one torn line.
      this.#torn = done > 0;
      done += writeSync(descriptor, bytes, done);
    }
    this.#torn = false;
  }

  /** The open file; undefined while it is unavailable. */
  #opened(): number | undefined {
    if (this.#file === undefined) return STANDARD_ERROR;
    const now = this.#now();
    const due = now - this.#lookedAt >= LOOK_AGAIN;
    if (this.#descriptor !== undefined && due && isElsewhere(this.#descriptor, this.#file)) this.close();
    if (due) this.#lookedAt = now;
    if (this.#descriptor !== undefined || !due) return this.#descriptor;
    try {
      mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
      this.#descriptor = openSync(this.#file, FLAGS, 0o600);
    } catch (cause) {
      this.#failed(codeOf(cause), 0);
    }
    return this.#descriptor;
  }

  #failed(code: string, lost = 1): void {
    this.#dropped += lost;
    this.close();
    this.#lookedAt = this.#now();
    if (this.#file === undefined || this.#said.has(code)) return;
    this.#said.add(code);
    this.#say(`${JSON.stringify({ level: 'warn', file: this.#file, problem: code, msg: 'log lines are dropped' })}\n`);
  }
}

const gap = (dropped: number): string =>
  `${JSON.stringify({ level: 'warn', time: new Date().toISOString(), dropped, msg: 'log lines were dropped before this one' })}\n`;

/** Whether the name now refers to another file, or to none: it was rotated by renaming, or removed. */
function isElsewhere(descriptor: number, file: string): boolean {
  try {
    const [own, named] = [fstatSync(descriptor), statSync(file)];
    return own.ino !== named.ino || own.dev !== named.dev;
  } catch {
    return true;
  }
}

function sayOnStandardError(text: string): void {
  try {
    writeSync(STANDARD_ERROR, text);
  } catch {
    // There is no other output.
  }
}
