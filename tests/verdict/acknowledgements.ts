/**
 * Which receipts a meter saw acknowledged, from its log: the store deletes an acknowledgement together with the message, and
 * does not record one that arrived after a newer receipt had replaced the message.
 */
import { readFile, writeFile } from 'node:fs/promises';
import type { Community, Household } from '@evlock/community';
import { ACKNOWLEDGED } from '@evlock/meter/internal/link';

export interface Acknowledged {
  readonly tradeId: string;
  readonly sequence: number;
}

/** From now on the meter's log names every acknowledged receipt. */
export async function noteAcknowledgements({ meter, meterProfile }: Household): Promise<void> {
  const profile = JSON.parse(await readFile(meterProfile, 'utf8'));
  await writeFile(meterProfile, JSON.stringify({ ...profile, log: { level: 'debug' } }));
  await meter.stop();
  await meter.start();
}

export async function acknowledgedTo(community: Community, { name }: Household): Promise<Acknowledged[]> {
  const lines = (await readFile(community.layout.log(`${name}-meter`), 'utf8')).split('\n');
  return lines.filter((line) => line.includes(ACKNOWLEDGED)).flatMap(parse);
}

/** A line cut off by the kill was not yet acted on. */
function parse(line: string): Acknowledged[] {
  try {
    const { tradeId, sequence } = JSON.parse(line);
    return [{ tradeId, sequence }];
  } catch {
    return [];
  }
}
