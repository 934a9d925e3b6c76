/** The secure world's sockets, connected to directly, never through the gateway. */

import { EvlockError } from '@evlock/protocol';
import type { SecureWorldAddress, SecureWorldClient } from '@evlock/secure-world';
import type { Command } from 'commander';
import { argument } from '../input/usage.ts';

export interface SocketOptions {
  readonly socket: SecureWorldAddress;
}

/** `/run/evlock/console.sock` or `127.0.0.1:7000`. */
export function readSocketAddress(text: string): SecureWorldAddress {
  if (text.trim() === '') throw new EvlockError('INVALID_INPUT', { problem: 'is empty' });
  const match = /^([A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\]):(\d{1,5})$/.exec(text);
  if (!match?.[1]) return { path: text };
  const port = Number(match[2]);
  if (port < 1 || port > 65_535) throw new EvlockError('INVALID_INPUT', { problem: 'not a port', value: port });
  return { host: match[1].replace(/^\[|\]$/g, ''), port };
}

export const provisioningSocketOption = (command: Command): Command =>
  command.requiredOption(
    '--socket <address>',
    "the secure world's provisioning socket (`consoleSocket` in an emulator's profile), not the meter's socket: a path or host:port",
    argument('--socket', readSocketAddress),
  );

/** For what the secure world does on either socket. */
export const socketOption = (command: Command): Command =>
  command.requiredOption(
    '--socket <address>',
    "the secure world's socket, the meter's or the provisioning socket: a path or host:port",
    argument('--socket', readSocketAddress),
  );

/** As typed. */
const written = (socket: SecureWorldAddress): string =>
  'path' in socket ? socket.path : `${socket.host.includes(':') ? `[${socket.host}]` : socket.host}:${socket.port}`;

/** Runs `work` on a secure-world socket. Throws `SECURE_WORLD_UNREACHABLE`. */
export async function atSecureWorld<T>(
  { socket }: SocketOptions,
  work: (secureWorld: SecureWorldClient) => Promise<T>,
): Promise<T> {
  const { SecureWorldClient } = await import('@evlock/secure-world');
  const client = await SecureWorldClient.connect(socket).catch((cause: unknown) => {
    const { code, details } = EvlockError.from(cause);
    throw new EvlockError(code, { socket: written(socket), ...details }, { cause });
  });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}
