/** What the machine's build takes from Debian's archive as the archive changes, fails, and disconnects. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const here = join(import.meta.dirname, '..');
const isDebian = spawnSync('dpkg', ['--version']).status === 0;
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
const debOf = (version: string): string => `libc6_${version}_arm64.deb`;

describe.skipIf(!isDebian && !process.env.CI)('the packages of the TrustZone machine', () => {
  let folder: string;
  let archive: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evlock-packages-'));
    archive = join(folder, 'archive');
    for (const name of ['archive/pool', 'bin', 'out', 'cache']) mkdirSync(join(folder, name), { recursive: true });
    for (const name of ['apt-get', 'apt-cache']) symlinkSync(join(here, 'test/archive/apt'), join(folder, 'bin', name));
    writeFileSync(join(folder, 'keyring'), '');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Replaces the archive's lists and pool with these. */
  function archiveHas(...versions: (readonly [name: string, version: string, suite?: string])[]): void {
    const lines = versions.map(([name, version, suite]) =>
      suite === undefined ? `${name} ${version} trixie Packages` : `${name} ${version} ${suite} Sources`,
    );
    writeFileSync(join(archive, 'lists'), `${lines.join('\n')}\n`);
    rmSync(join(archive, 'pool'), { recursive: true });
    mkdirSync(join(archive, 'pool'));
    for (const [name, version, suite] of versions) {
      if (suite === undefined)
        writeFileSync(join(archive, 'pool', `${name}_${version}_arm64.deb`), bytesOf(name, version));
      else
        for (const [file, bytes] of Object.entries(sourceOf(name, version)))
          writeFileSync(join(archive, 'pool', file), bytes);
    }
  }
  const bytesOf = (name: string, version: string): string => `package ${name} ${version}`;

  function sourceOf(name: string, version: string): Record<string, string> {
    const tarball = `${name}_${version}.orig.tar.xz`;
    const sum = sha256(`tarball ${name} ${version}`);
    const dsc = `Format: 3.0 (quilt)\nVersion: ${version}\nChecksums-Sha256:\n ${sum} 9 ${tarball}\nFiles:\n 0 9 ${tarball}\n`;
    return { [`${name}_${version}.dsc`]: dsc, [tarball]: `tarball ${name} ${version}` };
  }

  const pin = (name: string, version: string, bytes = bytesOf(name, version)): string =>
    `${sha256(bytes)} ${name} ${version} trixie ${name}_${version}_arm64.deb`;
  const pinSource = (name: string, version: string, suite: string): string =>
    `${sha256(sourceOf(name, version)[`${name}_${version}.dsc`] ?? '')} ${name} ${version} ${suite} ${name}_${version}.dsc`;
  const fails = (how: 'offline' | 'torn' | 'killed'): void => writeFileSync(join(archive, how), '');
  const worksAgain = (how: 'offline' | 'torn' | 'killed'): void => rmSync(join(archive, how));

  /** The build step, as build.sh runs it, with these pins. */
  function take(pins: readonly string[], options = ''): SpawnSyncReturns<string> {
    writeFileSync(join(folder, 'pins.txt'), `# written by a test\n${pins.join('\n')}\n`);
    writeFileSync(join(archive, 'asked'), '');
    const script = `
      set -euo pipefail
      shopt -s inherit_errexit
      HERE=${here} OUT=${folder}/out CACHE=${folder}/cache PIN=${options}
      export BUILD=$$ ARCHIVE=${archive}
      mkdir -p "$OUT"/{log,stamps}
      for part in steps archive packages; do source "$HERE/lib/$part.sh"; done
      KEYRING=${folder}/keyring PINS=${folder}/pins.txt
      step packages take_packages`;
    const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}`, LC_ALL: 'C' };
    return spawnSync('bash', ['-c', script], { encoding: 'utf8', env });
  }

  const used = (): string[] => readFileSync(join(folder, 'out/packages'), 'utf8').trim().split('\n');
  const cached = (): string[] => readdirSync(join(folder, 'cache/files')).sort();
  const asked = (): string => readFileSync(join(archive, 'asked'), 'utf8');
  const lookedLike = ({ status, stderr }: SpawnSyncReturns<string>): string => `${stderr}[${status}]`;

  it('are the pinned ones while the archive has them, even beside newer ones', () => {
    const pins = [pin('libc6', '2.1-1'), pinSource('optee-os', '4.10.0-2', 'sid')];
    archiveHas(
      ['libc6', '2.1-1'],
      ['libc6', '2.1-2'],
      ['optee-os', '4.10.0-2', 'sid'],
      ['optee-os', '4.11.0-1', 'sid'],
    );
    expect(lookedLike(take(pins))).toBe('[0]');
    expect(used()).toEqual(pins);
    expect(cached()).toEqual([debOf('2.1-1'), 'optee-os_4.10.0-2.dsc', 'optee-os_4.10.0-2.orig.tar.xz']);
    expect(take(pins).status).toBe(0);
    expect(asked()).toBe('');
  });

  it('are the newest ones once the archive has moved on: reported, recorded, and the same offline', () => {
    const pins = [pin('libc6', '2.1-1'), pinSource('optee-os', '4.10.0-2', 'sid')];
    // Newer by Debian's rules, but neither by spelling nor by list order; other suites do not count.
    archiveHas(
      ['libc6', '2.1-10~deb13u1'],
      ['libc6', '1:0.9-1'],
      ['libc6', '2.1-9'],
      ['optee-os', '4.11.0-1', 'sid'],
      ['optee-os', '4.12.0-1', 'experimental'],
    );
    const newest = [pin('libc6', '1:0.9-1'), pinSource('optee-os', '4.11.0-1', 'sid')];
    const warnings =
      /libc6 2\.1-1 is gone .* libc6 1:0\.9-1\..*\n.*optee-os 4\.10\.0-2 is gone .* optee-os 4\.11\.0-1\./;
    expect(lookedLike(take(pins))).toMatch(warnings);
    expect(used()).toEqual(newest);
    const newer = newest.map((line, index) => `${pins[index]?.split(' ')[0]} ${line}`);
    expect(readFileSync(join(folder, 'out/newer'), 'utf8').trim().split('\n')).toEqual(newer);
    fails('offline');
    expect(lookedLike(take(pins))).toMatch(warnings);
    expect(used()).toEqual(newest);
    // Pins that are looked at again go first.
    worksAgain('offline');
    archiveHas(['libc6', '2.1-11'], ['optee-os', '4.11.0-1', 'sid']);
    const looked = [pin('libc6', '2.1-11'), newest[1] ?? ''];
    expect(lookedLike(take(looked))).toBe('[0]');
    expect(used()).toEqual(looked);
    expect(readFileSync(join(folder, 'out/newer'), 'utf8')).toBe('');
  });

  it('have the kernel under another name when its version differs', () => {
    const kernel = (version: string): string => `linux-image-${version}+deb13-cloud-arm64`;
    archiveHas([kernel('6.12.117'), '6.12.117-1']);
    expect(take([pin(kernel('6.12.107'), '6.12.107-1')]).status).toBe(0);
    expect(used()).toEqual([pin(kernel('6.12.117'), '6.12.117-1')]);
  });

  it.each(['offline', 'torn'] as const)('fail the build when the archive is %s, and leave nothing behind', (how) => {
    const pins = [pin('libc6', '2.1-1')];
    const said =
      how === 'offline' ? /lists of Debian's archive .* cannot be had/ : /libc6 2\.1-1 .* cannot be downloaded/;
    for (const version of ['2.1-1', '2.1-2']) {
      archiveHas(['libc6', version]);
      fails(how);
      const result = take(pins);
      expect(lookedLike(result)).toMatch(
        how === 'torn' ? new RegExp(`libc6 ${version} .* cannot be downloaded`) : said,
      );
      expect(result.stderr).toMatch(/E: (Connection reset|Temporary failure)/);
      expect(result.status).toBe(1);
      expect(cached()).toEqual([]);
      expect(existsSync(join(folder, 'cache/fresh'))).toBe(false);
      expect(existsSync(join(folder, 'out/packages'))).toBe(false);
      worksAgain(how);
    }
    archiveHas(['libc6', '2.1-1']);
    expect(take(pins).status).toBe(0);
    expect(cached()).toEqual([debOf('2.1-1')]);
  });

  it('fail the build when the archive has no version, and do not request what it does not list', () => {
    archiveHas(['libc7', '2.1-1']);
    const result = take([pin('libc6', '2.1-1')]);
    expect(lookedLike(result)).toMatch(/no libc6 in trixie at all/);
    expect(result.status).toBe(1);
    expect(asked()).not.toMatch(/download/);
  });

  it('are never older than the pinned ones', () => {
    archiveHas(['libc6', '2.1-9']);
    const result = take([pin('libc6', '2.1-10')]);
    expect(lookedLike(result)).toMatch(/libc6 2\.1-9, which is older than the pinned 2\.1-10/);
    expect(result.status).toBe(1);
    expect(cached()).toEqual([]);
  });

  it('are fetched again after a build was killed during a download', () => {
    const pins = [pin('libc6', '2.1-1')];
    archiveHas(['libc6', '2.1-1']);
    fails('killed');
    expect(take(pins).signal).toBe('SIGKILL');
    expect(cached()).toEqual([]);
    worksAgain('killed');
    expect(lookedLike(take(pins))).toBe('[0]');
    expect(cached()).toEqual([debOf('2.1-1')]);
    expect(existsSync(join(folder, 'cache/fresh'))).toBe(false);
  });

  it('are not what the archive serves under a pinned name with different bytes', () => {
    archiveHas(['libc6', '2.1-1']);
    const result = take([pin('libc6', '2.1-1', 'what was looked at')]);
    expect(lookedLike(result)).toMatch(/libc6_2\.1-1_arm64\.deb is not what pins\.txt says/);
    expect(result.status).toBe(1);
    expect(cached()).toEqual([]);
  });

  it.each(['gone', 'torn'] as const)(
    'are fetched again where one in the cache is %s, including a source tarball',
    (how) => {
      const pins = [pin('libc6', '2.1-1'), pinSource('mbedtls', '3.6-1', 'trixie')];
      archiveHas(['libc6', '2.1-1'], ['mbedtls', '3.6-1', 'trixie']);
      expect(take(pins).status).toBe(0);
      for (const name of cached()) {
        const file = join(folder, 'cache/files', name);
        const whole = readFileSync(file);
        if (how === 'gone') rmSync(file);
        else writeFileSync(file, whole.subarray(0, 3));
        expect(lookedLike(take(pins))).toBe('[0]');
        expect(readFileSync(file)).toEqual(whole);
      }
    },
  );

  it('come from this machine’s mirror, even if it has fetched no lists', () => {
    const sources = 'deb http://security.test/debian-security trixie-security main';
    writeFileSync(join(folder, 'sources.list'), `${sources}\ndeb http://mirror.test/debian trixie main\n`);
    const settings = { 'Etc::sourcelist': 'sources.list', 'Etc::sourceparts': 'none', 'State::lists': 'lists' };
    const lines = Object.entries(settings).map(([name, file]) => `Dir::${name} "${join(folder, file)}";\n`);
    writeFileSync(join(folder, 'apt.conf'), lines.join(''));
    const script = `source ${here}/lib/archive.sh && mirror_of_this_machine`;
    const env = { ...process.env, APT_CONFIG: join(folder, 'apt.conf') };
    expect(spawnSync('bash', ['-c', script], { encoding: 'utf8', env }).stdout).toBe('http://mirror.test/debian/');
  });

  it('are repinned, all or none', () => {
    const kernel = 'linux-image-6.12.117+deb13-cloud-arm64';
    const packages = ['busybox-static', 'libc6', 'libteec2', 'optee-client-dev', 'tee-supplicant'];
    const sources = ['optee-os/sid', 'arm-trusted-firmware/trixie', 'mbedtls/trixie', 'libsecp256k1/trixie'];
    const all = [kernel, ...packages].map((name) => [name, '2-1'] as const);
    const allSources = sources
      .map((name) => name.split('/'))
      .map(([name = '', suite = '']) => [name, '3-1', suite] as const);
    archiveHas(...all, ...allSources.slice(1));
    const before = [pin('libc6', '1-1')];
    expect(lookedLike(take(before, 'yes'))).toMatch(/no optee-os in sid at all/);
    expect(readFileSync(join(folder, 'pins.txt'), 'utf8')).toBe(`# written by a test\n${before[0]}\n`);
    archiveHas(...all, ...allSources);
    expect(lookedLike(take(before, 'yes'))).toBe('[0]');
    const lines = [
      ...all.map(([name, version]) => pin(name, version)),
      ...allSources.map((each) => pinSource(...each)),
    ];
    expect(readFileSync(join(folder, 'pins.txt'), 'utf8')).toBe(`# written by a test\n${lines.join('\n')}\n`);
    expect(used()).toEqual(lines);
  });
});
