/** The few forms of DER (ITU-T X.690) that a certificate request is made of; docs/dependencies.md says why by hand. */

export type Der = Buffer;

function tagged(tag: number, ...parts: readonly Uint8Array[]): Der {
  const body = Buffer.concat(parts);
  if (body.length < 0x80) return Buffer.concat([Buffer.of(tag, body.length), body]);
  const length = Buffer.from(body.length.toString(16).padStart(body.length < 0x100 ? 2 : 4, '0'), 'hex');
  return Buffer.concat([Buffer.of(tag, 0x80 | length.length), length, body]);
}

export const sequence = (...parts: readonly Uint8Array[]): Der => tagged(0x30, ...parts);
export const set = (...parts: readonly Uint8Array[]): Der => tagged(0x31, ...parts);
export const smallInteger = (value: number): Der => tagged(0x02, Buffer.of(value));
export const utf8String = (text: string): Der => tagged(0x0c, Buffer.from(text, 'utf8'));
export const bitString = (bytes: Uint8Array): Der => tagged(0x03, Buffer.of(0), bytes);
/** An empty `[0] IMPLICIT SET`. */
export const noAttributes = (): Der => tagged(0xa0);
/** `body` is the encoding of the identifier, without tag and length. */
export const objectIdentifier = (body: readonly number[]): Der => tagged(0x06, Buffer.from(body));

/** PEM with lines of 64 characters. */
export const pem = (label: string, der: Uint8Array): string => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
};
