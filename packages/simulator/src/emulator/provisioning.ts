/** PROVISION and RESTORE: the only commands that make keys. */
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
import { entropyOf, type Keys, keysOf, makePrivateKey, wordsOf } from './keys.ts';
import { checkRandomness } from './randomness.ts';
import { checkLocalSettings } from './settings.ts';
import type { Provisioned } from './state.ts';
import { NO_ENERGY, newSequence, type World } from './world.ts';

type ProvisionRequest = CommandRequest<'provision'>;

/** Throws `INVALID_INPUT` for settings with which the arithmetic of section 5 of the header would not hold. */
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

function makeDeviceId(world: World): Bytes32 {
  const salt = world.modules.random(32);
  const serial = Buffer.from(world.options.serial);
  return keccak256(toHex(Buffer.concat([Buffer.from(EVLOCK_DEVICE_LABEL), salt, serial])));
}

function makeKeys(world: World, request: ProvisionRequest, entropy: Hex): Keys {
  const { random } = world.modules;
  const provisioned: Provisioned = {
    domain: { chainId: Number(request.chainId), market: request.market },
    rpId: request.rpId,
    origins: request.origins,
    limits: request.limits,
    calibration: request.calibration,
    withdrawalAddresses: request.withdrawalAddresses,
    deviceId: makeDeviceId(world),
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
      bootCount: world.state.bootCount,
    },
    evidence: newSequence(),
    nextMigrationId: 1,
    formers: [],
  };
  const keys = keysOf(provisioned);
  world.modules.makeTlsKey?.();
  world.state.provisioned = provisioned;
  world.volatile.dateAt = world.now;
  world.keys = keys;
  world.save();
  return keys;
}

const publicPart = ({ meter, account }: Keys): CommandResponse<'restore'> => ({
  meterKey: meter.address,
  account: account.address,
  meterPublicKey: meter.publicKey,
});

export function provision(world: World, request: ProvisionRequest): CommandResponse<'provision'> {
  if (world.state.provisioned) throw refusal('ALREADY_PROVISIONED');
  checkSettings(request);
  checkRandomness(world.modules.random);
  const entropy = toHex(world.modules.random(32));
  return { ...publicPart(makeKeys(world, request, entropy)), words: wordsOf(entropy) };
}

export function restore(world: World, request: CommandRequest<'restore'>): CommandResponse<'restore'> {
  if (world.state.provisioned) throw refusal('ALREADY_PROVISIONED');
  checkSettings(request);
  const entropy = entropyOf(request.words);
  checkRandomness(world.modules.random);
  return publicPart(makeKeys(world, request, entropy));
}
