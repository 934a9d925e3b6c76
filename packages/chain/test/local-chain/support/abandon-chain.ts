/** Starts a chain, saves it, writes anvil's process id to standard output, and waits to be killed. */

import { keyNamed } from '@evlock/testing/chain/local-market';
import { fund, startLocalChain } from '../../../src/index.ts';

const chain = await startLocalChain({ folder: process.argv[2] ?? '' });
await fund(chain.url, keyNamed('stranger').address, 7n);
await chain.save();
process.stdout.write(`${chain.pid}\n`);
setInterval(() => undefined, 60_000);
