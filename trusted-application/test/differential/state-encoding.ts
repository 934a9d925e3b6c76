/** The emulator's state in `state.c`'s encoding, so that two stores can be compared. */
import { CAUSES, type Domain, Mandate, ROLES, type Role } from '@evlock/protocol';
import { calibration, fromHex, limits } from '@evlock/secure-world';
import { uintBytes } from '@evlock/secure-world/internal/frames';
import type {
  DeliveryRecord,
  GrantedMandate,
  LiveOrder,
  Provisioned,
  Registers,
  Sequence,
  State,
} from '@evlock/simulator/internal/emulator';

const VERSION = 2;

const u = (size: number) => (value: number | bigint) => uintBytes(value, size);
const [u8, u16, u32, u64, u128] = [u(1), u(2), u(4), u(8), u(16)] as const;

const list = (items: readonly Uint8Array[]): Uint8Array => Buffer.concat([u16(items.length), ...items]);
const text = (value: string): Uint8Array => Buffer.concat([u16(Buffer.byteLength(value)), Buffer.from(value)]);
const sequence = ({ next, reserved }: Sequence): Uint8Array => Buffer.concat([u64(next), u64(reserved)]);
const roleNumber = (role: Role): number => ROLES.indexOf(role);

const market = ({ chainId, market: address }: Domain): Uint8Array => Buffer.concat([u64(chainId), fromHex(address)]);

const settings = (provisioned: Provisioned): Uint8Array =>
  Buffer.concat([
    market(provisioned.domain),
    limits.write(provisioned.limits),
    calibration.write(provisioned.calibration),
    list(provisioned.withdrawalAddresses.map(fromHex)),
    text(provisioned.rpId),
    list(provisioned.origins.map(text)),
  ]);

const mandate = ({ mandate: granted, energyUsed, moneyUsed }: GrantedMandate): Uint8Array =>
  Buffer.concat([Mandate.encode(granted), u64(energyUsed), u128(moneyUsed)]);

const order = (live: LiveOrder): Uint8Array =>
  Buffer.concat([
    u64(live.nonce),
    u64(live.mandateId),
    u64(live.energy),
    u128(live.money),
    u64(live.openBefore),
    u64(live.end),
  ]);

const delivery = (record: DeliveryRecord): Uint8Array =>
  Buffer.concat([
    fromHex(record.tradeId),
    u8(roleNumber(record.role)),
    fromHex(record.partner),
    fromHex(record.partnerPublicKey),
    u64(record.base),
    u64(record.energy),
    sequence(record.sequence),
    u64(record.lastSequence),
    u64(record.lastSignedEnergy),
    u64(record.partnerSequence),
    u64(record.partnerEnergy),
    u8(record.partnerFinal ? 1 : 0),
    u8(CAUSES.indexOf(record.cause)),
  ]);

const registers = (values: Registers): Uint8Array =>
  Buffer.concat([u64(values.import), u64(values.export), u64(values.importRest), u64(values.exportRest)]);

const reading = (chain: Provisioned['reading']): Uint8Array =>
  Buffer.concat([
    sequence(chain.sequence),
    u64(chain.lastSequence),
    fromHex(chain.lastHash),
    u64(chain.intervalEnd),
    u32(chain.bootCount),
  ]);

const provisionedPart = (provisioned: Provisioned): Uint8Array =>
  Buffer.concat([
    fromHex(provisioned.meterPrivateKey),
    fromHex(provisioned.attestationPrivateKey),
    fromHex(provisioned.entropy),
    fromHex(provisioned.deviceId),
    settings(provisioned),
    list(provisioned.passkeys.map(({ x, y }) => Buffer.concat([fromHex(x), fromHex(y)]))),
    u64(provisioned.nextBindingId),
    list(provisioned.mandates.map(mandate)),
    u64(provisioned.nextMandateId),
    u64(provisioned.date),
    u64(provisioned.nextNonce),
    list(provisioned.orders.map(order)),
    u64(provisioned.opened.newest),
    u64(provisioned.opened.window),
    registers(provisioned.registers),
    list(provisioned.deliveries.map(delivery)),
    reading(provisioned.reading),
    sequence(provisioned.evidence),
    u64(provisioned.nextMigrationId),
    list(provisioned.formers.map(market)),
  ]);

export const encodeState = ({ bootCount, provisioned }: State): Uint8Array =>
  Buffer.concat([
    Buffer.from('EVST'),
    u16(VERSION),
    u32(bootCount),
    u8(provisioned ? 1 : 0),
    provisioned ? provisionedPart(provisioned) : new Uint8Array(0),
  ]);
