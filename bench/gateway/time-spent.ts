/** Where a gateway's thread spent its time while receiving receipts, from a V8 CPU profile. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Node {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
}

interface Profile {
  readonly nodes: readonly Node[];
  readonly samples: readonly number[];
  /** Microseconds. */
  readonly timeDeltas: readonly number[];
}

/** By the innermost matching frame: the first match wins. */
const PLACES: readonly (readonly [name: string, fits: RegExp])[] = [
  ['idle', /^\(idle\)/],
  ['collecting garbage', /^\(garbage collector\)/],
  ['recovering the signer', /ecdsaRecover|node_modules\/secp256k1/],
  ['hashing typed data', /typed-struct|@noble\/hashes|sha3/],
  ['PostgreSQL', /node_modules\/pg|postgres-|\/database\//],
  ['schemas and JSON', /node_modules\/zod|values\/(json|parse)|link-peer/],
  ['TLS and WebSocket', /node_modules\/ws|tls_wrap|_tls|stream_base|net\b|internal\/streams|writev|device-link/],
  ['the market', /\/market\//],
];

async function newestProfile(folder: string): Promise<Profile> {
  const profiles = await Promise.all(
    (await readdir(folder)).map(
      async (name): Promise<Profile> => JSON.parse(await readFile(join(folder, name), 'utf8')),
    ),
  );
  const [largest] = profiles.sort((one, other) => other.samples.length - one.samples.length);
  if (largest === undefined) throw new Error(`no profile in ${folder}`);
  return largest;
}

/** Share of busy time by place, largest first, from the first receipt to the last. */
export async function timeSpent(folder: string): Promise<Readonly<Record<string, number>>> {
  const { nodes, samples, timeDeltas } = await newestProfile(folder);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const frames = (id: number): string[] => {
    const list: string[] = [];
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const frame = byId.get(at)?.callFrame;
      if (frame) list.push(`${frame.functionName} ${frame.url}`);
    }
    return list;
  };
  const places = new Map<number, string>();
  const placeOf = (id: number): string => {
    const known = places.get(id);
    if (known !== undefined) return known;
    let place = 'the rest';
    for (const frame of frames(id)) {
      const fitting = PLACES.find(([, fits]) => fits.test(frame));
      if (fitting === undefined) continue;
      [place] = fitting;
      break;
    }
    places.set(id, place);
    return place;
  };
  const intakes = new Set(
    nodes.filter(({ id }) => frames(id).some((frame) => /receive .*receipt-intake/.test(frame))).map(({ id }) => id),
  );
  const [first, last] = [samples.findIndex((id) => intakes.has(id)), samples.findLastIndex((id) => intakes.has(id))];
  const spent = new Map<string, number>();
  for (let index = first; index <= last; index++) {
    const place = placeOf(samples[index] ?? 0);
    spent.set(place, (spent.get(place) ?? 0) + (timeDeltas[index] ?? 0));
  }
  spent.delete('idle');
  const busy = [...spent.values()].reduce((sum, one) => sum + one, 0);
  return Object.fromEntries(
    [...spent]
      .sort(([, one], [, other]) => other - one)
      .map(([place, time]) => [place, Math.round((1000 * time) / busy) / 1000]),
  );
}
