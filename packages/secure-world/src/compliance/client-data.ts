/** Client data of browsers and password managers for an approval (`vectors/client-data.json`), for any challenge. */
import { type Bytes32, clientDataOf } from '@evlock/protocol';
import { clientData } from './generated/client-data.ts';

const { expected, forms } = clientData;

const textOf = (challenge: Bytes32): string => /"challenge":"([^"]*)"/.exec(clientDataOf(challenge, ''))?.[1] ?? '';

/** `check`: the reason it is refused, null if it is accepted. */
export const clientDataForms = forms.map(({ name, clientDataJSON, check }) => ({
  name,
  check,
  of: (challenge: Bytes32): string => clientDataJSON.replace(textOf(expected.challenge), textOf(challenge)),
}));
