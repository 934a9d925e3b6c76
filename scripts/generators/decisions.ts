/** `docs/decisions/README.md`: every decision with its title, so that a new page needs no second edit. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../docs/decisions');

const HEAD = `# Decisions

Why Evlock is built as it is, where more than one way was open. Each page gives context, decision and consequence. A page is not rewritten
when the decision changes: a later page replaces it, and both say so.

To record a decision, take the next number, write \`NNNN-what-was-decided.md\` with the title \`# N. What was decided\`, and run
\`npm run generate\`, which makes this list. Numbers are never used twice. 0008, 0009, 0015, 0016 and 0028 were never published;
no page is missing.

| number | decision |
|---|---|`;

async function lineOf(file: string): Promise<string> {
  const [title = ''] = (await readFile(join(folder, file), 'utf8')).split('\n');
  return `| [${file.slice(0, 4)}](${file}) | ${title.replace(/^# \d+\.? /, '')} |`;
}

export async function generate(): Promise<Record<string, string>> {
  const files = (await readdir(folder)).filter((name) => /^\d{4}-.*\.md$/.test(name)).sort();
  const lines = await Promise.all(files.map(lineOf));
  return { 'docs/decisions/README.md': `${[HEAD, ...lines].join('\n')}\n` };
}
