import { describeCompliance } from '@evlock/secure-world/compliance';
import { SoftwarePasskey } from '../../src/hardware/passkey.ts';
import { createEmulatorWorld } from './process.ts';

describeCompliance('the emulator process', {
  createWorld: () => createEmulatorWorld(2),
  createPasskey: () => SoftwarePasskey.generate(),
});
