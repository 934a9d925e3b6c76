/** Rotates the authority of an installation, whether its gateway runs or not. */
import { join } from 'node:path';
import { silentLog } from '@evlock/chain';
import type { Clock } from '@evlock/protocol';
import { openDatabase } from '../database/database.ts';
import { openDatabaseAddress } from '../database/database-address.ts';
import { DeviceCertificates } from '../database/device-certificates.ts';
import {
  type AuthorityStatus,
  authorityStatus,
  beginRotation,
  finishRotation,
} from '../enrolment/authority-rotation.ts';
import { AUTHORITY_FILE } from '../installation/authority-file.ts';
import { readGatewayProfile } from '../profile.ts';

export interface RotateOptions {
  readonly profileFile: string;
  readonly step: 'status' | 'begin' | 'finish';
  /** Finishes although devices still depend on the old authority. */
  readonly force?: boolean;
  readonly databaseUrl?: string | undefined;
}

/** Throws as the steps do, and `PROFILE_INVALID`, `DATABASE_UNREACHABLE`. */
export async function rotateAuthority(
  { profileFile, step, force = false, databaseUrl }: RotateOptions,
  { clock }: { readonly clock: Clock },
): Promise<AuthorityStatus> {
  const profile = await readGatewayProfile(profileFile);
  const location = databaseUrl === undefined ? { profile } : { url: databaseUrl };
  const address = await openDatabaseAddress(location, { clock });
  try {
    const database = await openDatabase({ url: address.url, connections: 1 }, { log: silentLog });
    const modules = { certificates: new DeviceCertificates({ database }), clock };
    const place = { keyFolder: profile.keyFolder, certificateFile: join(profile.dataFolder, AUTHORITY_FILE) };
    const steps = {
      status: () => authorityStatus(place, modules),
      begin: () => beginRotation(place, modules),
      finish: () => finishRotation({ ...place, force }, modules),
    };
    return await steps[step]().finally(() => database.close());
  } finally {
    await address.stop();
  }
}
