/** The gateway's checks. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addressOfKey } from '@evlock/chain';
import { AUTHORITY_FILE, type GatewayProfile, inspectDatabase, readGatewayProfile } from '@evlock/gateway/tools';
import { type Clock, parsePrivateKey } from '@evlock/protocol';
import { authorityCheck, portCheck } from './certificates.ts';
import { chainChecks, nativeBalanceCheck } from './chain.ts';
import { type Check, type Look, ok, problem, warning } from './finding.ts';
import { folderCheck, logCheck, secretsCheck } from './machine.ts';

const databaseCheck = (profile: GatewayProfile, databaseUrl: string | undefined, clock: Clock): Check => ({
  name: 'database',
  look: async (): Promise<Look> => {
    const embedded = databaseUrl === undefined && 'embedded' in profile.database;
    if (embedded && !existsSync(join(profile.dataFolder, 'postgres'))) {
      return warning('not created yet', 'The gateway creates it at its first start.');
    }
    const location = databaseUrl === undefined ? { profile } : { url: databaseUrl };
    const { server, schema, missing, block } = await inspectDatabase(location, { clock });
    if (schema === null)
      return warning(`PostgreSQL ${server}, empty`, 'The gateway creates its tables at its first start.');
    if (missing > 0) {
      return warning(`${missing} migrations are missing`, 'The gateway applies them when it starts: back up first.');
    }
    return ok(`PostgreSQL ${server}, schema ${schema}, chain indexed up to block ${block ?? 'none'}`);
  },
});

const submitterOf = (profile: GatewayProfile) => async () =>
  addressOfKey(parsePrivateKey(await readFile(profile.submitterKeyFile, 'utf8'), 'submitterKeyFile'));

const secretFilesCheck = (profile: GatewayProfile): Check => ({
  name: 'secret files',
  look: () => {
    const missing = [profile.submitterKeyFile, profile.operatorTokenFile].filter((file) => !existsSync(file));
    if (missing.length === 0) return ok('there');
    return problem(
      `missing: ${missing.join(', ')}`,
      'Create the key with `evlock keys create`, the token with `openssl rand -base64 32`; mode 0600.',
    );
  },
});

/** Throws `PROFILE_INVALID`, `SECRET_EXPOSED`. */
export async function gatewayChecks(file: string, databaseUrl: string | undefined, clock: Clock): Promise<Check[]> {
  const profile = await readGatewayProfile(file);
  const { keyFolder, dataFolder, submitterKeyFile, operatorTokenFile, chain } = profile;
  const authorityFile = join(dataFolder, AUTHORITY_FILE);
  const keys = ['authority.key', 'authority-next.key', 'database-password'].map((name) => join(keyFolder, name));
  const port = { authorityFile, names: ['localhost', ...profile.serverNames], now: () => clock.now() };
  return [
    folderCheck('data folder', dataFolder),
    ...logCheck(profile.log.file),
    secretsCheck([...keys, submitterKeyFile, operatorTokenFile], [keyFolder]),
    secretFilesCheck(profile),
    authorityCheck({ certificate: authorityFile, key: join(keyFolder, 'authority.key') }, () => clock.now()),
    portCheck('HTTPS port', profile.http, port),
    portCheck('device link port', profile.deviceLink, port),
    databaseCheck(profile, databaseUrl, clock),
    ...chainChecks(chain, clock),
    nativeBalanceCheck(chain, submitterOf(profile), profile.limits.gas),
  ];
}
