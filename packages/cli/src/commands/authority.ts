/** `evlock authority …`: a gateway's certificate authority, and its key rotation. */
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
    [next ? 'devices on the old key' : 'devices with an older certificate', count],
    ['next step', next && 'wait until no device uses the old key, then: evlock authority finish'],
  ]);
}

const steps = [
  [
    'show',
    'status',
    'show the authority, and the devices that a rotation waits for',
    'Shows the authority and, during a rotation, how many devices still use the old key.',
  ],
  [
    'rotate',
    'begin',
    'create the next key; from now on both keys are trusted',
    'Creates the next key. From then on both keys are trusted, and devices get new certificates as they connect.',
  ],
  [
    'finish',
    'finish',
    'drop the old key, once no device needs it',
    'Deletes the old key, once no device needs it. Give owners the new `authority.pem` before.',
  ],
] as const;

export function register(authority: Command, context: Context): void {
  authority.description(
    "Rotates the key of the gateway's certificate authority without enrolling devices again: `rotate` creates the next key, devices get new certificates as they connect, and `finish` drops the old key. A running gateway follows each step within 15 seconds. Between the two steps, give owners the new `authority.pem` of the data folder.",
  );
  examples(
    authority,
    steps.map(([name]) => `evlock authority ${name} --profile gateway.json`),
  );
  for (const [name, step, summary, description] of steps) {
    const command = authority
      .command(name)
      .summary(summary)
      .description(description)
      .requiredOption('--profile <file>', "the gateway's profile");
    if (step === 'finish')
      command.option('--force', 'finish even if devices still need the old key; they must enrol again');
    command.action(async ({ profile: profileFile, force = false, ...options }: AuthorityOptions) => {
      const { rotateAuthority } = await import('@evlock/gateway/tools');
      const databaseUrl = context.env.DATABASE_URL;
      const status = await rotateAuthority({ profileFile, step, force, databaseUrl }, context);
      show(context, options, status, () => statusText(status));
    });
    examples(jsonOption(command), [`evlock authority ${name} --profile gateway.json`]);
  }
}
