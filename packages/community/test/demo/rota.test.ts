import { describe, expect, it } from 'vitest';
import { NEIGHBOURS, Rota, TURNS } from '../../src/index.ts';

const names = NEIGHBOURS.map(({ name }) => name);

describe('the rota', () => {
  it('gives nobody a turn before both houses are there', () => {
    const rota = new Rota(TURNS);
    expect(rota.take()).toBeUndefined();
    rota.join(['alice']);
    expect(rota.take()).toBeUndefined();
    rota.join(['bob']);
    expect(rota.take()).toMatchObject({ seller: 'alice', buyer: 'bob' });
  });

  it('never gives one house two turns at a time', () => {
    const rota = new Rota(TURNS);
    rota.join(names);
    const taken = [rota.take(), rota.take(), rota.take()];
    const houses = taken.flatMap((turn) => (turn ? [turn.seller, turn.buyer] : []));
    expect(new Set(houses).size).toBe(6);
    expect(rota.take()).toBeUndefined();
    const [first] = taken;
    if (first) rota.release(first);
    // Only these two are free.
    expect(rota.take()).toEqual(first);
  });

  it('brings every house a trade in the first three turns, and repeats only once all have passed', () => {
    const rota = new Rota(TURNS);
    rota.join(names);
    const turns = TURNS.map(() => {
      const turn = rota.take();
      if (turn) rota.release(turn);
      return turn;
    });
    expect(turns).toEqual(TURNS);
    expect(new Set(turns.slice(0, 3).flatMap((turn) => [turn?.seller, turn?.buyer]))).toEqual(new Set(names));
  });

  it('names houses of the neighbourhood only', () => {
    for (const { seller, buyer } of TURNS) expect(names).toEqual(expect.arrayContaining([seller, buyer]));
  });
});
