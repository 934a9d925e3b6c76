/**
 * Mallory controls the gateway, or its line, just long enough to answer one `renewCertificate`. She names an authority of
 * her own in place of the pinned one, so that from then on the meter would trust her gateway rather than the operator's.
 */
import { randomBytes, X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type GatewayRequest,
  type GatewayResponse,
  gatewayMethods,
  type LinkHandlers,
  LinkPeer,
  meterMethods,
  systemClock,
} from '@evlock/protocol';
import { HostileLink, type Rule, Rules } from '@evlock/simulator/hostile-gateway';
import { HackedAuthority } from '@evlock/testing/gateway/hacked-authority';
import { deviceId } from '@evlock/testing/meter/tls-fixture';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CertificateKeeper, type CertificateKeeperModules } from '../../src/enrolment/certificate-keeper.ts';
import { openDeviceKey } from '../../src/enrolment/device-key.ts';
import { linkOpener } from '../../src/link/link-socket.ts';
import { createLog } from '../../src/log.ts';

type Answer = GatewayResponse<'renewCertificate'>;
let operators: HackedAuthority;
let mallorys: HackedAuthority;
let gateway: HostileLink;
let rules: Rules;
let link: ConstructorParameters<typeof CertificateKeeper>[0]['link'];
const signal = new AbortController().signal;
const trusted = (): string => readFileSync(link.authorityFile, 'utf8');

beforeEach(async () => {
  [operators, mallorys] = await Promise.all([HackedAuthority.make(), HackedAuthority.make()]);
  rules = new Rules();
  gateway = new HostileLink(
    { identity: await operators.identity() },
    { toGateway: rules, toMeter: new Rules(), clock: systemClock },
  );
  await gateway.start();
  link = {
    url: gateway.url,
    serverName: 'localhost',
    certificateFile: join(operators.folder, 'certificate.pem'),
    authorityFile: join(operators.folder, 'trusted.pem'),
    privateKeyFile: join(operators.folder, 'tls-key.pem'),
    renewalSeconds: 3600,
  };
  const key = await openDeviceKey(link);
  writeFileSync(link.certificateFile, await operators.issue(await key.certificateRequest(deviceId), deviceId));
  writeFileSync(link.authorityFile, operators.certificate);
});
afterEach(async () => {
  await gateway.stop();
  await Promise.all([operators.remove(), mallorys.remove()]);
});

/** The meter connects, requests its next certificate once, and gets the answer under test. */
async function askOnce(rule: Rule, change: Partial<CertificateKeeperModules> = {}): Promise<void> {
  rules.add(rule);
  const socket = await linkOpener(link)(signal);
  const peer = new LinkPeer(
    { asks: gatewayMethods, answers: meterMethods, concurrency: 1 },
    {
      send: (text) => socket.send(text),
      clock: systemClock,
      handlers: {} as LinkHandlers<typeof meterMethods>,
      violated: () => socket.end(),
    },
  );
  socket.onText((text) => peer.receive(text));
  const modules: CertificateKeeperModules = {
    connected: () => true,
    ask: (request: GatewayRequest<'renewCertificate'>) => peer.request('renewCertificate', request),
    peer: () => socket.peer,
    reconnect: () => undefined,
    busy: () => false,
    clock: systemClock,
    log: createLog({ level: 'silent' }),
    ...change,
  };
  await new CertificateKeeper({ link, deviceId }, modules).keep(signal);
  socket.end();
}

const answering = (answer: Partial<Answer>): Rule => ({
  on: 'renewCertificate',
  reply: () => ({ certificate: null, authority: operators.certificate, links: '', ...answer }),
});

describe('one answer of a hacked gateway', () => {
  it('does not replace the pinned authority', async () => {
    await askOnce(answering({ authority: mallorys.certificate }));
    expect(trusted()).toBe(operators.certificate);
  });

  it('does not add one beside it either', async () => {
    await askOnce(answering({ authority: operators.certificate + mallorys.certificate }));
    expect(trusted()).toBe(operators.certificate);
  });

  it('gains nothing from a self-signed link, nor from another key under the same name', async () => {
    const { certificate, authority } = await mallorys.identity();
    await askOnce(answering({ authority: operators.certificate + authority, links: certificate }));
    await askOnce(answering({ authority: operators.certificate + authority, links: authority }));
    expect(trusted()).toBe(operators.certificate);
  });

  it('cannot install a certificate that would lock the meter out', async () => {
    const held = readFileSync(link.certificateFile, 'utf8');
    const key = await openDeviceKey(link);
    const certificate = await mallorys.issue(await key.certificateRequest(deviceId), deviceId);
    await askOnce(answering({ certificate, authority: mallorys.certificate }));
    expect([trusted(), readFileSync(link.certificateFile, 'utf8')]).toEqual([operators.certificate, held]);
  });

  it('control: taken at its word, the meter trusts her alone', async () => {
    const believing: CertificateKeeperModules['trust'] = ({ named, pinned }) => ({
      authorities: named,
      added: named,
      dropped: pinned,
      unvouched: [],
    });
    await askOnce(answering({ authority: mallorys.certificate }), { trust: believing });
    expect(trusted()).not.toContain(operators.certificate.trim());
    const [only] = trusted().split(/(?<=-----END CERTIFICATE-----)/);
    expect(new X509Certificate(only ?? '').fingerprint256).toBe(
      new X509Certificate(mallorys.certificate).fingerprint256,
    );
  });

  it('achieves no more with nonsense', async () => {
    const noise = randomBytes(40).toString('base64');
    const broken = `-----BEGIN CERTIFICATE-----\n${noise}\n-----END CERTIFICATE-----\n`;
    for (const answer of [{ authority: broken }, { links: broken }, { authority: 'none' }])
      await askOnce(answering(answer));
    expect(trusted()).toBe(operators.certificate);
  });
});
