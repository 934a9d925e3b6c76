import { encodeAbiParameters, encodeEventTopics, type Log, pad } from 'viem';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { type batchesAbi, type marketAbi, registryAbi } from '../../src/contracts/abi.ts';
import { chainEvents, decodeEvent } from '../../src/contracts/decode-event.ts';
import type { EventName } from '../../src/index.ts';

type Item = { readonly type: string };
type NamesOf<Abi extends readonly Item[]> = Extract<Abi[number], { type: 'event'; name: string }>['name'];
type RoleEvent = 'RoleAdminChanged' | 'RoleGranted' | 'RoleRevoked';

const meterKey = '0x00000000000000000000000000000000000000ab';
const place = {
  address: meterKey,
  blockNumber: 7n,
  blockHash: pad('0x1'),
  transactionHash: pad('0x2'),
  logIndex: 3,
} as unknown as Log<bigint, number, false>;
const time = 1_795_355_043 as never;

describe('chain events', () => {
  it('are exactly those of the contracts', () => {
    expectTypeOf<
      Exclude<NamesOf<typeof marketAbi> | NamesOf<typeof batchesAbi> | NamesOf<typeof registryAbi>, RoleEvent>
    >().toEqualTypeOf<EventName>();
    expect(new Set(chainEvents.map(({ name }) => name)).size).toBe(chainEvents.length);
  });

  it('come in the units and names of the signed structs', () => {
    const event = chainEvents.find(({ name }) => name === 'Claimed')!;
    const tradeId = pad('0x9');
    const data = encodeAbiParameters(
      event.inputs.filter((input) => !input.indexed),
      [1, 1_500_000n, true],
    );
    const topics = encodeEventTopics({ abi: [event], eventName: 'Claimed', args: { tradeId } });
    expect(decodeEvent({ ...place, data, topics } as Log<bigint, number, false>, time)).toEqual({
      name: 'Claimed',
      block: 7,
      blockHash: pad('0x1'),
      time,
      transaction: pad('0x2'),
      logIndex: 3,
      tradeId,
      role: 'seller',
      energy: 1_500_000n,
      final: true,
    });
  });

  it('have lower-case addresses', () => {
    const topics = encodeEventTopics({ abi: registryAbi, eventName: 'Suspended', args: { meterKey } });
    const event = decodeEvent({ ...place, data: '0x', topics } as Log<bigint, number, false>, time);
    expect(event).toMatchObject({ name: 'Suspended', meterKey: meterKey.toLowerCase() });
  });

  it('exclude foreign ones', () => {
    expect(
      decodeEvent({ ...place, data: '0x', topics: [pad('0x5')] } as Log<bigint, number, false>, time),
    ).toBeUndefined();
    expect(decodeEvent({ ...place, data: '0x', topics: [] } as never, time)).toBeUndefined();
  });
});
