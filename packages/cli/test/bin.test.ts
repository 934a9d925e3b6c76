/** `evlock` as `npm ci` links it into `node_modules/.bin`. */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { VERSION } from '../src/version.ts';

const BIN = join(import.meta.dirname, '..', 'bin', 'evlock');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evlock-bin-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const started = (command: string, ...args: readonly string[]) =>
  spawnSync(command, args, { cwd: folder, encoding: 'utf8', env: { HOME: folder, PATH: '/usr/bin:/bin' } });

it('runs from any folder, by a link, with a Node of its own', () => {
  symlinkSync(BIN, join(folder, 'evlock'));
  const { status, stdout, stderr } = started(join(folder, 'evlock'), '--version');
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: `${VERSION}\n`, stderr: '' });
});

it('writes a profile that is nothing but the profile', () => {
  const { status, stdout } = started(BIN, 'profiles', 'print', 'gateway');
  expect([status, typeof JSON.parse(stdout)]).toEqual([0, 'object']);
});

it('says what is missing in a checkout without packages', () => {
  const bin = join(folder, 'packages', 'cli', 'bin');
  mkdirSync(bin, { recursive: true });
  copyFileSync(BIN, join(bin, 'evlock'));
  chmodSync(join(bin, 'evlock'), 0o755);
  const { status, stderr } = started(join(bin, 'evlock'), '--version');
  expect([status, stderr]).toEqual([1, expect.stringContaining('`npm ci`')]);
});
