/**
 * Kaia's computation cost of a transaction, summed from an execution trace on any other chain. Kaia has no block gas limit but
 * caps what one transaction may compute; `eth_call` and `eth_estimateGas` do not show it.
 *
 * Source: Kaia v2.2.1, `params/computation_cost_params.go` with the changes of `blockchain/vm/eips.go` (Istanbul, Cancun) and the
 * precompiled contracts of `blockchain/vm/contracts.go`.
 */
import { type Bytes32, EvlockError } from '@evlock/protocol';
import { createClient, http } from 'viem';

/** Maximum for one transaction on Kaia. */
export const COMPUTATION_COST_LIMIT = 150_000_000;

/** Cost per opcode name; PUSH1 to PUSH32 cost `PUSH`. */
const opcodeCosts: Readonly<Record<string, number>> = {
  // Arithmetic
  ...{ STOP: 0, ADD: 150, MUL: 200, SUB: 219, DIV: 404, SDIV: 360, MOD: 320, SMOD: 560, ADDMOD: 360, MULMOD: 700 },
  ...{ EXP: 720, SIGNEXTEND: 481 },
  // Comparison and bits
  ...{ LT: 201, GT: 264, SLT: 176, SGT: 222, EQ: 220, ISZERO: 165, AND: 288, OR: 160, XOR: 454, NOT: 364, BYTE: 589 },
  ...{ SHL: 478, SHR: 498, SAR: 834, KECCAK256: 560, SHA3: 560 },
  // Environment
  ...{ ADDRESS: 284, BALANCE: 1407, ORIGIN: 210, CALLER: 188, CALLVALUE: 149, CALLDATALOAD: 596, CALLDATASIZE: 194 },
  ...{ CALLDATACOPY: 100, CODESIZE: 145, CODECOPY: 898, GASPRICE: 131, EXTCODESIZE: 1481, EXTCODECOPY: 1000 },
  ...{ RETURNDATASIZE: 10, RETURNDATACOPY: 40, EXTCODEHASH: 1000, BLOCKHASH: 500, COINBASE: 189, TIMESTAMP: 265 },
  ...{ NUMBER: 202, PREVRANDAO: 1498, DIFFICULTY: 1498, GASLIMIT: 166, CHAINID: 120, SELFBALANCE: 374, BASEFEE: 198 },
  ...{ BLOBHASH: 165, BLOBBASEFEE: 120 },
  // Memory, storage and flow
  ...{
    POP: 140,
    MLOAD: 376,
    MSTORE: 288,
    MSTORE8: 230,
    SLOAD: 2550,
    SSTORE: 2510,
    TLOAD: 220,
    TSTORE: 280,
    MCOPY: 250,
  },
  ...{ JUMP: 253, JUMPI: 176, PC: 147, MSIZE: 137, GAS: 230, JUMPDEST: 10, PUSH0: 80, PUSH: 120 },
  // Logs and calls
  ...{ LOG0: 100, LOG1: 500, LOG2: 500, LOG3: 500, LOG4: 500 },
  ...{ CREATE: 2094, CREATE2: 10_000, CALL: 5000, CALLCODE: 4000, STATICCALL: 10_000, DELEGATECALL: 696 },
  ...{ RETURN: 0, REVERT: 0, SELFDESTRUCT: 0, INVALID: 0 },
};

/** DUP1 to DUP16 and SWAP1 to SWAP16, in order. */
const dupCosts = [190, 190, 176, 142, 177, 165, 147, 157, 138, 174, 141, 144, 157, 143, 237, 149];
const swapCosts = [141, 156, 145, 135, 115, 146, 199, 130, 160, 134, 147, 128, 121, 114, 197, 128];

/** Precompiled contracts: a base cost, and a cost per word of input. */
const precompileCosts: Readonly<Record<number, { readonly base: number; readonly word: number }>> = {
  1: { base: 113_150, word: 0 }, // ecrecover
  2: { base: 1_000, word: 100 }, // SHA-256
  3: { base: 100, word: 10 }, // RIPEMD-160
  4: { base: 0, word: 0 }, // identity
  6: { base: 8_000, word: 0 }, // BN256 addition
  7: { base: 100_000, word: 0 }, // BN256 multiplication
  10: { base: 2_200_000, word: 0 }, // point evaluation
  256: { base: 235_000, word: 0 }, // P256VERIFY
};
/** Kaia's highest precompile address. */
const LAST_PRECOMPILE = 0x3ff;

/** The fields needed from a `debug_traceTransaction` step. */
export interface TraceStep {
  readonly op: string;
  /** Words in hex, the top of the stack last. */
  readonly stack: readonly string[];
}

/** Cost of the opcode itself. Throws `INTERNAL` for an unknown one: the sum would be wrong. */
export function opcodeCost(op: string): number {
  const [, name = '', digits = ''] = /^(PUSH|DUP|SWAP)(\d+)$/.exec(op) ?? [];
  const index = Number(digits) - 1;
  let cost = opcodeCosts[op];
  if (name === 'DUP') cost = dupCosts[index];
  else if (name === 'SWAP') cost = swapCosts[index];
  else if (name === 'PUSH' && index >= 0) cost = opcodeCosts.PUSH;
  if (cost === undefined) throw new EvlockError('INTERNAL', { reason: 'no computation cost known', op });
  return cost;
}

/** From the top of the stack: gas, address, value (`CALL` and `CALLCODE` only), offset and size of the input. */
const inputSizeDepth: Readonly<Record<string, number>> = { CALL: 4, CALLCODE: 4, STATICCALL: 3, DELEGATECALL: 3 };

/** The extra cost of calling a precompiled contract. */
function precompileCost({ op, stack }: TraceStep): number {
  const depth = inputSizeDepth[op];
  if (depth === undefined) return 0;
  const word = (fromTop: number): bigint => BigInt(stack.at(-1 - fromTop) ?? 0);
  const address = word(1) & ((1n << 160n) - 1n);
  if (address === 0n || address > LAST_PRECOMPILE) return 0;
  const cost = precompileCosts[Number(address)];
  if (cost === undefined) {
    throw new EvlockError('INTERNAL', { reason: 'no computation cost known', precompile: Number(address) });
  }
  return cost.base + cost.word * Math.ceil(Number(word(depth)) / 32);
}

/** Computation cost of a whole trace. */
export function computationCostOf(trace: readonly TraceStep[]): number {
  return trace.reduce((sum, step) => sum + opcodeCost(step.op) + precompileCost(step), 0);
}

/** A trace holds the stack at every step: 20 trades at once need several hundred megabytes. */
const TRACE_LIMIT = 1024 * 1024 * 1024;

interface RpcTrace {
  readonly structLogs: readonly { readonly op: string; readonly stack?: readonly string[] }[];
}

/** Computation cost of a mined transaction, from a node that can trace (a local chain started with `traces`). */
export async function computationCost(url: string, transaction: Bytes32): Promise<number> {
  const transport = http(url, { retryCount: 0, timeout: 60_000, maxResponseBodySize: TRACE_LIMIT });
  const { structLogs } = await createClient({ transport }).request<{
    Method: 'debug_traceTransaction';
    Parameters: [Bytes32, { disableStorage: boolean; disableMemory: boolean }];
    ReturnType: RpcTrace;
  }>({ method: 'debug_traceTransaction', params: [transaction, { disableStorage: true, disableMemory: true }] });
  if (structLogs.length === 0) throw new EvlockError('INTERNAL', { reason: 'the node keeps no traces', transaction });
  return computationCostOf(structLogs.map(({ op, stack = [] }) => ({ op, stack })));
}
