/** `docs/profiles.md`, from the examples that a test holds to the schemas. */
import { PROFILE_EXAMPLES, PROFILE_KINDS, type ProfileKind } from '@evlock/cli/internal/profiles';

const about: Record<ProfileKind, string> = {
  owner:
    'Of an owner, for `evlock offers place`, `buy` and the other commands: `--profile FILE`, or `~/.evlock/owner/profile.json`.',
  gateway: 'For `evlock gateway run --profile FILE`. `DATABASE_URL` in the environment goes before `database`.',
  meter:
    'For `evlock meter run --profile FILE`. With `pkcs11` in place of `privateKeyFile` the TLS key stays in a token.',
  emulator: 'For `evlock emulator run --profile FILE`, the secure-world emulator. It protects nothing.',
  provision: 'For `evlock meter provision`, once, at the meter: what no passkey can go beyond, and the calibration.',
};

export function generate(): Record<string, string> {
  const sections = PROFILE_KINDS.map((kind) =>
    [`## ${kind}`, '', about[kind], '', '```json', JSON.stringify(PROFILE_EXAMPLES[kind], null, 2), '```', ''].join(
      '\n',
    ),
  );
  const head = [
    '# Profiles',
    '',
    'Generated from `packages/cli/src/profiles/examples.ts` by `npm run generate`; do not edit by hand.',
    '',
    'One JSON file holds what differs between installations. Relative paths count from the folder of the file. Secrets are',
    'files with mode 0600, never values. An unknown or wrong field is refused with `PROFILE_INVALID`, which names it.',
    'Energy is in mWh, money in micro-units, power in mW, voltage in mV, current in mA.',
    '',
  ];
  return { 'docs/profiles.md': [...head, ...sections].join('\n') };
}
