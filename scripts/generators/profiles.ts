/** `docs/profiles.md`, from the examples that a test holds to the schemas. */
import { PROFILE_EXAMPLES, PROFILE_KINDS, type ProfileKind } from '@evlock/cli/internal/profiles';
import { type Field, GATEWAY_FIELDS, METER_FIELDS } from '../profiles/fields.ts';

const about: Record<ProfileKind, string> = {
  owner:
    'For the commands of an owner, such as `evlock offers buy`: `--profile FILE`, or `~/.evlock/owner/profile.json`. `evlock meter bind` writes it.',
  gateway: 'For `evlock gateway run --profile FILE`. `DATABASE_URL` in the environment overrides `database`.',
  meter:
    'For `evlock meter run --profile FILE`. With `pkcs11` instead of `privateKeyFile` the TLS key stays in a hardware token.',
  emulator: 'For `evlock emulator run --profile FILE`, the secure-world emulator. It protects nothing.',
  provision:
    'For `evlock meter provision`, once, at the meter: limits that no passkey can exceed, and the calibration.',
};

const after: Partial<Record<ProfileKind, readonly string[]>> = {
  gateway: [
    ...tableOf(GATEWAY_FIELDS),
    'A rate is `perSecond` after a first `burst`. What the limits do not prevent: [limits](limits.md).',
    '',
  ],
  meter: tableOf(METER_FIELDS),
  provision: [
    'Calibration: offsets in thousandths of a count of the converter, scales in µA and µV per count, `noiseFloor` (below it no energy counts) and',
    '`referenceCurrent` (of the known load in the self-test) in mA, `referenceTolerance` in parts per million.',
    '',
  ],
};

function tableOf(fields: readonly Field[]): string[] {
  const shown = (standard: unknown): string => {
    if (standard === null) return 'required';
    return standard === undefined ? '–' : `\`${JSON.stringify(standard)}\``;
  };
  return [
    '| field | default | meaning |',
    '|---|---|---|',
    ...fields.map(([path, standard, meaning]) => `| \`${path}\` | ${shown(standard)} | ${meaning} |`),
    '',
  ];
}

export function generate(): Record<string, string> {
  const sections = PROFILE_KINDS.map((kind) =>
    [
      `## ${kind}`,
      '',
      about[kind],
      '',
      '```json',
      JSON.stringify(PROFILE_EXAMPLES[kind], null, 2),
      '```',
      '',
      ...(after[kind] ?? []),
    ].join('\n'),
  );
  const head = [
    '# Profiles',
    '',
    'Generated from `packages/cli/src/profiles/examples.ts` by `npm run generate`; do not edit by hand.',
    '',
    'A profile is one JSON file that configures a component. Relative paths are relative to the folder of the file. Secrets are',
    'files with mode 0600, never values. An unknown or wrong field is refused with `PROFILE_INVALID`, which names it.',
    'Energy is in mWh, money in micro-units, power in mW, voltage in mV, current in mA; durations are in the unit that the name of the field ends with.',
    '',
  ];
  return { 'docs/profiles.md': [...head, ...sections].join('\n') };
}
