/** The meter's checks. Neither relay nor watchdog is touched. */
import { isIP } from 'node:net';
import { readDeployment } from '@evlock/chain';
import { type MeterProfile, readMeterProfile } from '@evlock/meter';
import { type Clock, isSameMarket } from '@evlock/protocol';
import { SecureWorldClient } from '@evlock/secure-world';
import { authorityCheck, certificateError, deviceCertificateCheck, whoAnswers } from './certificates.ts';
import { chainChecks } from './chain.ts';
import { type Check, type Look, ok, problem, warning } from './finding.ts';
import { relayCheck, sensorCheck, watchdogCheck } from './hardware.ts';
import { folderCheck, logCheck, secretsCheck } from './machine.ts';
import { ownAccountCheck } from './own-account.ts';
import { submitterChecks } from './submitters.ts';

const secureWorldCheck = (profile: MeterProfile): Check => ({
  name: 'secure world',
  look: async (): Promise<Look> => {
    const client = await SecureWorldClient.connect(profile.secureWorld);
    try {
      const { state, securityClass, domain, passkeys } = await client.info();
      if (state !== 'provisioned' || !domain) return problem(`${state}`, 'Run `evlock meter provision` at the meter.');
      const deployment = await readDeployment(profile.chain.deploymentFile);
      if (!isSameMarket(domain, deployment)) {
        return problem(
          `provisioned for chain ${domain.chainId}`,
          'Correct `chain.deploymentFile`, or use the meter of this market.',
        );
      }
      if (passkeys === 0)
        return problem('no passkey is bound', "Bind the owner's passkey at the meter: `evlock meter bind`.");
      if (securityClass === 'emulator')
        return warning('an emulator: it protects nothing', 'Use it on development networks only.');
      if (securityClass === 'qemu')
        return warning(
          'OP-TEE under QEMU: anyone with access to the host can read its keys',
          'Use it on development networks only.',
        );
      return ok(`${securityClass}, provisioned, ${passkeys} passkeys`);
    } finally {
      await client.close();
    }
  },
});

const gatewayCheck = (profile: MeterProfile): Check => ({
  name: 'gateway',
  look: async (): Promise<Look> => {
    const url = new URL(profile.gateway.url);
    const { kind, why } = await whoAnswers(
      {
        host: url.hostname,
        port: Number(url.port || 443),
        ...(isIP(url.hostname) === 0 ? { servername: url.hostname } : {}),
      },
      profile.gateway.authorityFile,
    );
    if (kind === 'ours') return ok(`${url.host} answers`);
    if (kind === 'closed')
      return problem(`${url.host} does not answer (${why})`, 'Check the network, and `gateway.url`.');
    const { message, remedy } = certificateError(why);
    return problem(`${url.host} (${why}): ${message}`, remedy);
  },
});

/** Throws `PROFILE_INVALID`. */
export async function meterChecks(file: string, clock: Clock): Promise<Check[]> {
  const profile = await readMeterProfile(file);
  const { deviceLink: link } = profile;
  const now = (): number => clock.now();
  const files = { certificate: link.certificateFile, authority: link.authorityFile, key: link.privateKeyFile };
  return [
    folderCheck('data folder', profile.dataFolder),
    ...logCheck(profile.log.file),
    secretsCheck(link.privateKeyFile === undefined ? [] : [link.privateKeyFile], []),
    authorityCheck({ certificate: link.authorityFile }, now),
    deviceCertificateCheck(files, now),
    gatewayCheck(profile),
    secureWorldCheck(profile),
    sensorCheck(profile, clock),
    relayCheck(profile),
    watchdogCheck(profile),
    ...chainChecks(profile.chain, clock),
    ownAccountCheck(profile, clock),
    ...submitterChecks(profile),
  ];
}
