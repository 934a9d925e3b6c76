/** The part of `docs/measurements.md` that tells how long the TrustZone machine takes to build and to boot. */
import type { Build, TrustzoneBuildResult } from '../../bench/trustzone/build-result.ts';

const row = (name: string, seconds: number, goal = ''): string => `| ${name} | ${seconds.toFixed(1)} | ${goal} |`;
const partsOf = ({ parts }: Build): string =>
  Object.entries(parts)
    .filter(([, seconds]) => seconds > 0)
    .map(([part, seconds]) => `${part} ${seconds} s`)
    .join('; ');

export function trustzoneBuildLines(result: TrustzoneBuildResult): string[] {
  const { command, machine, load, goals, cold, applicationChanged, unchanged, boot } = result;
  return [
    '## Building and booting the TrustZone machine',
    '',
    `\`${command}\` (${machine}; load of the host ${load[0]} before, ${load[1]} at the end). From nothing: ${partsOf(cold)}.`,
    '',
    '| | seconds | goal, at most |',
    '|---|---:|---:|',
    row('build from nothing, with downloads', cold.seconds),
    row('build after a change of the trusted application', applicationChanged.seconds, `${goals.warm}`),
    row('build with nothing changed', unchanged.seconds, `${goals.warm}`),
    row(`boot to ready, median of ${boot.runs.length}`, boot.median / 1000, `${goals.boot}`),
    row('the slowest of them', Math.max(...boot.runs) / 1000, `${goals.boot}`),
    '',
  ];
}
