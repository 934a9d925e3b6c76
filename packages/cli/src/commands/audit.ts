/** `evlock audit`: the database against what was signed and what the chain says. */
import type { AuditReport, DatabaseLocation } from '@evlock/gateway/tools';
import { EvlockError } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { environmentEndpoint, examples, type JsonOption, jsonOption, repeatedUrl, show } from '../input/options.ts';
import { readSecret } from '../input/secrets.ts';
import { wrongUsage } from '../input/usage.ts';
import { fields, table } from '../output/format.ts';

interface AuditOptions extends JsonOption {
  readonly profile?: string;
  readonly databaseUrlFile?: string;
  readonly deployment?: string;
  readonly endpoint?: readonly string[];
}

/** What is audited: the gateway's profile names it, and every option goes before the profile. */
async function auditOf(options: AuditOptions, { env, clock, ...context }: Context): Promise<AuditReport> {
  const { readGatewayProfile, runAudit } = await import('@evlock/gateway/tools');
  const { readDeployment } = await import('@evlock/chain');
  const profile = options.profile === undefined ? undefined : await readGatewayProfile(options.profile);
  const file = options.deployment ?? profile?.chain.deploymentFile ?? env.EVLOCK_DEPLOYMENT;
  if (file === undefined) throw wrongUsage('--deployment', 'is needed, or --profile');
  const fromEnvironment = (): string[] | undefined => {
    const one = environmentEndpoint(env);
    return one === undefined ? undefined : [one];
  };
  const endpoints = options.endpoint ?? profile?.chain.endpoints ?? fromEnvironment();
  if (endpoints === undefined) throw wrongUsage('--endpoint', 'is needed, or --profile');
  const named = options.databaseUrlFile !== undefined || env.DATABASE_URL !== undefined || !profile;
  const source = { file: options.databaseUrlFile, option: '--database-url-file', variable: 'DATABASE_URL' };
  const database: DatabaseLocation = named
    ? { url: await readSecret({ env, clock, ...context }, source) }
    : { profile };
  return runAudit({ database, deployment: await readDeployment(file), endpoints }, { clock });
}

function auditText({ block, checked, unproven, differences }: AuditReport): string {
  const counts = fields([
    ['taken in up to block', String(block)],
    ...Object.entries(checked).map(([name, count]) => [name, String(count)] as const),
    ['unproven trades', unproven.length === 0 ? null : String(unproven.length)],
  ]);
  if (differences.length === 0) return `${counts}\n\nEverything is as it was signed and as the chain says.`;
  const rows = differences.map((one) => [one.table, one.key, one.field, one.recorded, one.expected, one.check]);
  return `${counts}\n\n${table(['table', 'key', 'field', 'recorded', 'expected', 'check'], rows)}`;
}

export function registerAudit(program: Command, context: Context): void {
  const command = program
    .command('audit')
    .summary('check the database against signatures and chain')
    .description(
      'Recomputes every trade, receipt, reading and account from what was signed and from the events of the chain, and names every row and field of the database that differs. Reads only; the gateway may run meanwhile. Exit code 0: nothing differs; 3: something does; 1: the audit could not be made; 2: wrong usage.',
    )
    .option('--profile <file>', "the gateway's profile: names database, deployment and endpoints")
    .option('--database-url-file <file>', 'file with the address of PostgreSQL, 0600 (DATABASE_URL)')
    .option('--deployment <file>', 'deployment file of `evlock deploy` (EVLOCK_DEPLOYMENT)')
    .option(
      '--endpoint <url>',
      'RPC endpoint (EVLOCK_ENDPOINT), may be repeated: only what all say alike is believed',
      repeatedUrl('--endpoint'),
    )
    .action(async (options: AuditOptions) => {
      const report = await auditOf(options, context);
      show(context, options, report, () => auditText(report));
      const [first] = report.differences;
      if (!first) return;
      const place = { table: first.table, key: first.key, field: first.field };
      throw new EvlockError('AUDIT_FAILED', { differences: report.differences.length, ...place });
    });
  examples(jsonOption(command), [
    'evlock audit --profile gateway.json',
    'evlock audit --database-url-file url --deployment deployment.json \\',
    '  --endpoint https://rpc.example --endpoint https://rpc.other.example --json',
  ]);
}
