/** Whether a meter's signed data reaches the chain without its gateway. */
import { isIP } from 'node:net';
import { readKeyFile } from '@evlock/files';
import type { MeterProfile } from '@evlock/meter';
import { catalogue } from '@evlock/protocol';
import { certificateError, whoAnswers } from './certificates.ts';
import { type Check, type Look, ok, problem, warning } from './finding.ts';

type Submitter = MeterProfile['submitters'][number];

/** Cost of a settlement or two when gas is expensive: 300 000 gas at 250 gwei. Wei. */
const LITTLE = 75_000_000_000_000_000n;

async function lookAt(submitter: Exclude<Submitter, { gateway: true }>): Promise<Look> {
  if ('endpoint' in submitter) return await lookAtKey(submitter);
  const url = new URL(submitter.watchtower);
  const at = {
    host: url.hostname,
    port: Number(url.port || 443),
    ...(isIP(url.hostname) === 0 ? { servername: url.hostname } : {}),
  };
  const { kind, why } = await whoAnswers(at, submitter.authorityFile);
  if (kind === 'ours') return ok(`${url.host} answers`);
  if (kind === 'closed')
    return problem(`${url.host} does not answer (${why})`, catalogue.WATCHTOWER_UNREACHABLE.remedy);
  return problem(`${url.host} (${why}): ${certificateError(why).message}`, catalogue.WATCHTOWER_UNREACHABLE.remedy);
}

async function lookAtKey({ endpoint, keyFile }: Extract<Submitter, { endpoint: string }>): Promise<Look> {
  const { addressOfKey, nativeBalanceOf } = await import('@evlock/chain');
  const address = addressOfKey(await readKeyFile(keyFile, 'submitters.keyFile'));
  const balance = await nativeBalanceOf(endpoint, address);
  const says = `gas key ${address} has ${balance} wei`;
  return balance < LITTLE
    ? warning(says, 'Send some KAIA to that address, but no more than you can afford to lose.')
    : ok(says);
}

/** One check per submitter other than the gateway; a warning if there is none. */
export function submitterChecks({ submitters }: MeterProfile): Check[] {
  const others = submitters.flatMap((one) => ('gateway' in one ? [] : [one]));
  if (others.length > 0) return others.map((one) => ({ name: 'second way', look: () => lookAt(one) }));
  const { message, remedy } = catalogue.NO_SECOND_WAY;
  return [{ name: 'second way', look: () => warning(message, remedy) }];
}
