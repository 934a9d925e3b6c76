/** `docs/pictures/`: the README's pictures, one of them from a recorded trade. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OneTrade } from '../../bench/one-trade.ts';
import { communityPicture } from '../pictures/community.ts';
import { oneTradePicture } from '../pictures/one-trade.ts';

export async function generate(): Promise<Record<string, string>> {
  const file = join(import.meta.dirname, '../../bench/results/one-trade.json');
  const trade: OneTrade = JSON.parse(await readFile(file, 'utf8'));
  return {
    'docs/pictures/community.svg': communityPicture(),
    'docs/pictures/one-trade.svg': oneTradePicture(trade),
  };
}
