// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askPasskey, makePasskey } from '../../../../pages/shared/passkey/passkey.ts';
import { isInAppBrowser, isReplaced, stopPrompt } from '../../../../pages/shared/passkey/prompt.ts';

const CHALLENGE = `0x${'ab'.repeat(32)}` as const;
const CHALLENGE_TEXT = Buffer.from('ab'.repeat(32), 'hex').toString('base64url');
const DER = new Uint8Array([0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x02]);
const request = { challenge: CHALLENGE, rpId: 'localhost', credentialIds: ['AQID'] };

type Get = (options: CredentialRequestOptions) => Promise<unknown>;
let get: Get;
let create: Get;

const never: Get = () => new Promise(() => undefined);
const refuse =
  (name: string): Get =>
  () =>
    Promise.reject(new DOMException('refused', name));

const answer = (clientData: string, signature: Uint8Array = DER) => ({
  rawId: Uint8Array.of(1, 2, 3).buffer,
  response: {
    authenticatorData: new Uint8Array(37).buffer,
    clientDataJSON: new TextEncoder().encode(clientData).buffer,
    signature: Uint8Array.from(signature).buffer,
  },
});
const asWritten = (origin = location.origin, challenge = CHALLENGE_TEXT): string =>
  `{"type":"webauthn.get","challenge":"${challenge}","origin":"${origin}","crossOrigin":false}`;

beforeEach(() => {
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('PublicKeyCredential', class {});
  vi.stubGlobal('navigator', {
    userAgent: 'Mozilla/5.0 Chrome/156.0',
    credentials: {
      get: (options: CredentialRequestOptions) => get(options),
      create: (options: CredentialRequestOptions) => create(options),
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('asking for a passkey', () => {
  it('gives what the secure world reads', async () => {
    get = async () => answer(asWritten());
    const { credentialId, assertion } = await askPasskey(request);
    expect(credentialId).toBe('AQID');
    expect(assertion.clientDataJSON).toBe(asWritten());
    expect(assertion.signature).toBe(`0x${'0'.repeat(63)}1${'0'.repeat(63)}2`);
  });

  it.each([
    ['NotAllowedError', 'PASSKEY_CANCELLED'],
    ['AbortError', 'PASSKEY_STOPPED'],
    ['SecurityError', 'PASSKEY_UNSUPPORTED'],
  ])('names what is in the way: %s', async (name, code) => {
    get = refuse(name);
    await expect(askPasskey(request)).rejects.toMatchObject({ code });
  });

  it('can be tried again after it was closed', async () => {
    get = refuse('NotAllowedError');
    await expect(askPasskey(request)).rejects.toMatchObject({ code: 'PASSKEY_CANCELLED' });
    get = async () => answer(asWritten());
    await expect(askPasskey(request)).resolves.toBeTruthy();
  });

  it('can be stopped where the browser shows nothing and heeds no signal', async () => {
    get = never;
    const asked = askPasskey(request);
    stopPrompt();
    await expect(asked).rejects.toMatchObject({ code: 'PASSKEY_STOPPED' });
  });

  it('ends the prompt before it, by its signal', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    get = ({ signal }) => {
      signals.push(signal);
      return new Promise(() => undefined);
    };
    const first = askPasskey(request);
    const second = askPasskey(request);
    await expect(first).rejects.toMatchObject({ code: 'PASSKEY_STOPPED' });
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, false]);
    stopPrompt();
    await expect(second).rejects.toMatchObject({ code: 'PASSKEY_STOPPED' });
  });

  it.each([
    ['another origin', asWritten('https://evil.example')],
    ['another challenge', asWritten(location.origin, 'AAAA')],
    [
      'another order of fields',
      `{"challenge":"${CHALLENGE_TEXT}","type":"webauthn.get","origin":"${location.origin}"}`,
    ],
    ['nothing readable', 'no client data'],
  ])('sends nothing that the secure world would refuse: %s', async (_name, clientData) => {
    get = async () => answer(clientData);
    await expect(askPasskey(request)).rejects.toMatchObject({ code: 'PASSKEY_REPLACED' });
  });

  it('sends no signature of another form, and no empty answer', async () => {
    get = async () => answer(asWritten(), new Uint8Array([1]));
    await expect(askPasskey(request)).rejects.toMatchObject({ code: 'PASSKEY_REPLACED' });
    get = async () => null;
    await expect(askPasskey(request)).rejects.toMatchObject({ code: 'PASSKEY_REPLACED' });
  });
});

describe('making a passkey', () => {
  it('says that the device has one already', async () => {
    create = refuse('InvalidStateError');
    await expect(makePasskey({ rpId: 'localhost', name: 'Our house' })).rejects.toMatchObject({
      code: 'PASSKEY_EXISTS',
    });
  });
});

describe('what is in the way', () => {
  it.each([
    'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 KAKAOTALK 10.4',
    'Mozilla/5.0 (Linux; Android 16; wv) Chrome/156.0',
    'Mozilla/5.0 (iPhone) [FBAN/FBIOS;FBAV/460.0]',
    'Mozilla/5.0 Instagram 300.0',
  ])('is an app’s own browser: %s', async (userAgent) => {
    expect(isInAppBrowser(userAgent)).toBe(true);
  });

  it.each([
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0) AppleWebKit/605.1.15 Version/26.0 Mobile/15E148 Safari/604.1',
  ])('is not an ordinary browser: %s', (userAgent) => expect(isInAppBrowser(userAgent)).toBe(false));

  it('is a function in the place of the browser’s', () => {
    expect(isReplaced()).toBe(true);
    vi.stubGlobal('navigator', { credentials: { get: Math.max, create: Math.min } });
    expect(isReplaced()).toBe(false);
  });

  it('is a browser without passkeys', async () => {
    vi.stubGlobal('PublicKeyCredential', undefined);
    await expect(askPasskey(request)).rejects.toMatchObject({ code: 'PASSKEY_UNSUPPORTED' });
  });
});
