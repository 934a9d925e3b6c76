/** The meter as a process: `main.ts --profile FILE`. One line of JSON on standard output signals that it is ready. */
import { profileArgument, runPart } from '@evlock/files';
import { createMeterProcess } from './local-page/meter-with-page.ts';
import { readMeterProfile } from './profile.ts';

runPart('meter', async () => createMeterProcess({ profile: await readMeterProfile(profileArgument()) }));
