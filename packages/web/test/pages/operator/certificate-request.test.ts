/** The console judges a device's certificate request as the gateway does. */
import { verifyCertificateRequest } from '@evlock/gateway/certificate-request';
import { certificateRequest, softwareDevice } from '@evlock/testing/gateway/software-device';
import { describe, expect, it } from 'vitest';
import { tlsKeyHash } from '../../../pages/operator/worker/certificate-request.ts';

const device = await softwareDevice('console');
const { deviceId } = device.principal;
const check = (pem: string, id = deviceId): Promise<string> =>
  tlsKeyHash(pem, id).then(
    () => 'accepted',
    ({ details }: { details: { check: string } }) => details.check,
  );

/** With one byte of the DER changed, counted from its end. */
function altered(pem: string, fromEnd: number): string {
  const [head = '', body = '', tail = ''] = pem.split(/(?<=REQUEST-----\n)|(?=-----END)/);
  const bytes = Buffer.from(body, 'base64');
  bytes[bytes.length - fromEnd] = (bytes[bytes.length - fromEnd] ?? 0) ^ 1;
  return `${head}${bytes.toString('base64')}\n${tail}`;
}

describe('a certificate request', () => {
  it('gives the same key hash as at the gateway', async () => {
    const pem = await certificateRequest(device);
    expect(await tlsKeyHash(pem, deviceId)).toBe((await verifyCertificateRequest(pem, deviceId)).tlsKeyHash);
  });

  it.each<[string, string, () => Promise<string>]>([
    ['of another device', 'subject', () => certificateRequest(device, { name: `CN=${'ab'.repeat(32)}` })],
    ['with more in its subject', 'subject', () => certificateRequest(device, { name: `CN=${deviceId.slice(2)},O=x` })],
    ['on another curve', 'keyType', () => certificateRequest(device, { curve: 'P-384' })],
    ['that is none', 'pem', async () => 'nonsense'],
    [
      'that is cut off',
      'pem',
      async () => '-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----',
    ],
    ['with an altered signature', 'proofOfPossession', async () => altered(await certificateRequest(device), 1)],
  ])('%s is refused by name: %s', async (_what, name, make) => {
    const pem = await make();
    expect(await check(pem)).toBe(name);
    await expect(verifyCertificateRequest(pem, deviceId)).rejects.toMatchObject({ details: { check: name } });
  });
});
