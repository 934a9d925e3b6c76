/** Decodes a registry or market log into a `ChainEvent`. */
import { type Address, ROLES, SENSOR_CLASSES, type Timestamp } from '@evlock/protocol';
import { type AbiEvent, decodeEventLog, type Hex, type Log as RpcLog, toEventSelector } from 'viem';
import { batchesAbi, marketAbi, registryAbi } from './abi.ts';
import type { ChainEvent, EventName } from './chain-event.ts';

/** Events of the base contracts, irrelevant to trading. */
const ignored = ['RoleAdminChanged', 'RoleGranted', 'RoleRevoked'] as const;

const isOurs = (item: { readonly type: string; readonly name?: string }): boolean =>
  item.type === 'event' && !ignored.some((name) => name === item.name);

/** The events of all contracts that Evlock reads. A test keeps `EventFields` in step. */
export const chainEvents = [...marketAbi, ...batchesAbi, ...registryAbi].filter(
  isOurs,
) as unknown as readonly (AbiEvent & {
  readonly name: EventName;
})[];

const bySelector = new Map<Hex, (typeof chainEvents)[number]>(
  chainEvents.map((event) => [toEventSelector(event), event]),
);

type Argument = string | number | bigint | boolean;

/** From the contract's form to ours: lower-case addresses, named roles, `isFinal` under the name it is signed by. */
function convert(name: string, type: string, value: Argument): readonly [string, Argument] {
  if (type === 'address') return [name, String(value).toLowerCase()];
  if (name === 'role') return [name, ROLES[Number(value)] ?? 'buyer'];
  if (name === 'sensorClass') return [name, SENSOR_CLASSES[Number(value)] ?? 'normal-world'];
  if (name === 'isFinal') return ['final', value];
  if (type === 'uint256') return [name, Number(value)];
  return [name, value];
}

/** Returns `undefined` for any other log. `time` is the block's. */
export function decodeEvent(log: RpcLog<bigint, number, false>, time: Timestamp): ChainEvent | undefined {
  const [selector] = log.topics;
  const event = selector === undefined ? undefined : bySelector.get(selector);
  if (event === undefined) return undefined;
  const { args } = decodeEventLog({ abi: [event], data: log.data, topics: log.topics });
  const values = args as unknown as Readonly<Record<string, Argument>>;
  const fields = event.inputs.map(({ name = '', type }) => convert(name, type, values[name] ?? ''));
  return {
    name: event.name,
    block: Number(log.blockNumber),
    blockHash: log.blockHash,
    time,
    transaction: log.transactionHash,
    logIndex: log.logIndex,
    ...Object.fromEntries(fields),
  } as unknown as ChainEvent;
}

/** The lower-case form used to compare addresses. */
export const lowerCase = (address: string): Address => address.toLowerCase() as Address;
