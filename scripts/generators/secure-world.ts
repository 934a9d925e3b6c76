/** The secure world's commands as TypeScript constants, from the C header's #defines. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const HEADER = 'trusted-application/include/evlock_ta.h';
const TARGET = 'packages/secure-world/src/generated/abi.ts';

/** A number or string literal; anything else in the header (the UUID, the guard) is for C only. */
const DEFINE = /^#define (EVLOCK_[A-Z0-9_]+) +(0x[0-9a-fA-F]+|\d+|"[^"]*")/gm;

const literal = (value: string): string => {
  if (value.startsWith('"')) return `'${value.slice(1, -1).replaceAll("'", "\\'")}'`;
  return Number.isSafeInteger(Number(value)) ? value : `${value}n`;
};

/** `NAME: number` of every define that starts with `prefix`. */
const table = (defines: ReadonlyMap<string, string>, name: string, prefix: string): string => {
  const rows = [...defines].filter(([key]) => key.startsWith(prefix) && /^\d|^0x/.test(defines.get(key) ?? ''));
  return [
    `export const ${name} = {`,
    ...rows.map(([key, value]) => `  ${key.slice(prefix.length)}: ${value},`),
    '} as const;',
  ].join('\n');
};

export async function generate(): Promise<Record<string, string>> {
  const header = await readFile(join(import.meta.dirname, '../..', HEADER), 'utf8');
  const defines = new Map<string, string>();
  for (const [, name = '', value = ''] of header.matchAll(DEFINE)) {
    if (defines.has(name)) throw new Error(`${HEADER} defines ${name} twice`);
    defines.set(name, value);
  }
  const text = [
    `// Generated from ${HEADER} by npm run generate; do not edit by hand.`,
    '',
    ...[...defines].map(([name, value]) => `export const ${name} = ${literal(value)};`),
    '',
    table(defines, 'COMMANDS', 'EVLOCK_COMMAND_'),
    '',
    table(defines, 'STATUSES', 'EVLOCK_STATUS_'),
    '',
    table(defines, 'CHECKS', 'EVLOCK_CHECK_'),
    '',
    '/** Offsets and sizes of payloads: `COMMAND_IN_FIELD_AT`, `COMMAND_IN_SIZE` and so on. */',
    table(defines, 'LAYOUTS', 'EVLOCK_LAYOUT_'),
    '',
  ].join('\n');
  return { [TARGET]: text };
}
