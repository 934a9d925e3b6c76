/** The meter as a process: `main.ts --profile FILE`. One line of JSON on standard output signals that it is ready. */
import { profileArgument, runPart } from '@evlock/files';
import { createMeter } from './meter.ts';
import { readMeterProfile } from './profile.ts';

runPart('meter', async () => createMeter(await readMeterProfile(profileArgument())));
