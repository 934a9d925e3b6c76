/**
 * The state file of a local chain. anvil keeps the header of every block and writes all of them at each dump, 1.7 KB a
 * second for nothing: empty blocks that are no longer new are taken out while no process runs on the file.
 */
import { randomBytes } from 'node:crypto';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';

/** Empty blocks younger than this many stay. */
const KEPT_BLOCKS = 512;

interface StateFile {
  readonly best_block_number: number | string;
  blocks: readonly { readonly header: { readonly number: string }; readonly transactions: readonly unknown[] }[];
}

export async function stateSize(file: string): Promise<number> {
  return await stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

/** Takes old empty blocks out of the file. One that cannot be read is left for anvil to judge. */
export async function compactState(file: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  let state: StateFile;
  try {
    state = JSON.parse(text);
  } catch {
    return;
  }
  const oldest = Number(state.best_block_number) - KEPT_BLOCKS;
  const kept = state.blocks.filter(({ header, transactions }) => {
    const number = Number(header.number);
    // The first block is the root that anvil looks for when it loads.
    return transactions.length > 0 || number > oldest || number === 0;
  });
  if (kept.length === state.blocks.length) return;
  const aside = `${file}.${randomBytes(6).toString('hex')}.new`;
  await writeFile(aside, JSON.stringify({ ...state, blocks: kept }), { mode: 0o600, flag: 'wx' });
  await rename(aside, file);
}
