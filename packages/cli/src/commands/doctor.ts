/** `evlock doctor`: what is wrong with an installation, and what to do. */
import { EvlockError } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { type Check, examine, type Finding } from '../doctor/finding.ts';
import { nodeCheck } from '../doctor/machine.ts';
import { examples, type JsonOption, jsonOption, show } from '../input/options.ts';
import { wrongUsage } from '../input/usage.ts';

interface DoctorOptions extends JsonOption {
  readonly profile?: readonly string[];
  readonly meter?: readonly string[];
}

/** A profile that cannot be read is a finding like any other. */
async function examineProfile(part: string, checks: () => Promise<Check[]>): Promise<Finding[]> {
  try {
    return await examine(part, await checks());
  } catch (error) {
    const profile = { name: 'profile', look: () => Promise.reject(error) };
    return examine(part, [profile]);
  }
}

async function findingsOf({ profile = [], meter = [] }: DoctorOptions, { clock, env }: Context): Promise<Finding[]> {
  const findings = await examine('machine', [nodeCheck()]);
  const { gatewayChecks } = await import('../doctor/gateway.ts');
  for (const file of profile) {
    findings.push(...(await examineProfile(file, () => gatewayChecks(file, env.DATABASE_URL, clock))));
  }
  const { meterChecks } = await import('../doctor/meter.ts');
  for (const file of meter) findings.push(...(await examineProfile(file, () => meterChecks(file, clock))));
  return findings;
}

function findingsText(findings: readonly Finding[]): string {
  const parts = [...new Set(findings.map(({ part }) => part))];
  return parts
    .map((part) => {
      const lines = findings
        .filter((finding) => finding.part === part)
        .flatMap(({ check, level, says, fix }) => [
          `  ${level.padEnd(8)} ${check}: ${says}`,
          ...(fix === null ? [] : [`           ${fix}`]),
        ]);
      return [part, ...lines].join('\n');
    })
    .join('\n\n');
}

const collect = (file: string, before: readonly string[] = []): string[] => [...before, file];

export function registerDoctor(program: Command, context: Context): void {
  const command = program
    .command('doctor')
    .summary('look for what is wrong, and say what to do')
    .description(
      'Looks at clock, ports, disk, keys, certificates, chain, gas money and database of a gateway, and at secure world, sensor, relay, watchdog, certificate and gateway of a meter. Changes nothing; works while they run and while they do not. Exit code 1 when there is a problem; warnings do not count.',
    )
    .option('--profile <file>', "a gateway's profile; may be repeated", collect)
    .option('--meter <file>', "a meter's profile; may be repeated", collect)
    .action(async (options: DoctorOptions) => {
      if (!options.profile && !options.meter) throw wrongUsage('--profile', 'is needed, or --meter');
      const findings = await findingsOf(options, context);
      const problems = findings.filter(({ level }) => level === 'problem');
      show(context, options, { ok: problems.length === 0, findings }, () => findingsText(findings));
      const [first] = problems;
      if (first) throw new EvlockError('UNSOUND', { problems: problems.length, part: first.part, check: first.check });
    });
  examples(jsonOption(command), ['evlock doctor --profile gateway.json', 'evlock doctor --meter meter.json --json']);
}
