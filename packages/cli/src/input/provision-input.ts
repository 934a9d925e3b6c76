/** Provisioning input: the market from the deployment file alone; the rest from options, then a file, then defaults. */
import { type Address, DEFAULT_LIMITS, type DeploymentFile, domainOf, type ProvisionFile } from '@evlock/protocol';
import type { Calibration, Limits, MigrationSettings, ProvisionInput } from '@evlock/secure-world';
import { checkPayable } from './arguments.ts';
import { wrongUsage } from './usage.ts';

export interface ProvisionSources {
  readonly file: ProvisionFile;
  readonly limits: { readonly [Name in keyof Limits]?: Limits[Name] | undefined };
  readonly withdrawalAddresses: readonly Address[];
  readonly deployment: DeploymentFile;
  /** For known hardware; undefined if it must be measured. */
  readonly calibration: Calibration | undefined;
}

function needed<T>(name: string, ...sources: readonly (T | undefined)[]): T {
  const found = sources.find((source) => source !== undefined);
  if (found === undefined) throw wrongUsage('--input', `${name} is required in the file`);
  return found;
}

/** Set at the provisioning socket, and changeable by a migration. */
export function localSettings({
  file,
  deployment,
  ...sources
}: Omit<ProvisionSources, 'calibration'>): Omit<MigrationSettings, 'date'> {
  const given = Object.fromEntries(Object.entries(sources.limits).filter(([, value]) => value !== undefined));
  const withdrawalAddresses =
    sources.withdrawalAddresses.length > 0 ? sources.withdrawalAddresses : (file.withdrawalAddresses ?? []);
  for (const to of withdrawalAddresses) checkPayable('--withdraw-to', to, deployment);
  return {
    origins: deployment.origins,
    limits: { ...DEFAULT_LIMITS, ...file.limits, ...given } as Limits,
    withdrawalAddresses,
  };
}

/** Throws wrong usage naming what is missing. */
export function provisionInput(sources: ProvisionSources): ProvisionInput {
  const { file, deployment, calibration } = sources;
  return {
    domain: domainOf(deployment),
    rpId: deployment.rpId,
    ...localSettings(sources),
    calibration: needed('calibration', file.calibration as Calibration | undefined, calibration),
  };
}
