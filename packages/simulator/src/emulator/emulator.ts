/**
 * The secure-world emulator: the commands of `trusted-application/include/evlock_ta.h` without a secure world. It follows
 * every rule of the TA and protects nothing: whoever can read its process or its key folder has its keys.
 */
import { EvlockError } from '@evlock/protocol';
import {
  COMMANDS,
  type CommandName,
  commandConstant,
  decodeRequest,
  encodeResponse,
  payloads,
  refusal,
  STATUSES,
  statusOf,
} from '@evlock/secure-world';
import { attest } from './attestation.ts';
import { closeDelivery, closeUnopened, nextMark, openDelivery } from './delivery.ts';
import { Device, type EmulatorModules, type EmulatorOptions } from './device.ts';
import { signEnrolment } from './enrolment.ts';
import { info } from './info.ts';
import { keysOf } from './keys.ts';
import { authorizeMandate, listMandates, releaseOrder, revokeMandate, signOrder } from './mandates.ts';
import { migrate } from './migration.ts';
import { bindFurtherPasskey, bindPasskey, listPasskeys, removePasskey } from './passkeys.ts';
import { provision, restore } from './provisioning.ts';
import { signReading } from './readings.ts';
import { partnerReceipt, signReceipt } from './receipts.ts';
import { recover } from './recovery.ts';
import { addSamples } from './samples.ts';
import { selfTestResult } from './self-test.ts';
import { initialState, type State } from './state.ts';
import { signCancel, signFormerWithdrawal, signReplace, signWithdrawal } from './withdrawals.ts';

interface Command {
  readonly localOnly: boolean;
  run(device: Device, payload: Uint8Array): Uint8Array;
}

const commands = new Map<number, Command>();

function add<C extends CommandName>(
  name: C,
  run: (device: Device, request: never) => object,
  { localOnly = false } = {},
): void {
  const { request, response } = payloads[name] as unknown as {
    request: { decode(bytes: Uint8Array): never };
    response: { write(value: object): Uint8Array };
  };
  commands.set(COMMANDS[commandConstant(name)], {
    localOnly,
    run: (device, payload) => response.write(run(device, request.decode(payload))),
  });
}

add('info', info);
add('provision', provision, { localOnly: true });
add('restore', restore, { localOnly: true });
add('bindPasskey', bindPasskey, { localOnly: true });
add('bindFurtherPasskey', bindFurtherPasskey);
add('listPasskeys', listPasskeys);
add('removePasskey', removePasskey);
add('migrate', migrate, { localOnly: true });
add('authorizeMandate', authorizeMandate);
add('revokeMandate', revokeMandate);
add('selfTestResult', selfTestResult);
add('signOrder', signOrder);
add('listMandates', listMandates);
add('releaseOrder', releaseOrder);
add('openDelivery', openDelivery);
add('nextMark', nextMark);
add('addSamples', addSamples);
add('partnerReceipt', partnerReceipt);
add('signReceipt', signReceipt);
add('closeDelivery', closeDelivery);
add('recover', recover);
add('closeUnopened', closeUnopened);
add('signReading', signReading);
add('signWithdrawal', signWithdrawal);
add('signReplace', signReplace);
add('signCancel', signCancel);
add('attest', attest);
add('signEnrolment', signEnrolment, { localOnly: true });
add('signFormerWithdrawal', signFormerWithdrawal);

/** Sequences continue at the next block: how much of the last one was used is unknown. */
function afterRestart(state: State): void {
  const { provisioned } = state;
  state.bootCount += 1;
  if (!provisioned) return;
  const sequences = [
    provisioned.reading.sequence,
    provisioned.evidence,
    ...provisioned.deliveries.map((record) => record.sequence),
  ];
  for (const sequence of sequences) sequence.next = sequence.reserved;
  // Whether a mark was missing is forgotten: what was not signed is not claimed.
  for (const record of provisioned.deliveries) if (record.cause === 'none') record.energy = record.lastSignedEnergy;
}

export class Emulator {
  private readonly device: Device | undefined;
  private damage: EvlockError | undefined;

  /** Starts on the stored state, or as a new device. Damaged storage answers every command with `STORAGE_DAMAGED`. */
  constructor(options: EmulatorOptions, modules: EmulatorModules) {
    try {
      const state = modules.storage.load() ?? initialState();
      afterRestart(state);
      this.device = new Device(options, modules, state);
      if (state.provisioned) this.device.keys = keysOf(state.provisioned);
      this.device.save();
    } catch (error) {
      if (!EvlockError.is(error, 'STORAGE_DAMAGED')) throw error;
      this.damage = error;
    }
  }

  /** What is wrong with the storage; undefined while it is sound. */
  get problem(): EvlockError | undefined {
    return this.damage;
  }

  /** Answers one request frame (without its length) with one response frame (with its length). Never rejects. */
  async handle(body: Uint8Array, { local }: { readonly local: boolean }): Promise<Uint8Array> {
    const { command, id, payload } = decodeRequest(body);
    try {
      return encodeResponse({ command, id, status: STATUSES.OK, payload: this.run(command, payload, local) });
    } catch (error) {
      return refuse(command, id, EvlockError.from(error));
    }
  }

  private run(number: number, payload: Uint8Array, local: boolean): Uint8Array {
    const command = commands.get(number);
    if (!command) throw refusal('COMMAND_UNKNOWN');
    if (command.localOnly && !local) throw refusal('COMMAND_NOT_AUTHORIZED', 'LOCAL_CONSOLE');
    if (this.damage || !this.device) throw refusal('STORAGE_DAMAGED');
    try {
      this.device.isLocal = local;
      return command.run(this.device, payload);
    } catch (error) {
      // Memory may be ahead of storage: nothing more is signed until a restart reads it back.
      if (EvlockError.is(error, 'STORAGE_DAMAGED')) this.damage = error;
      throw error;
    }
  }
}

/** The response frame of an error. */
export function refuse(command: number, id: number, error: EvlockError): Uint8Array {
  const { status, check } = statusOf(error);
  return encodeResponse({ command, id, status, payload: Uint8Array.of(check >> 8, check & 0xff) });
}
