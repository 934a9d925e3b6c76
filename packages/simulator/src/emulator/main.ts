/** The emulator as a process: `main.ts --profile FILE`. One line of JSON on standard output when it is ready; ends on SIGTERM. */
import { profileArgument, runPart } from '@evlock/files';
import { createEmulator } from './start.ts';

runPart('emulator', async () => createEmulator(profileArgument()));
