/** PROVISION and RESTORE: the only commands that create keys. */
import { type Bytes32, type Hex, ZERO_BYTES32 } from '@evlock/protocol';
import {
  type CommandRequest,
  type CommandResponse,
  EVLOCK_DEVICE_LABEL,
  EVLOCK_OFFSET_MAX,
  EVLOCK_SCALE_MAX,
  refusal,
  toHex,
} from '@evlock/secure-world';
import { keccak256 } from 'viem/utils';
import { type Device, NO_ENERGY, newSequence } from './device.ts';
import { entropyOf, type Keys, keysOf, makePrivateKey, wordsOf } from './keys.ts';
import { checkRandomness } from './randomness.ts';
import { checkLocalSettings } from './settings.ts';
import type { Provisioned } from './state.ts';

type ProvisionRequest = CommandRequest<'provision'>;

/** Throws `INVALID_INPUT` for settings under which the arithmetic of section 5 of the header would break. */
function checkSettings({ calibration, chainId, rpId, ...local }: ProvisionRequest): void {
  checkLocalSettings(local, chainId);
  const inRange = (value: number, max: number): boolean => Math.abs(value) <= max;
  const checks: readonly [field: string, holds: boolean][] = [
    ['rpId', rpId.length > 0],
    ['currentOffset', inRange(calibration.currentOffset, EVLOCK_OFFSET_MAX)],
    ['voltageOffset', inRange(calibration.voltageOffset, EVLOCK_OFFSET_MAX)],
    ['currentScale', calibration.currentScale !== 0 && inRange(calibration.currentScale, EVLOCK_SCALE_MAX)],
    ['voltageScale', calibration.voltageScale > 0 && inRange(calibration.voltageScale, EVLOCK_SCALE_MAX)],
    ['referenceCurrent', calibration.referenceCurrent !== 0],
    ['referenceTolerance', calibration.referenceTolerance <= 1_000_000],
  ];
  const failed = checks.find(([, holds]) => !holds);
  if (failed) throw refusal('INVALID_INPUT', undefined, { field: failed[0] });
}

function makeDeviceId(device: Device): Bytes32 {
  const salt = device.modules.random(32);
  const serial = Buffer.from(device.options.serial);
  return keccak256(toHex(Buffer.concat([Buffer.from(EVLOCK_DEVICE_LABEL), salt, serial])));
}

function makeKeys(device: Device, request: ProvisionRequest, entropy: Hex): Keys {
  const { random } = device.modules;
  const provisioned: Provisioned = {
    domain: { chainId: Number(request.chainId), market: request.market },
    rpId: request.rpId,
    origins: request.origins,
    limits: request.limits,
    calibration: request.calibration,
    withdrawalAddresses: request.withdrawalAddresses,
    deviceId: makeDeviceId(device),
    meterPrivateKey: makePrivateKey(random),
    attestationPrivateKey: makePrivateKey(random),
    entropy,
    passkeys: [],
    nextBindingId: 1,
    mandates: [],
    nextMandateId: 1,
    date: request.date,
    nextNonce: 1,
    orders: [],
    opened: { newest: 0, window: 0n },
    registers: { import: NO_ENERGY, export: NO_ENERGY, importRest: 0n, exportRest: 0n },
    deliveries: [],
    reading: {
      sequence: newSequence(),
      lastSequence: 0,
      lastHash: ZERO_BYTES32,
      intervalEnd: 0,
      bootCount: device.state.bootCount,
    },
    evidence: newSequence(),
    nextMigrationId: 1,
    formers: [],
  };
  const keys = keysOf(provisioned);
  device.modules.makeTlsKey?.();
  device.state.provisioned = provisioned;
  device.volatile.dateAt = device.now;
  device.keys = keys;
  device.save();
  return keys;
}

const publicPart = ({ meter, account }: Keys): CommandResponse<'restore'> => ({
  meterKey: meter.address,
  account: account.address,
  meterPublicKey: meter.publicKey,
});

export function provision(device: Device, request: ProvisionRequest): CommandResponse<'provision'> {
  if (device.state.provisioned) throw refusal('ALREADY_PROVISIONED');
  checkSettings(request);
  checkRandomness(device.modules.random);
  const entropy = toHex(device.modules.random(32));
  return { ...publicPart(makeKeys(device, request, entropy)), words: wordsOf(entropy) };
}

export function restore(device: Device, request: CommandRequest<'restore'>): CommandResponse<'restore'> {
  if (device.state.provisioned) throw refusal('ALREADY_PROVISIONED');
  checkSettings(request);
  const entropy = entropyOf(request.words);
  checkRandomness(device.modules.random);
  return publicPart(makeKeys(device, request, entropy));
}
