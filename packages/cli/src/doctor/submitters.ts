/** Whether what a meter signs comes on chain without its gateway. */
import { isIP } from 'node:net';
import type { MeterProfile } from '@evlock/meter';
import { catalogue } from '@evlock/protocol';
import { certificateError, whoAnswers } from './certificates.ts';
import { type Check, type Look, ok, problem, warning } from './finding.ts';

type Submitter = MeterProfile['submitters'][number];

async function lookAt(submitter: Exclude<Submitter, { gateway: true }>): Promise<Look> {
  const url = new URL(submitter.watchtower);
  const at = {
    host: url.hostname,
    port: Number(url.port || 443),
    ...(isIP(url.hostname) === 0 ? { servername: url.hostname } : {}),
  };
  const { kind, why } = await whoAnswers(at, submitter.authorityFile);
  if (kind === 'ours') return ok(`${url.host} answers`);
  if (kind === 'closed') return problem(`${url.host} does not answer (${why})`, catalogue.WATCHTOWER_UNREACHABLE.solve);
  return problem(`${url.host} (${why}): ${certificateError(why).message}`, catalogue.WATCHTOWER_UNREACHABLE.solve);
}

/** One check for each submitter beside the gateway; a warning where there is none. */
export function submitterChecks({ submitters }: MeterProfile): Check[] {
  const others = submitters.flatMap((one) => ('gateway' in one ? [] : [one]));
  if (others.length > 0) return others.map((one) => ({ name: 'second way', look: () => lookAt(one) }));
  const { message, solve } = catalogue.NO_SECOND_WAY;
  return [{ name: 'second way', look: () => warning(message, solve) }];
}
