/** The compliance suite against the trusted application on OP-TEE. */

import { describeCompliance } from '@evlock/secure-world/compliance';
import { SoftwarePasskey } from '@evlock/simulator';
import { describe } from 'vitest';
import { tapped } from '../../test/choices/tapped-world.ts';
import { createMachine, isBuilt } from './machines.ts';

describe.skipIf(!isBuilt)('TrustZone under QEMU', () => {
  describeCompliance('the trusted application on OP-TEE', {
    createWorld: async () => tapped(await createMachine()),
    createPasskey: () => SoftwarePasskey.generate(),
  });
});
