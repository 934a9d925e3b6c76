/** The compliance suite against the trusted application on OP-TEE. */
import { describe } from 'vitest';
import { describeCompliance } from '../../../packages/secure-world/src/compliance/index.ts';
import { SoftwarePasskey } from '../../../packages/simulator/src/hardware/passkey.ts';
import { tapped } from '../../test/choices/tapped-world.ts';
import { createMachine, isBuilt } from './machines.ts';

describe.skipIf(!isBuilt)('TrustZone under QEMU', () => {
  describeCompliance('the trusted application on OP-TEE', {
    createWorld: async () => tapped(await createMachine()),
    createPasskey: () => SoftwarePasskey.generate(),
  });
});
