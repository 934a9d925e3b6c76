import { EvlockError } from '@evlock/protocol';
import { expect, it } from 'vitest';
import { BatchWriter } from '../../src/database/batch-writer.ts';

/** A writer whose writes finish when the test says so. */
function slowWriter() {
  const writes: { readonly items: readonly number[]; end(error?: Error): void }[] = [];
  const writer = new BatchWriter<number>({ batch: 3, capacity: 5 }, (items) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    writes.push({ items, end: (error) => (error ? reject(error) : resolve()) });
    return promise;
  });
  return { writer, writes };
}

it('batches what arrives meanwhile, and refuses what is too much', async () => {
  const { writer, writes } = slowWriter();
  const first = writer.add(0);
  const waiting = [1, 2, 3, 4, 5].map((item) => writer.add(item));
  await expect(writer.add(6)).rejects.toMatchObject({ code: 'RATE_LIMITED', details: { waiting: 5 } });
  writes[0]?.end();
  await first;
  await expect.poll(() => writes.length).toBe(2);
  writes[1]?.end();
  await expect.poll(() => writes.length).toBe(3);
  writes[2]?.end();
  await Promise.all(waiting);
  expect(writes.map(({ items }) => items)).toEqual([[0], [1, 2, 3], [4, 5]]);
});

it('reports the failure to everyone in the batch, and continues', async () => {
  const { writer, writes } = slowWriter();
  const lost = writer.add(0);
  writes[0]?.end(new EvlockError('DATABASE_UNREACHABLE'));
  await expect(lost).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
  const next = writer.add(1);
  await expect.poll(() => writes.length).toBe(2);
  writes[1]?.end();
  await next;
});
