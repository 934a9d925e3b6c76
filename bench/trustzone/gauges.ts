/** Commands the gauged trusted application answers beyond its header: trusted-application/measure. */
import { execFileSync } from 'node:child_process';
import type { Bytes32 } from '@evlock/protocol';
import { fromHex } from '@evlock/secure-world';
import { bytes32, party } from '@evlock/secure-world/compliance/fixture';
import type { Connection } from '@evlock/secure-world/internal/frames';
import { SoftwarePasskey } from '@evlock/simulator';

const COMMAND_OPERATION = 0xff01;
const COMMAND_GAUGES = 0xff02;

/** In the order of `enum operation`. */
export const OPERATIONS = ['receipt', 'sign', 'recover', 'digest', 'assertion'] as const;
export type Operation = (typeof OPERATIONS)[number];

const CHALLENGE: Bytes32 = bytes32('c4');

const sized = (bytes: Uint8Array): Uint8Array => {
  const size = Buffer.alloc(2);
  size.writeUInt16BE(bytes.length);
  return Buffer.concat([size, bytes]);
};

/** A passkey and what it approved. */
function approval(): Uint8Array {
  const passkey = SoftwarePasskey.generate();
  const { signature, authenticatorData, clientDataJSON } = passkey.assert(CHALLENGE, party);
  const { x, y } = passkey.publicKey;
  return Buffer.concat([
    ...[x, y, CHALLENGE, signature].map(fromHex),
    sized(fromHex(authenticatorData)),
    sized(Buffer.from(clientDataJSON)),
  ]);
}

function request(operation: Operation, rounds: number): Uint8Array {
  const head = Buffer.alloc(5);
  head.writeUInt8(OPERATIONS.indexOf(operation));
  head.writeUInt32BE(rounds, 1);
  return operation === 'assertion' ? Buffer.concat([head, approval()]) : head;
}

/** Microseconds per round inside the trusted application, by its own clock. */
export async function timeInside(world: Connection, operation: Operation, rounds: number): Promise<number> {
  const answer = Buffer.from(await world.request(COMMAND_OPERATION, request(operation, rounds)));
  return Number(answer.readBigUInt64BE()) / rounds;
}

/** Microseconds per round of the same code on this machine's processor. */
export function timeNatively(program: string, operation: Operation, rounds: number): number {
  const answer = execFileSync(program, { input: request(operation, rounds), encoding: 'latin1' });
  return Number(BigInt(`0x${answer}`)) / rounds;
}

/** Bytes, and number of stores, since last queried. */
export interface Gauges {
  readonly stack: number;
  readonly heap: number;
  /** OP-TEE's separate pool for big numbers. */
  readonly pool: number;
  readonly stores: number;
  readonly storedBytes: number;
}

export async function readGauges(world: Connection): Promise<Gauges> {
  const answer = Buffer.from(await world.request(COMMAND_GAUGES, new Uint8Array(0)));
  const [stack = 0, heap = 0, pool = 0, stores = 0, storedBytes = 0] = [0, 4, 8, 12, 16].map((at) =>
    answer.readUInt32BE(at),
  );
  return { stack, heap, pool, stores, storedBytes };
}
