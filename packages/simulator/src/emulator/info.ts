/** INFO: public state. Zero where nothing is set yet. */
import { type Address, type Hex, type Milliseconds, type Timestamp, ZERO_BYTES32 } from '@evlock/protocol';
import { type CommandResponse, EVLOCK_ABI_VERSION, EVLOCK_PUBLIC_KEY_SIZE } from '@evlock/secure-world';
import { EMULATOR_HASH, EMULATOR_VERSION, passkeyHash } from './attestation.ts';
import { type Device, NO_ENERGY } from './device.ts';
import { liveOrders } from './reservations.ts';

type Info = CommandResponse<'info'>;

const ZERO_ADDRESS: Address = `0x${'0'.repeat(40)}`;
const ZERO_PUBLIC_KEY: Hex = `0x${'00'.repeat(EVLOCK_PUBLIC_KEY_SIZE)}`;
const UINT32_MAX = 0xffffffff;

const unprovisioned = {
  deviceId: ZERO_BYTES32,
  meterKey: ZERO_ADDRESS,
  account: ZERO_ADDRESS,
  attestationKey: ZERO_ADDRESS,
  meterPublicKey: ZERO_PUBLIC_KEY,
  chainId: 0n,
  market: ZERO_ADDRESS,
  passkeys: 0,
  passkeyHash: ZERO_BYTES32,
  mandates: 0,
  nextNonce: 0,
  nextMandateId: 0,
  nextBindingId: 0,
  nextReadingSequence: 0,
  lastReadingHash: ZERO_BYTES32,
  import: NO_ENERGY,
  export: NO_ENERGY,
  date: 0 as Timestamp,
  lastReadingEnd: 0 as Timestamp,
  orders: 0,
  nextMigrationId: 0,
} satisfies Partial<Info>;

function provisionedPart(device: Device): typeof unprovisioned {
  const { keys } = device;
  const { provisioned } = device.state;
  if (!keys || !provisioned) return unprovisioned;
  return {
    deviceId: provisioned.deviceId,
    meterKey: keys.meter.address,
    account: keys.account.address,
    attestationKey: keys.attestation.address,
    meterPublicKey: keys.meter.publicKey,
    chainId: BigInt(provisioned.domain.chainId),
    market: provisioned.domain.market,
    passkeys: provisioned.passkeys.length,
    passkeyHash: passkeyHash(provisioned),
    mandates: provisioned.mandates.length,
    nextNonce: provisioned.nextNonce,
    nextMandateId: provisioned.nextMandateId,
    nextBindingId: provisioned.nextBindingId,
    nextReadingSequence: provisioned.reading.sequence.next,
    lastReadingHash: provisioned.reading.lastHash,
    import: provisioned.registers.import,
    export: provisioned.registers.export,
    date: device.date as Timestamp,
    lastReadingEnd: provisioned.reading.intervalEnd as Timestamp,
    orders: liveOrders(device).length,
    nextMigrationId: provisioned.nextMigrationId,
  };
}

function selfTestPart(device: Device): Pick<Info, 'selfTest' | 'selfTestAge'> {
  const { selfTest } = device.volatile;
  if (!selfTest) return { selfTest: 'none', selfTestAge: 0 as Milliseconds };
  const age = Math.min(UINT32_MAX, Math.trunc((device.now - selfTest.at) / 1000)) as Milliseconds;
  return { selfTest: selfTest.passed ? 'passed' : 'failed', selfTestAge: age };
}

function deliveryPart(device: Device): Pick<Info, 'delivery' | 'tradeId' | 'role' | 'tradeEnergy'> {
  const record = device.unclosed;
  if (!record) return { delivery: 'none', tradeId: ZERO_BYTES32, role: 'buyer', tradeEnergy: NO_ENERGY };
  const { tradeId, role, energy } = record;
  return { delivery: device.volatile.delivery ? 'open' : 'interrupted', tradeId, role, tradeEnergy: energy };
}

export const info = (device: Device): Info => ({
  abiVersion: EVLOCK_ABI_VERSION,
  state: device.state.provisioned ? 'provisioned' : 'unprovisioned',
  securityClass: 'emulator',
  sensorClass: 'normal-world',
  taVersion: EMULATOR_VERSION,
  taHash: EMULATOR_HASH,
  bootCount: device.state.bootCount,
  ...provisionedPart(device),
  ...selfTestPart(device),
  ...deliveryPart(device),
});
