/** The C header against the TypeScript codecs, in both directions. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CAUSES,
  catalogue,
  DOMAIN_NAME,
  DOMAIN_VERSION,
  ENROLMENT_PURPOSES,
  ROLES,
  SECURITY_CLASSES,
  SENSOR_CLASSES,
  SIDES,
  structs,
} from '@evlock/protocol';
import { describe, expect, it } from 'vitest';
import * as abi from '../src/generated/abi.ts';
import {
  CHECKS,
  COMMANDS,
  type CommandName,
  calibration,
  commandConstant,
  DELIVERIES,
  EVLOCK_FRAME_MAX,
  EVLOCK_RESPONSE_MAX,
  LAYOUTS,
  limits,
  MARK_RESULTS,
  payloads,
  SELF_TEST_FAULTS,
  SELF_TESTS,
  SecureWorldClient,
  STATES,
  STATUSES,
} from '../src/index.ts';

const HEADER = join(import.meta.dirname, '../../../trusted-application/include/evlock_ta.h');
const commandNames = Object.keys(payloads) as CommandName[];
const constant = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();

interface Shape {
  readonly offsets: ReadonlyMap<string, number>;
  readonly size: number;
  readonly variable: boolean;
}

/** What the header must state about a layout. */
const entriesOf = (prefix: string, { offsets, size, variable }: Shape): [string, number][] => [
  ...[...offsets].map(([field, at]): [string, number] => [`${prefix}_${constant(field)}_AT`, at]),
  [`${prefix}_SIZE${variable ? '_MIN' : ''}`, size],
];

/** A session is for the gateway only; every other struct passes through the secure world. */
const signedStructs = Object.values(structs).filter(({ name }) => name !== 'SessionChallenge');

function shapeOf(fields: Readonly<Record<string, { readonly bytes: number }>>): Shape {
  const offsets = new Map<string, number>();
  let size = 0;
  for (const [name, { bytes }] of Object.entries(fields)) {
    offsets.set(name, size);
    size += bytes;
  }
  return { offsets, size, variable: false };
}

const expected = Object.fromEntries([
  ...signedStructs.flatMap(({ name, fields }) => entriesOf(`STRUCT_${constant(name)}`, shapeOf(fields))),
  ['SAMPLE_SIZE', 4],
  ['PASSKEY_SIZE', 64],
  ['MANDATE_SIZE', 54],
  ['ASSERTION_SIZE_MIN', 68],
  ...entriesOf('LIMITS', limits),
  ...entriesOf('CALIBRATION', calibration),
  ...commandNames.flatMap((name) => [
    ...entriesOf(`${commandConstant(name)}_IN`, payloads[name].request),
    ...entriesOf(`${commandConstant(name)}_OUT`, payloads[name].response),
  ]),
]);

const compiler = ((): string | undefined => {
  try {
    execFileSync('cc', ['--version'], { stdio: 'ignore' });
    return 'cc';
  } catch {
    return undefined;
  }
})();

