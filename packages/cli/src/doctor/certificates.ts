/** Certificates on disk and on the wire. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { connect as connectPlain } from 'node:net';
import {
  type ConnectionOptions,
  checkServerIdentity,
  connect,
  type DetailedPeerCertificate,
  type TLSSocket,
} from 'node:tls';
import { certificatesIn, readAuthority } from '@evlock/files';
import { EvlockError, tlsFailure } from '@evlock/protocol';
import { type Check, type Look, ok, problem, warning } from './finding.ts';

const DAY = 86_400;

const daysLeft = (certificate: X509Certificate, now: number): number =>
  Math.floor((Date.parse(certificate.validTo) / 1000 - now) / DAY);

const text = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined);

function lifetime(certificate: X509Certificate, now: number, warnDays: number, fix: string): Look {
  if (Date.parse(certificate.validFrom) / 1000 > now) {
    return problem(
      `not valid before ${certificate.validFrom}`,
      'Set the clock of this machine: `timedatectl set-ntp true`.',
    );
  }
  const left = daysLeft(certificate, now);
  if (left < 0) return problem(`ended ${-left} days ago`, fix);
  return left < warnDays ? warning(`expires in ${left} days`, fix) : ok(`valid for ${left} days`);
}

/** The authority's certificate, and that the key beside it matches. */
export const authorityCheck = (files: { certificate: string; key?: string }, now: () => number): Check => ({
  name: 'authority',
  look: async () => {
    const [pem, key] = await Promise.all([
      text(files.certificate),
      files.key === undefined ? undefined : text(files.key),
    ]);
    const [first, second] = pem === undefined ? [] : certificatesIn(pem, { file: files.certificate });
    if (!first) {
      const fix = 'The gateway creates it on first start; a meter or owner gets `authority.pem` from the operator.';
      return files.key === undefined || key !== undefined
        ? problem(`${files.certificate} contains no certificate`, fix)
        : warning('not created yet', fix);
    }
    if (key !== undefined && !first.checkPrivateKey(createPrivateKey(key))) {
      return problem('the certificate does not match the key in the key folder', 'Restore both from one backup.');
    }
    if (second)
      return warning('a rotation is in progress: two authorities are trusted', 'Finish it: `evlock authority show`.');
    return lifetime(first, now(), 90, 'Rotate the key: `evlock authority rotate`.');
  },
});

/** A device's certificate: its validity, authority and key. */
export const deviceCertificateCheck = (
  files: { certificate: string; authority: string; key: string | undefined },
  now: () => number,
): Check => ({
  name: 'device certificate',
  look: async () => {
    const enrol = 'Enrol the meter with a new code from the operator: `evlock enrolments request`.';
    const [pem, authority, key] = await Promise.all([
      text(files.certificate),
      text(files.authority),
      files.key === undefined ? undefined : text(files.key),
    ]);
    const [certificate] = pem === undefined ? [] : certificatesIn(pem);
    if (!certificate) return problem('missing', enrol);
    if (!certificatesIn(authority ?? '').some((one) => certificate.verify(one.publicKey))) {
      return problem(
        'it was not issued by the authority in the profile',
        `Get \`authority.pem\` from the operator. ${enrol}`,
      );
    }
    if (key !== undefined && !certificate.checkPrivateKey(createPrivateKey(key))) {
      return problem('it does not match the key in the profile', enrol);
    }
    return lifetime(
      certificate,
      now(),
      30,
      'Let the meter connect: it renews its certificate automatically. If that fails, enrol it.',
    );
  },
});

export interface TlsAnswer {
  /** `closed`: nothing is listening. `other`: the peer's certificate is not by the authority. */
  readonly kind: 'ours' | 'other' | 'closed';
  readonly why: string;
  readonly peer?: DetailedPeerCertificate;
}

/** Who answers at a port, judged by the authority alone. An invalid authority file trusts nobody. */
export async function whoAnswers(options: ConnectionOptions, authorityFile: string): Promise<TlsAnswer> {
  const ca = await readAuthority(authorityFile).catch((error: unknown) => EvlockError.from(error));
  const { promise, resolve } = Promise.withResolvers<TlsAnswer>();
  // Names are checked separately, against everything the profile promises.
  const trust = { rejectUnauthorized: true, checkServerIdentity: () => undefined };
  const socket = EvlockError.is(ca)
    ? connectPlain({ host: options.host ?? 'localhost', port: options.port ?? 443 }, () =>
        resolve({ kind: 'other', why: `the authority ${ca.details.problem}` }),
      )
    : connect({ ...options, ...trust, ca }, () =>
        resolve({ kind: 'ours', why: '', peer: (socket as TLSSocket).getPeerCertificate(true) }),
      );
  socket.setTimeout(5000, () => resolve({ kind: 'other', why: 'it does not speak TLS' }));
  socket.once('error', (error: NodeJS.ErrnoException) => {
    const closed = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENOTFOUND', 'ENETUNREACH'].includes(error.code ?? '');
    resolve({ kind: closed ? 'closed' : 'other', why: error.code ?? error.message });
  });
  return promise.finally(() => socket.destroy());
}

/** What is wrong with a certificate, by OpenSSL's code. */
export const certificateError = (why: string): EvlockError =>
  new EvlockError(tlsFailure(why)?.code ?? 'GATEWAY_UNTRUSTED');

/** A gateway port: free, or its own; and its certificate valid for every name. */
export const portCheck = (
  name: string,
  at: { readonly host: string; readonly port: number },
  options: { readonly authorityFile: string; readonly names: readonly string[]; readonly now: () => number },
): Check => ({
  name,
  look: async () => {
    if (at.port === 0) return ok('any free port');
    const host = ['0.0.0.0', '::'].includes(at.host) ? 'localhost' : at.host;
    const { kind, why, peer } = await whoAnswers({ host, port: at.port }, options.authorityFile);
    if (kind === 'closed')
      return warning(
        `nothing is listening on ${at.port}`,
        'If the gateway should be running, start it: `evlock gateway run`.',
      );
    const { code, message, remedy } = certificateError(why);
    if (code === 'CLOCK_WRONG' || code === 'CERTIFICATE_EXPIRED') return problem(message, remedy);
    if (kind === 'other' || !peer) {
      return problem(`another program is using ${at.port} (${why})`, 'Stop it, or choose another port in the profile.');
    }
    const unnamed = options.names.filter((one) => checkServerIdentity(one, peer) !== undefined);
    if (unnamed.length > 0) {
      const fix = 'Add the names to `serverNames` in the profile, and restart the gateway.';
      return problem(`its certificate does not cover ${unnamed.join(', ')}`, fix);
    }
    return lifetime(
      new X509Certificate(peer.raw),
      options.now(),
      3,
      'It is renewed automatically: the log of the gateway says why it was not.',
    );
  },
});
