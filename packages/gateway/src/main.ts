/** The gateway as a process: `main.ts --profile FILE`. One line of JSON on standard output says that it is ready. */
import { profileArgument, runPart } from '@evlock/files';
import { createGateway } from './gateway.ts';
import { readGatewayProfile } from './profile.ts';

runPart('gateway', async () => createGateway(await readGatewayProfile(profileArgument())));
