/**
 * A GPIO controller through its character device, `/dev/gpiochipN`: version 2 of Linux's interface (5.10 and later,
 * `include/uapi/linux/gpio.h`). A line belongs to whoever requested it until its file is closed; polarity and kind are part
 * of the request, so no other program can invert it.
 */
import { endianness } from 'node:os';
import type { Ioctl } from './ioctl.ts';

/**
 * `_IOR` and `_IOWR` of type 0xB4 with number and size of their structs, as on ARM, RISC-V and x86. A test checks them
 * against the kernel's header.
 */
const GET_CHIP_INFO = 0x8044_b401;
const GET_LINE_INFO = 0xc100_b405;
const GET_LINE = 0xc250_b407;
const GET_VALUES = 0xc010_b40e;
const SET_VALUES = 0xc010_b40f;

const NAME_SIZE = 32;
const CHIP_INFO = { size: 68, name: 0, label: 32, lines: 64 } as const;
const LINE_INFO = { size: 256, name: 0, consumer: 32, offset: 64, flags: 72 } as const;
const REQUEST = {
  size: 592,
  offsets: 0,
  consumer: 256,
  flags: 288,
  attributeCount: 296,
  /** The first attribute: its id, its values, and the mask of lines it applies to. */
  attributeId: 320,
  attributeValues: 328,
  attributeMask: 336,
  lineCount: 560,
  file: 588,
} as const;
const VALUES = { size: 16, bits: 0, mask: 8 } as const;

const FLAG = {
  used: 1n << 0n,
  activeLow: 1n << 1n,
  output: 1n << 3n,
  openDrain: 1n << 6n,
  openSource: 1n << 7n,
} as const;
const OUTPUT_VALUES = 2;
/** A single requested line is the mask's first bit, whatever its offset. */
const FIRST = 1n;

const little = endianness() === 'LE';
const putU32 = (bytes: Buffer, value: number, at: number): number =>
  little ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at);
const putU64 = (bytes: Buffer, value: bigint, at: number): number =>
  little ? bytes.writeBigUInt64LE(value, at) : bytes.writeBigUInt64BE(value, at);
const u32 = (bytes: Buffer, at: number): number => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
const s32 = (bytes: Buffer, at: number): number => (little ? bytes.readInt32LE(at) : bytes.readInt32BE(at));
const u64 = (bytes: Buffer, at: number): bigint => (little ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at));
const text = (bytes: Buffer, at: number): string => bytes.toString('utf8', at, at + NAME_SIZE).replace(/\0.*$/s, '');

export interface ChipInfo {
  readonly name: string;
  readonly label: string;
  readonly lines: number;
}

export interface LineInfo {
  readonly name: string;
  /** The holder; empty when unnamed. */
  readonly consumer: string;
  readonly used: boolean;
  readonly output: boolean;
  /** Active low, or not driven both ways: the level set is not the level at the pin. */
  readonly indirect: boolean;
}

/** Operations on the open files of a chip and its lines. Each throws the system's error. */
export interface ChipModules {
  readonly ioctl: Ioctl;
}

/** `chip` is the open character device. */
export function chipInfo(chip: number, { ioctl }: ChipModules): ChipInfo {
  const bytes = Buffer.alloc(CHIP_INFO.size);
  ioctl(chip, GET_CHIP_INFO, bytes);
  return { name: text(bytes, CHIP_INFO.name), label: text(bytes, CHIP_INFO.label), lines: u32(bytes, CHIP_INFO.lines) };
}

export function lineInfo(chip: number, offset: number, { ioctl }: ChipModules): LineInfo {
  const bytes = Buffer.alloc(LINE_INFO.size);
  putU32(bytes, offset, LINE_INFO.offset);
  ioctl(chip, GET_LINE_INFO, bytes);
  const flags = u64(bytes, LINE_INFO.flags);
  const has = (flag: bigint): boolean => (flags & flag) !== 0n;
  return {
    name: text(bytes, LINE_INFO.name),
    consumer: text(bytes, LINE_INFO.consumer),
    used: has(FLAG.used),
    output: has(FLAG.output),
    indirect: has(FLAG.activeLow) || has(FLAG.openDrain) || has(FLAG.openSource),
  };
}

/** Makes the line an output that is low, with no glitch high. Returns the file that holds it. */
export function requestOutput(
  chip: number,
  { offset, consumer }: { readonly offset: number; readonly consumer: string },
  { ioctl }: ChipModules,
): number {
  const bytes = Buffer.alloc(REQUEST.size);
  putU32(bytes, offset, REQUEST.offsets);
  bytes.write(consumer.slice(0, NAME_SIZE - 1), REQUEST.consumer, 'latin1');
  // Nothing else: active high, push-pull.
  putU64(bytes, FLAG.output, REQUEST.flags);
  putU32(bytes, 1, REQUEST.attributeCount);
  putU32(bytes, OUTPUT_VALUES, REQUEST.attributeId);
  putU64(bytes, 0n, REQUEST.attributeValues);
  putU64(bytes, FIRST, REQUEST.attributeMask);
  putU32(bytes, 1, REQUEST.lineCount);
  ioctl(chip, GET_LINE, bytes);
  return s32(bytes, REQUEST.file);
}

/** `line` is what `requestOutput` returned. */
export function isHigh(line: number, { ioctl }: ChipModules): boolean {
  const bytes = Buffer.alloc(VALUES.size);
  putU64(bytes, FIRST, VALUES.mask);
  ioctl(line, GET_VALUES, bytes);
  return (u64(bytes, VALUES.bits) & FIRST) !== 0n;
}

export function setLevel(line: number, high: boolean, { ioctl }: ChipModules): void {
  const bytes = Buffer.alloc(VALUES.size);
  putU64(bytes, high ? FIRST : 0n, VALUES.bits);
  putU64(bytes, FIRST, VALUES.mask);
  ioctl(line, SET_VALUES, bytes);
}
