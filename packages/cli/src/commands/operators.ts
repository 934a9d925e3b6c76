/** `evlock operators …`: the people who operate a gateway, each with a role. */
import { OPERATOR_ROLES, type OperatorRole, type OperatorView, operatorNameSchema, parse } from '@evlock/protocol';
import { type Command, Option } from 'commander';
import type { Context } from '../context.ts';
import { readHttpUrl } from '../input/arguments.ts';
import { examples, type JsonOption, show } from '../input/options.ts';
import { argument } from '../input/usage.ts';
import { fields, table, utc } from '../output/format.ts';
import { type OperatorOptions, withOperator } from '../session/session.ts';
import { operatorOptions } from './enrolments/options.ts';

const readName = argument('<name>', (text: string): string => parse(operatorNameSchema, text));

interface AddOptions extends OperatorOptions, JsonOption {
  readonly role: OperatorRole;
  readonly pages?: string;
}

/** The code is behind the `#`: a browser sends it to no server before the person signs up. */
const linkOf = (pages: string, code: string): string => new URL(`/operator/#/sign-up/${code}`, pages).href;

function registerAdd(operators: Command, context: Context): void {
  const command = operators
    .command('add')
    .summary('operator: make a one-time sign-up code for a person, valid for a day')
    .description(
      'Makes a one-time code with which a person signs up in the console, where the browser makes the passkey. Give it to that person, but not by e-mail. For somebody who is there already it adds a further passkey, as after a lost one; a code made before is no longer valid. Roles: operator does everything, installer invites devices, auditor reads only.',
    )
    .argument('<name>', 'name of the person, as the record shows it', readName)
    .addOption(new Option('--role <role>', 'what the person may do').choices(OPERATOR_ROLES).default('operator'))
    .option('--pages <url>', 'address of the pages, for a link to the console', argument('--pages', readHttpUrl))
    .action((name: string, { role, pages, ...options }: AddOptions) =>
      withOperator(context, options, async (operator) => {
        const made = await operator.addPerson(name, role);
        const link = pages === undefined ? undefined : linkOf(pages, made.code);
        show(context, options, { name, role, ...made, ...(link !== undefined && { link }) }, () =>
          fields([
            ['code', made.code],
            ['valid until', utc(made.expires)],
            ['for', `${name}, ${role}`],
            ['next', link ?? 'in the console: Sign up with a code'],
          ]),
        );
      }),
    );
  examples(operatorOptions(command), [
    'evlock operators add Olga --token-file operator.token',
    'evlock operators add Ada --role auditor --pages https://energy.example',
  ]);
}

function people(operators: readonly OperatorView[]): string {
  if (operators.length === 0) return 'Nobody yet: evlock operators add NAME';
  const rows = operators.map(({ name, role, added, addedBy, removed, passkeys, invitedUntil }) => [
    name,
    role,
    removed === null ? String(passkeys.length) : '-',
    removed === null ? (invitedUntil === null ? 'may sign in' : `code until ${utc(invitedUntil)}`) : utc(removed),
    `${utc(added)} by ${addedBy}`,
  ]);
  return table(['NAME', 'ROLE', 'PASSKEYS', 'STATE OR REMOVED', 'ADDED'], rows);
}

function registerList(operators: Command, context: Context): void {
  const command = operators
    .command('list')
    .summary('operator: list the people, their roles and passkeys')
    .description('Lists everybody who may act for the operator at this gateway, and who no longer may.')
    .action((options: OperatorOptions & JsonOption) =>
      withOperator(context, options, async (operator) => {
        const found = await operator.people();
        show(context, options, { operators: found }, () => people(found));
      }),
    );
  examples(operatorOptions(command), ['evlock operators list --json']);
}

function registerRemove(operators: Command, context: Context): void {
  const command = operators
    .command('remove')
    .summary("operator: remove a person's passkeys and sessions at once")
    .description(
      "Removes a person's passkeys, sign-up codes and sessions at once. What the person did stays on record. Keys of roles on chain are not touched: if the person had one, give the role to another key.",
    )
    .argument('<name>', 'name of the person', readName)
    .action((name: string, options: OperatorOptions & JsonOption) =>
      withOperator(context, options, async (operator) => {
        await operator.removePerson(name);
        show(context, options, { name, removed: true }, () => `removed ${name}`);
      }),
    );
  examples(operatorOptions(command), ['evlock operators remove Olga']);
}

export function register(operators: Command, context: Context): void {
  operators.description(
    "The people who operate a gateway, in the console or here. The operator's token, which is nobody's in particular, is the way to the first of them.",
  );
  registerAdd(operators, context);
  registerList(operators, context);
  registerRemove(operators, context);
  examples(operators, ['evlock operators add Olga', 'evlock operators list', 'evlock operators remove Olga']);
}
