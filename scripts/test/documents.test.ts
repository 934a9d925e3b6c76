import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const filesOf = (...patterns: string[]): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z', ...patterns], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((name) => name !== '' && existsSync(join(root, name)));
const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');

/** The anchor that a heading gets on a page. */
const anchorOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

const withoutCode = (text: string): string => text.replace(/```[\s\S]*?```/g, '');

async function brokenLinks(page: string): Promise<string[]> {
  const links = [...withoutCode(await read(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  const broken: string[] = [];
  for (const link of links.filter((target) => !/^[a-z]+:/.test(target))) {
    const [path = '', anchor] = link.split('#');
    const file = path === '' ? page : relative(root, join(root, dirname(page), path));
    const found = existsSync(join(root, file));
    const isPage = found && anchor !== undefined && file.endsWith('.md');
    const anchors = isPage
      ? [...(await read(file)).matchAll(/^#+ (.+)$/gm)].map(([, text = '']) => anchorOf(text))
      : [];
    if (!found || (isPage && !anchors.includes(anchor))) broken.push(link);
  }
  return broken;
}

const pages = filesOf('*.md').filter((path) => !path.includes('node_modules'));

describe('the documents', () => {
  it.each(pages)('%s: every link leads somewhere', async (page) => {
    expect(await brokenLinks(page)).toEqual([]);
  });

  it.each(pages)('%s: every file that it names is there', async (page) => {
    const roots = 'packages|scripts|contracts|trusted-application|bench|vectors|docs|tests';
    const named = [...(await read(page)).matchAll(new RegExp(`\\x60((?:${roots})/[\\w./-]+)\\x60`, 'g'))];
    const files = named.map(([, path = '']) => path).filter((path) => /\.\w+$/.test(path));
    expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('are all listed in docs/README.md', async () => {
    const index = await read('docs/README.md');
    const listed = pages.filter((path) => /^docs\/[^/]+\.md$/.test(path) && path !== 'docs/README.md');
    expect(listed.filter((path) => !index.includes(`](${relative('docs', path)})`))).toEqual([]);
  });
});

describe('the repository', () => {
  it('refers to no document outside it', async () => {
    const outside = /\b(?:DESIGN|THREATS|GLOSSARY|FINDINGS|STYLE|FACTS|FIELD)(?:\.md| §| ruling)|\.\.\/shared\/[A-Z]/;
    const sources = filesOf('*.md', '*.ts', '*.sol', '*.c', '*.h', '*.sh', '*.json', '.ci/*');
    const referring: string[] = [];
    for (const path of sources.filter((name) => !name.endsWith('documents.test.ts'))) {
      if (outside.test(await read(path))) referring.push(path);
    }
    expect(referring).toEqual([]);
  });
});
