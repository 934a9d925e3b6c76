/** An answer of the emulator as a machine must give it: what the two must have apart is put in, and all else stands. */

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

/** What a machine is and an emulator is not. */
export type Identity = Pick<CommandResponse<'info'>, 'securityClass' | 'taVersion' | 'taHash'>;

export interface Circumstances {
  readonly identity: Identity;
  /** Undefined until the device has some. */
  readonly keys: Keys | undefined;
  /** ms by which the two may have been asked at different moments. */
  readonly slack: number;
}

type Liken = (emulator: Uint8Array, machine: Uint8Array, circumstances: Circumstances) => Uint8Array;

/** By how much whole seconds can differ that were counted from, or looked at, so many ms apart. */
export const secondsApart = (slack: number): number => Math.ceil(slack / 1000);

/** Who it is; and the age of the self-test and the date, as far as the moment of asking explains them. */
const info: Liken = (emulator, machine, { identity, slack }) => {
  const { response } = payloads.info;
  const [ours, theirs] = [response.decode(emulator), response.decode(machine)];
  const isExplained = Math.abs(ours.selfTestAge - theirs.selfTestAge) <= slack;
  const { selfTestAge } = isExplained ? theirs : ours;
  const { date } = Math.abs(ours.date - theirs.date) <= secondsApart(slack) ? theirs : ours;
  return response.write({ ...ours, ...identity, selfTestAge, date });
};

/** Who it is, signed by the same keys. */
const attest: Liken = (emulator, _machine, { identity, keys }) => {
  const { response } = payloads.attest;
  if (!keys) return emulator;
  const evidence = { ...response.decode(emulator).evidence, ...identity };
  const digest = Evidence.digest(domain, evidence);
  const [attestation, meter, account] = [keys.attestation, keys.meter, keys.account].map((key) => key.sign(digest));
  if (!attestation || !meter || !account) throw new Error('a key is missing');
  return response.write({ evidence, attestation, meter, account });
};

/** The milliseconds to the next mark, as far as the moment of asking explains them. */
const nextMark: Liken = (emulator, machine, { slack }) => {
  const { response } = payloads.nextMark;
  const waits = [emulator, machine].map((bytes) => response.decode(bytes).wait);
  // Announced before and due now: from then on none is counted until the current has shown it.
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
