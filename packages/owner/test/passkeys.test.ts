/** A household's further passkeys and sign-ins, as its owner asks for them. */
import { ApiClient, MemoryOwnerStore, Owner } from '@evlock/owner';
import { httpsTransport } from '@evlock/owner/node';
import { PasskeyBinding, PasskeyRemoval, systemClock, timestamp, verifyAssertion } from '@evlock/protocol';
import { SoftwarePasskey } from '@evlock/simulator';
import { account, domain, meterKey } from '@evlock/testing/owner/samples';
import { deployment, hex, TestGateway } from '@evlock/testing/owner/test-gateway';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const NOW = timestamp(1_800_000_000);
const passkey = SoftwarePasskey.generate();
const [own, phone] = [passkey, SoftwarePasskey.generate()].map(({ publicKey: { x, y } }) => {
  return { publicKeyX: x, publicKeyY: y };
}) as [
  { publicKeyX: `0x${string}`; publicKeyY: `0x${string}` },
  { publicKeyX: `0x${string}`; publicKeyY: `0x${string}` },
];

let gateway: TestGateway;
let api: ApiClient;
let owner: Owner;
beforeAll(async () => {
  gateway = await TestGateway.start();
  api = new ApiClient({ transport: httpsTransport({ url: gateway.url, authority: gateway.authority }) });
});
afterAll(async () => {
  api.close();
  await gateway.stop();
});
beforeEach(() => {
  gateway.received.length = 0;
  gateway.handlers = {
    challenge: () => ({ gatewayNonce: hex('9'), expires: NOW + 60 }),
    signIn: () => ({ token: 'token', expires: NOW + 3600 }),
    passkeys: () => ({ passkeys: [own], nextBindingId: 4 }),
    // Whatever it says of the result, nobody signs by it.
    bindPasskey: () => ({ passkeys: [phone], nextBindingId: 9 }),
    removePasskey: () => ({ passkeys: [own], nextBindingId: 5 }),
    sessions: () => ({ sessions: [{ id: hex('7'), opened: NOW, expires: NOW + 60, current: true }] }),
    endSessions: () => ({}),
  };
  const clock = { ...systemClock, now: () => NOW };
  owner = new Owner({ deployment, meterKey, account }, { api, passkey, store: new MemoryOwnerStore(), clock });
});
const bodyOf = (name: string) => gateway.received.find((one) => one.name === name)?.body;

describe('passkeys', () => {
  it('asks for what the owner chose, in a struct of its own, whatever the gateway answers', async () => {
    await owner.bindPasskey(phone);
    const binding: PasskeyBinding = { meterKey, ...phone, bindingId: 4 };
    expect(bodyOf('bindPasskey')).toMatchObject({ binding });
    const publicKeys = [passkey.publicKey];
    const bound = { challenge: PasskeyBinding.digest(domain, binding), ...deployment, publicKeys };
    verifyAssertion(bodyOf('bindPasskey').assertion, bound);

    await owner.removePasskey(phone);
    const removal: PasskeyRemoval = { meterKey, ...phone, bindingId: 4 };
    expect(bodyOf('removePasskey')).toMatchObject({ removal });
    const removed = { challenge: PasskeyRemoval.digest(domain, removal), ...deployment, publicKeys };
    verifyAssertion(bodyOf('removePasskey').assertion, removed);
    // An approval of the one is none of the other.
    expect(() => verifyAssertion(bodyOf('bindPasskey').assertion, removed)).toThrow();
  });

  it('lists sign-ins and ends them', async () => {
    expect(await owner.sessions()).toEqual([{ id: hex('7'), opened: NOW, expires: NOW + 60, current: true }]);
    await owner.endSessions('others');
    expect(bodyOf('endSessions')).toEqual({ which: 'others' });
  });
});
