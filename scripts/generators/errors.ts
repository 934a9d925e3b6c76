/** `docs/errors.md`, from the error catalogue. */
import { catalogue } from '../../packages/protocol/src/errors/catalogue.ts';

export function generate(): Record<string, string> {
  const rows = Object.entries(catalogue).map(
    ([code, { message, solve, status }]) =>
      `| <a id="${code.toLowerCase()}"></a>\`${code}\` | ${status} | ${message} | ${solve} |`,
  );
  const text = [
    '# Errors',
    '',
    'Generated from `packages/protocol/src/errors/catalogue.ts` by `npm run generate`; do not edit by hand.',
    'Codes are stable: never reused, never renamed. *Status* is the one of the HTTP API.',
    '',
    '| Code | Status | What happened | How to solve |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
  return { 'docs/errors.md': text };
}
