/** A hostile caller's changes to a well-formed payload. */

type Mutation = (payload: Uint8Array, below: (limit: number) => number) => Uint8Array;

const truncate: Mutation = (payload, below) => payload.slice(0, below(payload.length));

const extend: Mutation = (payload, below) => {
  const longer = new Uint8Array(payload.length + 1 + below(64));
  longer.set(payload);
  return longer;
};

const flip: Mutation = (payload, below) => {
  const changed = Uint8Array.from(payload);
  for (let count = 1 + below(3); count > 0; count--) {
    const index = below(changed.length);
    changed[index] = (changed[index] ?? 0) ^ (1 << below(8));
  }
  return changed;
};

/** A run of one value: extremes of lengths, counts and numbers. */
const fill: Mutation = (payload, below) => {
  const changed = Uint8Array.from(payload);
  const start = below(changed.length);
  return changed.fill(below(2) === 0 ? 0xff : 0x00, start, start + 1 + below(9));
};

const garbage: Mutation = (payload, below) => Uint8Array.from(payload, () => below(256));

const mutations = [truncate, extend, flip, flip, flip, fill, fill, garbage];

/** A damaged copy; an empty payload can only grow. */
export function mutate(payload: Uint8Array, random: () => number): Uint8Array {
  const below = (limit: number): number => Math.floor(random() * limit);
  const mutation = payload.length === 0 ? extend : (mutations[below(mutations.length)] ?? flip);
  return mutation(payload, below);
}
