/**
 * The published artefacts as a person meets them: tarballs, an installation outside the repository, the command, the types.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentProblems } from '../../scripts/packing/contents.ts';
import { publishedPackages } from '../../scripts/packing/packages.ts';
import { examples, Installation } from './installed.ts';
import { isOrdinary } from './user.ts';

let installation: Installation;

beforeAll(async () => {
  installation = new Installation();
  const { status, stderr } = await installation.install();
  expect(status, stderr).toBe(0);
});

afterAll(() => installation.remove());

it.skipIf(!isOrdinary)('is installed by a non-root user', async () => {
  const { stdout } = await installation.user.run('id', ['-u'], { cwd: installation.folder });
  expect(Number(stdout)).toBeGreaterThan(0);
});

it.each(publishedPackages().map(({ name }) => name))(
  'the tarball of %s contains the build output and nothing else',
  (name) => {
    const packed = installation.packed.find((one) => one.name === name);
    expect(packed && contentProblems(packed)).toEqual([]);
  },
);

describe('the command', () => {
  it('prints its version', async () => {
    const { version } = publishedPackages()[0]?.manifest ?? {};
    expect(await installation.evlock('--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('lists its commands', async () => {
    const { status, stdout, stderr } = await installation.evlock('--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: evlock /);
    expect(stdout).toMatch(/^ {2}up\b/m);
  });

  it.each(['v18.20.8', 'v22.21.0'])('reports in one line that Node %s is too old', async (version) => {
    const ended = await installation.evlockUnder(version, '--version');
    expect(ended).toEqual({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^evlock needs Node 24 or newer; .+\n$/),
    });
    expect(ended.stderr).toContain(version);
  });

  it('settles a trade', async () => {
    const { status, stdout, stderr } = await installation.evlock('up', '--once');
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(/settled/i);
  });
});

describe('the types', () => {
  it('compile in a strict program that also checks the declarations', () => {
    const consumer = readFileSync(join(import.meta.dirname, 'consumer.ts'), 'utf8');
    const options = { skipLibCheck: false, lib: ['es2024', 'dom'], types: [] };
    expect(installation.typeCheck({ 'consumer.ts': consumer }, options)).toBe('');
  });

  it('compile in every example', () => {
    const files = Object.fromEntries(examples.map(({ name, source }) => [name, `${source}export {};\n`]));
    expect(installation.typeCheck(files, { skipLibCheck: true, lib: ['es2024'], types: ['node'] })).toBe('');
  });
});

describe('the examples of the READMEs', () => {
  const printing = examples.filter(({ prints }) => prints !== undefined);

  it.each(printing.map((example) => [example.name, example] as const))(
    '%s prints the stated output',
    async (_, example) => {
      const { status, stdout, stderr } = await installation.runExample(example);
      expect(status, stderr).toBe(0);
      expect(stdout).toBe(example.prints);
    },
  );
});
