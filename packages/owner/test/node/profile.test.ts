import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CertificateAuthority } from '@evlock/gateway/internal/certificates';
import { openOwner, readOwnerProfile, writeOwnerProfile } from '@evlock/owner/node';
import { systemClock, toJson } from '@evlock/protocol';
import { SoftwarePasskey } from '@evlock/simulator';
import { account, meterKey } from '@evlock/testing/owner/samples';
import { deployment } from '@evlock/testing/owner/test-gateway';
import { beforeEach, describe, expect, it } from 'vitest';

let folder: string;
const at = (name: string): string => join(folder, name);
const profile = {
  gateway: { url: 'https://localhost:1', authorityFile: 'a.pem' },
  passkeyFile: 'p.pem',
  meterKey,
  account,
  deployment,
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-profile-'));
});

describe("an owner's profile", () => {
  it('is read back as written, with paths resolved from its folder', async () => {
    await writeOwnerProfile(at('profile.json'), profile);
    const read = await readOwnerProfile(at('profile.json'));
    expect(read).toMatchObject({ passkeyFile: at('p.pem'), stateFile: at('state.json'), deployment });
    expect(read.gateway.authorityFile).toBe(at('a.pem'));
  });

  it.each([
    ['an unknown field', { ...profile, passkey: 'here' }, '(whole)'],
    ['a gateway without TLS', { ...profile, gateway: { url: 'http://localhost', authorityFile: 'a' } }, 'gateway.url'],
    ['no deployment', { ...profile, deployment: undefined }, 'deployment'],
    ['a wrong address', { ...profile, meterKey: '0x12' }, 'meterKey'],
  ])('is refused with %s', async (_name, value, field) => {
    await writeFile(at('profile.json'), toJson(value));
    await expect(readOwnerProfile(at('profile.json'))).rejects.toMatchObject({
      code: 'PROFILE_INVALID',
      details: { field, file: at('profile.json') },
    });
  });

  it('is refused when missing or not JSON', async () => {
    await expect(readOwnerProfile(at('none.json'))).rejects.toMatchObject({ code: 'PROFILE_MISSING' });
    await writeFile(at('profile.json'), '{');
    await expect(readOwnerProfile(at('profile.json'))).rejects.toMatchObject({ code: 'PROFILE_INVALID' });
  });

  it('opens the owner with the given passkey', async () => {
    await CertificateAuthority.open(
      { keyFolder: at('keys'), certificateFile: at('a.pem'), serverNames: [] },
      { clock: systemClock },
    );
    await writeOwnerProfile(at('profile.json'), profile);
    const passkey = SoftwarePasskey.generate();
    const { owner, api } = await openOwner(await readOwnerProfile(at('profile.json')), { passkey });
    expect(owner.meterKey).toBe(meterKey);
    api.close();
  });
});