describe('the header', () => {
  it('states every offset and size as the codecs do', () => {
    expect(LAYOUTS).toEqual(expected);
  });

  it('states every EIP-712 type, and the domain', () => {
    const header = readFileSync(HEADER, 'utf8')
      .replaceAll(/" \\\n\t"/g, '')
      .replaceAll(/ \\\n\t/g, ' ');
    for (const { name, type } of signedStructs)
      expect(header).toContain(`#define EVLOCK_TYPE_${constant(name)} "${type}"`);
    expect([abi.EVLOCK_DOMAIN_NAME, abi.EVLOCK_DOMAIN_VERSION]).toEqual([DOMAIN_NAME, DOMAIN_VERSION]);
  });

  it.each([
    ['SIDE', SIDES],
    ['ROLE', ROLES],
    ['CAUSE', CAUSES],
    ['SECURITY_CLASS', SECURITY_CLASSES],
    ['SENSOR_CLASS', SENSOR_CLASSES],
    ['ENROLMENT_PURPOSE', ENROLMENT_PURPOSES],
    ['STATE', STATES],
    ['SELF_TEST', SELF_TESTS],
    ['SELF_TEST_FAULT', SELF_TEST_FAULTS],
    ['DELIVERY', DELIVERIES],
    ['MARK', MARK_RESULTS],
  ])('numbers %s as the codecs do', (prefix: string, names: readonly string[]) => {
    const numbers = names.map((name) => [
      `EVLOCK_${prefix}_${name.replaceAll('-', '_').toUpperCase()}`,
      names.indexOf(name),
    ]);
    expect(abi).toMatchObject(Object.fromEntries(numbers));
  });

  it('has a client method for every command, and no number twice', () => {
    expect(commandNames.map(commandConstant).toSorted()).toEqual(Object.keys(COMMANDS).toSorted());
    for (const name of commandNames) expect(SecureWorldClient.prototype[name]).toBeTypeOf('function');
    for (const numbers of [COMMANDS, STATUSES, CHECKS].map((table) => Object.values(table) as number[])) {
      expect(new Set(numbers).size).toBe(numbers.length);
    }
  });

  it('names only errors of the catalogue', () => {
    for (const code of Object.keys(STATUSES)) if (code !== 'OK') expect(catalogue).toHaveProperty(code);
  });

  it('has room for the largest request and response', () => {
    const assertion = 64 + 2 + 512 + 2 + 1024;
    expect(4 + 2 * (2 + 1024 * 4)).toBeLessThanOrEqual(EVLOCK_FRAME_MAX);
    expect(4 + 4 + 2 + 2048 * 4).toBeLessThanOrEqual(EVLOCK_FRAME_MAX);
    expect(4 + 342 + assertion).toBeLessThanOrEqual(EVLOCK_FRAME_MAX);
    for (const name of commandNames) expect(payloads[name].response.size).toBeLessThanOrEqual(EVLOCK_RESPONSE_MAX);
  });

  it('bounds the stored state, so that the largest fits its object', () => {
    const [address, hash, money, sequence] = [20, 32, 16, 8 + 8];
    const market = 8 + address;
    const settings =
      market +
      abi.EVLOCK_LAYOUT_LIMITS_SIZE +
      abi.EVLOCK_LAYOUT_CALIBRATION_SIZE +
      2 +
      abi.EVLOCK_WITHDRAWAL_ADDRESSES_MAX * address +
      2 +
      abi.EVLOCK_RP_ID_MAX +
      2 +
      abi.EVLOCK_ORIGINS_MAX * (2 + abi.EVLOCK_ORIGIN_MAX);
    const delivery = hash + 1 + address + abi.EVLOCK_PUBLIC_KEY_SIZE + 6 * 8 + sequence + 1 + 1;
    const lists =
      2 +
      abi.EVLOCK_PASSKEYS_MAX * 64 +
      2 +
      abi.EVLOCK_MANDATES_MAX * (abi.EVLOCK_LAYOUT_STRUCT_MANDATE_SIZE + 8 + money) +
      2 +
      abi.EVLOCK_ORDERS_MAX * (5 * 8 + money) +
      2 +
      abi.EVLOCK_TRADES_MAX * delivery +
      2 +
      abi.EVLOCK_FORMER_MARKETS_MAX * market;
    const head = 4 + 2 + 4 + 1;
    const secretsAndId = 4 * hash;
    const counters = 5 * 8 + (8 + 8) + 4 * 8;
    const reading = sequence + 8 + hash + 8 + 4;
    const largest = head + secretsAndId + settings + lists + counters + reading + sequence;
    const layout = readFileSync(join(HEADER, '../../src/state.h'), 'utf8');
    expect(largest).toBe(8_168);
    expect(largest).toBeLessThanOrEqual(Number(/#define STATE_ENCODED_MAX (\d+)/.exec(layout)?.[1]));
  });

  it.skipIf(compiler === undefined)('is C11 without a warning, and every number fits its type there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'evlock-header-'));
    const names = [...readFileSync(HEADER, 'utf8').matchAll(/^#define (EVLOCK_\w+) +(?:\d|0x)/gm)].map(
      ([, name]) => name,
    );
    const source = [
      '#include "evlock_ta.h"',
      '#include <stdint.h>',
      `static const int64_t numbers[] = { ${names.join(', ')} };`,
      'int main(void) { return numbers[0] == EVLOCK_ABI_VERSION ? 0 : 1; }',
    ].join('\n');
    try {
      writeFileSync(join(folder, 'header.c'), source);
      const flags = ['-std=c11', '-Wall', '-Wextra', '-Werror', '-pedantic', '-I', join(HEADER, '..')];
      execFileSync('cc', [...flags, '-c', join(folder, 'header.c'), '-o', join(folder, 'header.o')]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
