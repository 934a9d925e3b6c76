/** `evlock gateway audit`: the database compared with signatures and chain. */
import type { AuditReport, DatabaseLocation } from '@evlock/gateway/tools';
import { EvlockError } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { environmentEndpoint, examples, type JsonOption, jsonOption, repeatedUrl, show } from '../../input/options.ts';
import { readSecret } from '../../input/secrets.ts';
import { wrongUsage } from '../../input/usage.ts';
import { fields, table } from '../../output/format.ts';

interface AuditOptions extends JsonOption {
  readonly profile?: string;
  readonly databaseUrlFile?: string;
  readonly deployment?: string;
  readonly rpc?: readonly string[];
}

/** What to audit: named by the gateway's profile, which every option overrides. */
async function auditOf(options: AuditOptions, { env, clock, ...context }: Context): Promise<AuditReport> {
  const { readGatewayProfile, runAudit } = await import('@evlock/gateway/tools');
  const { readDeployment } = await import('@evlock/chain');
  const profile = options.profile === undefined ? undefined : await readGatewayProfile(options.profile);
  const file = options.deployment ?? profile?.chain.deploymentFile ?? env.EVLOCK_DEPLOYMENT;
  if (file === undefined) throw wrongUsage('--deployment', 'is required, or --profile');
  const fromEnvironment = (): string[] | undefined => {
    const one = environmentEndpoint(env);
    return one === undefined ? undefined : [one];
  };
  const endpoints = options.rpc ?? profile?.chain.endpoints ?? fromEnvironment();
  if (endpoints === undefined) throw wrongUsage('--rpc', 'is required, or --profile');
  const named = options.databaseUrlFile !== undefined || env.DATABASE_URL !== undefined || !profile;
  const source = { file: options.databaseUrlFile, option: '--database-url-file', variable: 'DATABASE_URL' };
  const database: DatabaseLocation = named
    ? { url: await readSecret({ env, clock, ...context }, source) }
    : { profile };
  return runAudit({ database, deployment: await readDeployment(file), endpoints }, { clock });
}

function auditText({ block, checked, unproven, differences }: AuditReport): string {
  const counts = fields([
    ['indexed up to block', String(block)],
    ...Object.entries(checked).map(([name, count]) => [name, String(count)] as const),
    ['unproven trades', unproven.length === 0 ? null : String(unproven.length)],
  ]);
  if (differences.length === 0) return `${counts}\n\nNo differences: the database matches signatures and chain.`;
  const rows = differences.map((one) => [one.table, one.key, one.field, one.recorded, one.expected, one.check]);
  return `${counts}\n\n${table(['table', 'key', 'field', 'recorded', 'expected', 'check'], rows)}`;
}

export function registerAudit(gateway: Command, context: Context): void {
  const command = gateway
    .command('audit')
    .summary('compare the database with signatures and chain')
    .description(
      'Recomputes every trade, receipt, reading and account from signatures and chain events, and lists every row and field of the database that differs. Read-only; the gateway can be running. Exit codes: 0, no difference; 3, differences; 1, the audit failed; 2, wrong usage.',
    )
    .option('--profile <file>', "the gateway's profile, which names database, deployment and endpoints")
    .option('--database-url-file <file>', 'file with the URL of PostgreSQL, mode 0600 (DATABASE_URL)')
    .option('--deployment <file>', 'deployment file of `evlock chain deploy` (EVLOCK_DEPLOYMENT)')
    .option(
      '--rpc <url>',
      'RPC endpoint, repeatable; only what all agree on is trusted (EVLOCK_RPC)',
      repeatedUrl('--rpc'),
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
    'evlock gateway audit --profile gateway.json',
    'evlock gateway audit --database-url-file url --deployment deployment.json \\',
    '  --rpc https://rpc.example --rpc https://rpc.other.example --json',
  ]);
}
