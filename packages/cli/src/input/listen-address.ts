/** A listen address, as typed. */
import { EvlockError } from '@evlock/protocol';

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** `host:port`, an IPv6 address in brackets. Throws `INVALID_INPUT`. */
export function readListenAddress(text: string): ListenAddress {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^\s:[\]/]+)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  const host = match?.[1] ?? match?.[2];
  if (host === undefined || port > 65_535) throw new EvlockError('INVALID_INPUT', { problem: 'not host:port' });
  return { host, port };
}
