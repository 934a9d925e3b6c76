/** Mallory has hacked the gateway, and wants a passkey at the console to approve what it was not asked for. */
import { createSign, generateKeyPairSync } from 'node:crypto';
import { sha256 } from 'viem';
import { describe, expect, it } from 'vitest';
import {
  type AssertionExpectation,
  type Bytes32,
  clientDataOf,
  energy,
  failedAssertionCheck,
  Mandate,
  money,
  operatorChallenge,
  operatorNameSchema,
  ppm,
  price,
  timestamp,
} from '../../src/index.ts';

const PAGE = { rpId: 'localhost', origin: 'http://localhost:8080' };
const MARKET = { chainId: 31337, market: `0x${'ab'.repeat(20)}` as const };
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = publicKey.export({ format: 'jwk' });
const coordinate = (text = ''): Bytes32 => `0x${Buffer.from(text, 'base64url').toString('hex')}`;

/** What the passkey answers, whose holder is an owner too. */
function signed(challenge: Bytes32) {
  const authenticatorData = Buffer.concat([
    Buffer.from(sha256(Buffer.from(PAGE.rpId)).slice(2), 'hex'),
    Buffer.from([5, 0, 0, 0, 1]),
  ]);
  const clientDataJSON = clientDataOf(challenge, PAGE.origin);
  const message = Buffer.concat([authenticatorData, Buffer.from(sha256(Buffer.from(clientDataJSON)).slice(2), 'hex')]);
  const signature = createSign('sha256').update(message).sign({ key: privateKey, dsaEncoding: 'ieee-p1363' });
  return {
    authenticatorData: `0x${authenticatorData.toString('hex')}`,
    clientDataJSON,
    signature: `0x${signature.toString('hex')}`,
  } as const;
}

const mandate = Mandate.digest(MARKET, {
  meterKey: `0x${'11'.repeat(20)}`,
  side: 'bid',
  energyCap: energy(1_000_000),
  minEnergy: energy(1_000),
  moneyCap: money(1_000_000n),
  limitPrice: price(1_000_000),
  deliveryFrom: timestamp(1_800_000_000),
  deliveryUntil: timestamp(1_800_003_600),
  approvedAt: timestamp(1_800_000_000),
  validUntil: timestamp(1_800_003_600),
  minReputation: 0,
  minSensorClass: 'normal-world',
  lossBandPpm: ppm(0),
  mandateId: 1,
});
const asMandate: AssertionExpectation = {
  challenge: mandate,
  rpId: PAGE.rpId,
  origins: [PAGE.origin],
  publicKeys: [{ x: coordinate(jwk.x), y: coordinate(jwk.y) }],
};

describe('what a passkey', () => {
  it('signed to sign in approves nothing else, whatever she asks for', () => {
    const challenge = operatorChallenge(MARKET, { gatewayNonce: mandate, expires: 1_800_000_120 });
    expect(failedAssertionCheck(signed(challenge), asMandate)).toBe('CHALLENGE');
  });

  it('control: signed as she gave it, it is the mandate she wrote', () => {
    expect(failedAssertionCheck(signed(mandate), asMandate)).toBeUndefined();
  });

  it('signs for one market, one nonce and one end only', () => {
    const at = { gatewayNonce: mandate, expires: 1_800_000_120 };
    const others = [
      operatorChallenge({ ...MARKET, chainId: 8217 }, at),
      operatorChallenge(MARKET, { ...at, gatewayNonce: `0x${'00'.repeat(32)}` }),
      operatorChallenge(MARKET, { ...at, expires: 1_800_000_121 }),
    ];
    expect(new Set([operatorChallenge(MARKET, at), ...others]).size).toBe(4);
  });
});

describe("a person's name", () => {
  it.each(['Olga', '김민수', 'Jörg-Peter 2', 'a'])('may be %s', (name) => {
    expect(operatorNameSchema.safeParse(name).success).toBe(true);
  });

  it.each(['', ' Olga', 'Olga ', 'token', 'a/b', 'a\nb', 'x'.repeat(41), 'Jo\u0308rg'])('may not be "%s"', (name) => {
    expect(operatorNameSchema.safeParse(name).success).toBe(false);
  });
});
