/** What browsers and password managers say of an approval (`vectors/client-data.json`), for any challenge. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bytes32, clientDataOf } from '@evlock/protocol';

interface Vectors {
  readonly expected: { readonly challenge: Bytes32 };
  readonly forms: readonly { readonly name: string; readonly clientDataJSON: string; readonly check: string | null }[];
}

const { expected, forms } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../vectors/client-data.json'), 'utf8'),
) as Vectors;

const textOf = (challenge: Bytes32): string => /"challenge":"([^"]*)"/.exec(clientDataOf(challenge, ''))?.[1] ?? '';

/** `check`: what refuses it, null where nothing does. */
export const clientDataForms = forms.map(({ name, clientDataJSON, check }) => ({
  name,
  check,
  of: (challenge: Bytes32): string => clientDataJSON.replace(textOf(expected.challenge), textOf(challenge)),
}));
