/** `docs/errors.md`, from the error catalogue. */
import { catalogue } from '@evlock/protocol';

export function generate(): Record<string, string> {
  const rows = Object.entries(catalogue).map(
    ([code, entry]) =>
      `| <a id="${code.toLowerCase()}"></a>\`${code}\` | ${entry.class} | ${entry.peer} | ${entry.status} | ${entry.message} | ${entry.remedy} |`,
  );
  const text = [
    '# Errors',
    '',
    'Generated from `packages/protocol/src/errors/` by `npm run generate`; do not edit by hand.',
    'Codes are stable: never reused, never renamed.',
    '',
    '*Class* says whether to repeat the request:',
    '',
    '- **refused**: it was examined and denied. Do not repeat it unchanged, even where a later decision may allow it.',
    '- **passing**: nothing was decided about it. Repeat it unchanged, with backoff.',
    '- **fault**: a bug, damage or misconfiguration. Repeating does not help: a person must look.',
    '',
    '*Peer* says what the side that raises the error does with the other side: **keep** the connection, ask it to **slow-down**',
    '(`seconds` in the details, `Retry-After` over HTTP), or answer and **close** the connection. *Status* is the HTTP status.',
    '',
    '| Code | Class | Peer | Status | What happened | Remedy |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
  return { 'docs/errors.md': text };
}
