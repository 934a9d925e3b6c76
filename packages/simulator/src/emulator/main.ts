/** The emulator as a process: `main.ts --profile FILE`. Prints one line of JSON when ready; ends on SIGTERM. */
import { profileArgument, runPart } from '@evlock/files';
import { createEmulator } from './start.ts';

runPart('emulator', async () => createEmulator(profileArgument()));
