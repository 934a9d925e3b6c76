/** A machine as a process: `main.ts --profile FILE`. Prints one line of JSON when ready; ends on SIGTERM. */
import { profileArgument, runPart } from '@evlock/files';
import { MachinePart } from './machine-part.ts';
import { readMachineProfile } from './profile.ts';

runPart('machine', async () => new MachinePart(await readMachineProfile(profileArgument())));
