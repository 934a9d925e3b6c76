/** What a meter needs. Neither relay nor watchdog is touched. */
import { access, constants, readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { readDeployment } from '@evlock/chain';
import { type MeterProfile, readMeterProfile } from '@evlock/meter';
import type { Clock } from '@evlock/protocol';
import { SecureWorldClient } from '@evlock/secure-world';
import { authorityCheck, deviceCertificateCheck, whoAnswers } from './certificates.ts';
import { chainChecks } from './chain.ts';
import { type Check, type Look, ok, problem, warning } from './finding.ts';
import { folderCheck, readableCheck, secretsCheck } from './machine.ts';

const secureWorldCheck = (profile: MeterProfile): Check => ({
  name: 'secure world',
  look: async (): Promise<Look> => {
    const client = await SecureWorldClient.connect(profile.secureWorld);
    try {
      const { state, securityClass, domain, passkeys } = await client.info();
      if (state !== 'provisioned' || !domain) return problem(`${state}`, 'Run `evlock provision` at the meter.');
      const { chainId, market } = await readDeployment(profile.chain.deploymentFile);
      if (domain.chainId !== chainId || domain.market !== market) {
        return problem(
          `provisioned for chain ${domain.chainId}`,
          'Correct `chain.deploymentFile`, or use the meter of this market.',
        );
      }
      if (passkeys === 0)
        return problem('no passkey is bound', "Bind the owner's passkey at the meter: `evlock bind`.");
      if (securityClass === 'emulator')
        return warning('an emulator: it protects nothing', 'Use it on development networks only.');
      if (securityClass === 'qemu')
        return warning('OP-TEE under QEMU: whoever has the host has its keys', 'Use it on development networks only.');
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
    const fix =
      'Check `gateway.url`; if the operator changed the authority, get `authority.pem` from the operator in person.';
    return problem(`${url.host} has no certificate by the authority (${why})`, fix);
  },
});

const watchdogCheck = ({ devRoot, watchdog }: MeterProfile): Check => ({
  name: 'watchdog',
  // To open it would arm it.
  look: () =>
    access(join(devRoot, watchdog), constants.W_OK).then(
      () => ok(join(devRoot, watchdog)),
      () =>
        problem(
          `${join(devRoot, watchdog)} cannot be written`,
          'Load its driver, and correct `watchdog`: without it the relay stays open.',
        ),
    ),
});

const relayCheck = ({ sysfsRoot, gpio }: MeterProfile): Check => ({
  name: 'GPIO',
  look: async (): Promise<Look> => {
    const lines = [gpio.relay, gpio.referenceLoad];
    const files = lines.map((line) => join(sysfsRoot, 'class/gpio', `gpio${line}`, 'value'));
    const values = await Promise.all(files.map((file) => readFile(file, 'latin1').catch(() => undefined)));
    const exporting = join(sysfsRoot, 'class/gpio/export');
    const canExport = await access(exporting, constants.W_OK).then(
      () => true,
      () => false,
    );
    const missing = lines.filter((_, index) => values[index] === undefined);
    if (missing.length === 0) return ok(`relay ${values[0]?.trim() === '1' ? 'closed' : 'open'}`);
    if (canExport) return ok(`lines ${missing.join(', ')} are free`);
    return problem(`no line ${missing.join(', ')}`, 'Correct `gpio` in the profile, and give the lines to this user.');
  },
});

/** Throws `PROFILE_INVALID`. */
export async function meterChecks(file: string, clock: Clock): Promise<Check[]> {
  const profile = await readMeterProfile(file);
  const { deviceLink: link, iio, sysfsRoot } = profile;
  const channels = [iio.currentChannel, iio.voltageChannel].map((channel) =>
    join(sysfsRoot, 'bus/iio/devices', iio.device, `in_voltage${channel}_raw`),
  );
  const now = (): number => clock.now();
  const files = { certificate: link.certificateFile, authority: link.authorityFile, key: link.privateKeyFile };
  return [
    folderCheck('data folder', profile.dataFolder),
    secretsCheck(link.privateKeyFile === undefined ? [] : [link.privateKeyFile], []),
    authorityCheck({ certificate: link.authorityFile }, now),
    deviceCertificateCheck(files, now),
    gatewayCheck(profile),
    secureWorldCheck(profile),
    readableCheck('sensor', channels, 'Load the driver of the converter, and correct `iio` in the profile.'),
    relayCheck(profile),
    watchdogCheck(profile),
    ...chainChecks(profile.chain, clock),
  ];
}
