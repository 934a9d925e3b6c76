/** `evlock doctor`: diagnoses an installation, and suggests fixes. */
import { EvlockError } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { type Check, examine, type Finding } from '../doctor/finding.ts';
import { nodeCheck } from '../doctor/machine.ts';
import { examples, type JsonOption, jsonOption, show } from '../input/options.ts';
import { wrongUsage } from '../input/usage.ts';

interface DoctorOptions extends JsonOption {
  readonly gatewayProfile?: readonly string[];
  readonly meterProfile?: readonly string[];
}

/** An unreadable profile is a finding like any other. */
async function examineProfile(part: string, checks: () => Promise<Check[]>): Promise<Finding[]> {
  try {
    return await examine(part, await checks());
  } catch (error) {
    const profile = { name: 'profile', look: () => Promise.reject(error) };
    return examine(part, [profile]);
  }
}

async function findingsOf(
  { gatewayProfile = [], meterProfile = [] }: DoctorOptions,
  { clock, env }: Context,
): Promise<Finding[]> {
  const findings = await examine('machine', [nodeCheck()]);
  const { gatewayChecks } = await import('../doctor/gateway.ts');
  for (const file of gatewayProfile) {
    findings.push(...(await examineProfile(file, () => gatewayChecks(file, env.DATABASE_URL, clock))));
  }
  const { meterChecks } = await import('../doctor/meter.ts');
  for (const file of meterProfile) findings.push(...(await examineProfile(file, () => meterChecks(file, clock))));
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

export function register(doctor: Command, context: Context): void {
  doctor
    .description(
      'Checks clock, ports, disk, keys, certificates, chain, native balance and database of a gateway, and secure world, sensor, relay, watchdog, certificate and gateway of a meter. Changes nothing, and works whether they are running or not. Exit code 1 if there is a problem; warnings do not count.',
    )
    .option('--gateway-profile <file>', "a gateway's profile, repeatable", collect)
    .option('--meter-profile <file>', "a meter's profile, repeatable", collect)
    .action(async (options: DoctorOptions) => {
      if (!options.gatewayProfile && !options.meterProfile)
        throw wrongUsage('--gateway-profile', 'is required, or --meter-profile');
      const findings = await findingsOf(options, context);
      const problems = findings.filter(({ level }) => level === 'problem');
      show(context, options, { ok: problems.length === 0, findings }, () => findingsText(findings));
      const [first] = problems;
      if (first) throw new EvlockError('UNSOUND', { problems: problems.length, part: first.part, check: first.check });
    });
  examples(jsonOption(doctor), [
    'evlock doctor --gateway-profile gateway.json',
    'evlock doctor --meter-profile meter.json --json',
  ]);
}
