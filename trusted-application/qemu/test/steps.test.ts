/** What a machine build redoes after an interrupted one, or when its sources have another version. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const here = join(import.meta.dirname, '..');
const hasBash = spawnSync('bash', ['--version']).status === 0;

/** Builds as make does: what exists and is as old as its source's packager says is not rebuilt. */
const MAKE = `#!/usr/bin/env bash
for setting in "$@"; do [[ $setting != BUILD_BASE=* ]] || built=\${setting#*=}/qemu/release; done
[[ -e $built/bl1.o ]] || cp "$2/version" "$built/bl1.o"
cp "$built/bl1.o" "$built/qemu_fw.rom"
touch "$built/fip.bin"
`;

describe.skipIf(!hasBash && !process.env.CI)('a step of the build of the TrustZone machine', () => {
  let folder: string;
  const at = (...names: string[]): string => join(folder, ...names);
  const write = (text: string, ...names: string[]): void => {
    mkdirSync(at(...names.slice(0, -1)), { recursive: true });
    writeFileSync(at(...names), text);
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evlock-steps-'));
    for (const name of ['bin', 'out/log', 'out/stamps', 'out/image', 'out/keys'])
      mkdirSync(at(name), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Like build.sh; returns the script's output and exit status. */
  function run(script: string, env: NodeJS.ProcessEnv = {}): string {
    const prelude = `
      set -euo pipefail
      shopt -s inherit_errexit
      HERE=${here} OUT=${at('out')} CACHE=${at('cache')}
      for part in steps packages firmware; do source "$HERE/lib/$part.sh"; done
    `;
    const path = `${at('bin')}:${process.env.PATH}`;
    const options = { encoding: 'utf8', env: { ...process.env, PATH: path, ...env } } as const;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', `${prelude}${script}`], options);
    return `${stdout}${stderr}[${status}]`;
  }

  const work = (version: string, then: string): string => `
    work() {
      if unchanged thing ${version} "$OUT/thing"; then echo 'as it was'; return; fi
      printf '%s' ${version} >"$OUT/thing"
      ${then}
      completed thing ${version}
    }
    work`;

  it('is redone after one for other inputs was interrupted, although its own once completed', () => {
    expect(run(work('one', ''))).toBe('[0]');
    expect(run(work('one', ''))).toBe('as it was\n[0]');
    expect(run(work('two', 'exit 7'))).toBe('[7]');
    expect(run(work('one', ''))).toBe('[0]');
    expect(readFileSync(at('out/thing'), 'utf8')).toBe('one');
  });

  it('is redone when its output is gone', () => {
    expect(run(work('one', ''))).toBe('[0]');
    rmSync(at('out/thing'));
    expect(run(work('one', ''))).toBe('[0]');
    expect(readFileSync(at('out/thing'), 'utf8')).toBe('one');
  });

  it('builds firmware of another version from scratch: make goes by time stamps, and sources carry their packager’s', () => {
    write(MAKE, 'bin', 'make');
    chmodSync(at('bin/make'), 0o755);
    for (const name of ['keys/firmware-root.pem', 'image/kernel', 'build/optee-os/core/tee-header_v2.bin'])
      write('', 'out', ...name.split('/'));
    write('', 'out', 'build', 'optee-os', 'core', 'tee-pager_v2.bin');
    const build = (version: string): string => {
      write(version, 'out', 'source', 'arm-trusted-firmware', 'version');
      write(`0 arm-trusted-firmware ${version} trixie f\n0 mbedtls 1 trixie f\n`, 'out', 'packages');
      const said = run(`step firmware build_firmware`);
      return `${said} ${readFileSync(at('out/image/firmware'), 'utf8').slice(0, version.length)}`;
    };
    expect(build('2.12.1')).toMatch(/\[0\] 2\.12\.1$/);
    expect(build('2.12.2')).toMatch(/\[0\] 2\.12\.2$/);
  });

  it('keeps downloads where its option says when there is no home', () => {
    const bare = { HOME: undefined, XDG_CACHE_HOME: undefined, EVLOCK_TRUSTZONE_CACHE: undefined };
    expect(run(`bash ${here}/build.sh --help`, bare)).toMatch(/^usage: .*\[0\]$/s);
  });
});
