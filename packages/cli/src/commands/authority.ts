/** `evlock authority`: the certificate authority of a gateway, and changing its key. */
import type { AuthorityStatus } from '@evlock/gateway/tools';
import { timestamp } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples, type JsonOption, jsonOption, show } from '../input/options.ts';
import { fields, utc } from '../output/format.ts';

interface AuthorityOptions extends JsonOption {
  readonly profile: string;
  readonly force?: boolean;
}

const named = (one: AuthorityStatus['current']): string =>
  `${one.id.slice(0, 16)}, valid until ${utc(timestamp(one.expires))}`;

function statusText({ current, next, waiting }: AuthorityStatus): string {
  const count = `${waiting.length}${waiting[0] ? `, first ${waiting[0]}` : ''}`;
  return fields([
    ['authority', named(current)],
    ['next', next && named(next)],
    [next ? 'devices on the old one' : 'devices with an older certificate', count],
    ['next step', next && 'wait until no device is on the old one, then: evlock authority finish'],
  ]);
}

const steps = [
  ['status', 'status', 'show the authority, and the devices that a rotation waits for'],
  ['rotate', 'begin', 'make the next key; from now on both are trusted'],
  ['finish', 'finish', 'drop the old key, when no device needs it any longer'],
] as const;

export function registerAuthority(program: Command, context: Context): void {
  const authority = program
    .command('authority')
    .summary('the certificate authority of the gateway, and changing its key')
    .description(
      "Changes the key of the gateway's certificate authority without a new enrolment: `rotate` makes the next key, devices are given new certificates as they connect, `finish` drops the old key. A running gateway takes each step up within 15 seconds. Owners need the file `authority.pem` of the data folder anew between the two steps.",
    );
  examples(
    authority,
    steps.map(([name]) => `evlock authority ${name} --profile gateway.json`),
  );
  for (const [name, step, summary] of steps) {
    const command = authority
      .command(name)
      .summary(summary)
      .description(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`)
      .requiredOption('--profile <file>', "the gateway's profile");
    if (step === 'finish') command.option('--force', 'leave devices behind that still need the old key');
    command.action(async ({ profile: profileFile, force = false, ...options }: AuthorityOptions) => {
      const { rotateAuthority } = await import('@evlock/gateway/tools');
      const databaseUrl = context.env.DATABASE_URL;
      const status = await rotateAuthority({ profileFile, step, force, databaseUrl }, context);
      show(context, options, status, () => statusText(status));
    });
    examples(jsonOption(command), [`evlock authority ${name} --profile gateway.json`]);
  }
}
