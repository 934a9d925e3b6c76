/** An emulator's answer as a machine must give it: known differences are substituted, everything else is kept. */

import { Evidence } from '@evlock/protocol';
import {
  type CommandResponse,
  EVLOCK_MARK_NOT_COUNTING,
  payloads,
  type ResponseFrame,
  STATUSES,
} from '@evlock/secure-world';
import { domain } from '@evlock/secure-world/compliance/fixture';
import type { Keys } from '@evlock/simulator/internal/emulator';

/** Where a machine differs from an emulator. */
export type Identity = Pick<CommandResponse<'info'>, 'securityClass' | 'taVersion' | 'taHash'>;

export interface Circumstances {
  readonly identity: Identity;
  /** Undefined until the device has any. */
  readonly keys: Keys | undefined;
  /** ms between the moments at which the two may have been asked. */
  readonly slack: number;
}

type Liken = (emulator: Uint8Array, machine: Uint8Array, circumstances: Circumstances) => Uint8Array;

/** How far whole seconds can differ when counted from, or read at, moments this many ms apart. */
export const secondsApart = (slack: number): number => Math.ceil(slack / 1000);

/** Its identity; and the age of the self-test and the date, within the time between requests. */
const info: Liken = (emulator, machine, { identity, slack }) => {
  const { response } = payloads.info;
  const [ours, theirs] = [response.decode(emulator), response.decode(machine)];
  const isExplained = Math.abs(ours.selfTestAge - theirs.selfTestAge) <= slack;
  const { selfTestAge } = isExplained ? theirs : ours;
  const { date } = Math.abs(ours.date - theirs.date) <= secondsApart(slack) ? theirs : ours;
  return response.write({ ...ours, ...identity, selfTestAge, date });
};

/** Its identity, signed by the same keys. */
const attest: Liken = (emulator, _machine, { identity, keys }) => {
  const { response } = payloads.attest;
  if (!keys) return emulator;
  const evidence = { ...response.decode(emulator).evidence, ...identity };
  const digest = Evidence.digest(domain, evidence);
  const [attestation, meter, account] = [keys.attestation, keys.meter, keys.account].map((key) => key.sign(digest));
  if (!attestation || !meter || !account) throw new Error('a key is missing');
  return response.write({ evidence, attestation, meter, account });
};

/** The milliseconds to the next mark, within the time between requests. */
const nextMark: Liken = (emulator, machine, { slack }) => {
  const { response } = payloads.nextMark;
  const waits = [emulator, machine].map((bytes) => response.decode(bytes).wait);
  // Announced before and due now: from then on none is timed until the current has shown it.
  const [ours = 0, theirs = 0] = waits.map((wait) => (wait === EVLOCK_MARK_NOT_COUNTING ? 0 : wait));
  return Math.abs(ours - theirs) <= slack ? machine : emulator;
};

const likens: Readonly<Record<string, Liken>> = { info, attest, nextMark };

/** The payload that the machine must answer with. */
export function expectedPayload(
  name: string,
  emulator: ResponseFrame,
  machine: ResponseFrame,
  circumstances: Circumstances,
): Uint8Array {
  const liken = likens[name];
  const bothOk = emulator.status === STATUSES.OK && machine.status === STATUSES.OK;
  return liken && bothOk ? liken(emulator.payload, machine.payload, circumstances) : emulator.payload;
}
