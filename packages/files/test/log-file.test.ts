import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LogFile } from '../src/index.ts';

vi.mock('node:fs', async (original) => {
  const all = await original<typeof fs>();
  return { ...all, writeSync: vi.fn(all.writeSync) };
});
const real = await vi.importActual<typeof fs>('node:fs');

let folder: string;
let file: string;
let now: number;
let said: string[];
const open = (path = file): LogFile => new LogFile({ file: path }, { now: () => now, say: (text) => said.push(text) });
const lines = (): string[] => readFileSync(file, 'utf8').trimEnd().split('\n');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evlock-log-'));
  file = join(folder, 'log', 'part.log');
  now = 0;
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("a component's log", () => {
  it('is private, and continues where it was', () => {
    open().write('one\n');
    open().write('two\n');
    expect(lines()).toEqual(['one', 'two']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
  });

  it.each<[string, () => string, string]>([
    ['the disk is full', () => '/dev/full', 'ENOSPC'],
    [
      'a pipe that nobody reads is in its place',
      () => {
        const pipe = join(folder, 'pipe');
        execFileSync('mkfifo', [pipe]);
        return pipe;
      },
      'ENXIO',
    ],
    ['a folder is in its place', () => folder, 'EISDIR'],
    [
      'a file is where its folder would be',
      () => {
        writeFileSync(join(folder, 'one'), '');
        return join(folder, 'one', 'part.log');
      },
      'EEXIST',
    ],
    [
      'it is a link to itself',
      () => {
        symlinkSync(join(folder, 'loop'), join(folder, 'loop'));
        return join(folder, 'loop');
      },
      'ELOOP',
    ],
    ['nothing can be written there', () => '/proc/1/part.log', 'ENOENT'],
  ])('drops its lines when %s, and reports it once', (_name, make, problem) => {
    const log = open(make());
    for (let n = 0; n < 100; n++) {
      log.write('a line\n');
      now += 1000;
    }
    expect(log.dropped).toBe(100);
    expect(said.map((text) => JSON.parse(text))).toEqual([expect.objectContaining({ problem })]);
  });

  it('resumes when it can, and reports how many lines are missing', () => {
    const gone = join(folder, 'log');
    writeFileSync(gone, 'in the way');
    const log = open();
    for (const line of ['lost\n', 'lost\n', 'lost\n']) log.write(line);
    rmSync(gone);
    log.write('still too early\n');
    now += 5000;
    log.write('here again\n');
    expect(JSON.parse(lines()[0]!)).toMatchObject({ level: 'warn', dropped: 4 });
    expect(lines()[1]).toBe('here again');
    expect(log.dropped).toBe(0);
  });

  it('is recreated when it was moved away, or its folder removed', () => {
    const log = open();
    log.write('one\n');
    renameSync(file, `${file}.1`);
    now += 5000;
    log.write('two\n');
    expect(lines()).toEqual(['two']);
    rmSync(dirname(file), { recursive: true });
    now += 5000;
    log.write('three\n');
    expect(lines()).toEqual(['three']);
  });

  it('does not lose what is written after it was truncated (`copytruncate`)', () => {
    const log = open();
    log.write('one\n');
    writeFileSync(file, '');
    log.write('two\n');
    expect(readFileSync(file, 'utf8')).toBe('two\n');
  });

  it('begins a new line after one that was torn by a full disk', () => {
    const log = open();
    log.write('one\n');
    const full = (): never => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    vi.mocked(fs.writeSync).mockImplementationOnce(((descriptor: number, bytes: Buffer) =>
      real.writeSync(descriptor, bytes, 0, 3)) as typeof fs.writeSync);
    vi.mocked(fs.writeSync).mockImplementationOnce(full);
    log.write('torn line\n');
    now += 5000;
    log.write('whole\n');
    expect([lines()[0], lines()[1], lines()[3]]).toEqual(['one', 'tor', 'whole']);
    expect(JSON.parse(lines()[2]!)).toMatchObject({ dropped: 1 });
  });

  it.runIf(process.geteuid?.() !== 0)('drops its lines where it may not write', () => {
    chmodSync(folder, 0o500);
    const log = open();
    log.write('a line\n');
    expect(said[0]).toContain('EACCES');
    chmodSync(folder, 0o700);
  });
});
