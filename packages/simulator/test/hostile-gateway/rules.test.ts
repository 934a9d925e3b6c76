import { EvlockError } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';
import { type Exchange, forwardToNobody, type Rule, Rules } from '../../src/hostile-gateway/index.ts';

const exchange = (changes: Partial<Exchange> = {}): Exchange => ({
  name: 'offer',
  body: { limit: 1 },
  params: {},
  caller: null,
  ...changes,
});
/** The outcome, and what was forwarded on the way. */
async function carried(rules: readonly Rule[], came = exchange()) {
  const asked: unknown[] = [];
  const answer = await new Rules(rules).carry(came, async ({ body }) => `answer ${asked.push(body)}`);
  return { answer, asked };
}

describe('the rules of a hostile gateway', () => {
  it('forward what no rule names', async () => {
    const rule: Rule = { on: 'trade', reply: () => 'lie' };
    expect(await carried([rule])).toEqual({ answer: 'answer 1', asked: [{ limit: 1 }] });
  });

  it('alter a request and an answer in sequence', async () => {
    const more: Rule = { on: 'offer', request: () => ({ limit: 2 }), answer: (answer) => `${answer}!` };
    expect(await carried([more, { ...more, on: '*' }])).toEqual({ answer: 'answer 1!!', asked: [{ limit: 2 }] });
  });

  it('answer directly: the last one wins', async () => {
    const rules: Rule[] = [
      { on: '*', reply: () => 'first' },
      { on: 'offer', reply: ({ body }) => body },
    ];
    expect(await carried(rules)).toEqual({ answer: { limit: 1 }, asked: [] });
  });

  it('repeat a request', async () => {
    expect(await carried([{ on: 'offer', repeat: 3 }])).toMatchObject({ answer: 'answer 3', asked: [{}, {}, {}] });
  });

  it('withhold for good, without forwarding', async () => {
    let asked = 0;
    const rules = new Rules([{ on: 'offer', withhold: true }]);
    const withheld = rules.carry(exchange(), async () => asked++).then(() => 'answered');
    await expect(Promise.race([withheld, Promise.resolve('still waiting')])).resolves.toBe('still waiting');
    expect(asked).toBe(0);
    expect(rules.seen).toEqual([exchange()]);
  });

  it('apply as often and where specified, and not once cleared', async () => {
    const rules = new Rules([{ on: 'offer', times: 1, when: ({ caller }) => caller === 'alice', reply: () => 'lie' }]);
    const ask = (caller: string) => rules.carry(exchange({ caller }), async () => 'truth');
    expect([await ask('bob'), await ask('alice'), await ask('alice')]).toEqual(['truth', 'lie', 'truth']);
    rules.add({ on: '*', reply: () => 'lie' });
    expect(await ask('bob')).toBe('lie');
    rules.clear();
    expect(await ask('bob')).toBe('truth');
  });

  it('refuse what nothing behind them can answer', async () => {
    await expect(new Rules().carry(exchange(), forwardToNobody)).rejects.toMatchObject({ code: 'GATEWAY_UNREACHABLE' });
    const rule: Rule = {
      on: 'offer',
      reply: () => {
        throw new EvlockError('ORDER_NOT_FOUND');
      },
    };
    await expect(carried([rule])).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' });
  });
});
