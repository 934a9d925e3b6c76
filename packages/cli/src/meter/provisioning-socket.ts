/** The meter's local console: its secure world, spoken to directly, never through the gateway. */

import { EvlockError } from '@evlock/protocol';
import type { SecureWorldAddress, SecureWorldClient } from '@evlock/secure-world';
import type { Command } from 'commander';
import { argument } from '../input/usage.ts';

export interface ConsoleOptions {
  readonly socket: SecureWorldAddress;
}

/** `/run/evlock/console.sock` or `127.0.0.1:7000`. */
export function readConsoleAddress(text: string): SecureWorldAddress {
  const match = /^([A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\]):(\d{1,5})$/.exec(text);
  if (!match?.[1]) return { path: text };
  const port = Number(match[2]);
  if (port < 1 || port > 65_535) throw new EvlockError('INVALID_INPUT', { problem: 'not a port', value: port });
  return { host: match[1].replace(/^\[|\]$/g, ''), port };
}

export const consoleOption = (command: Command): Command =>
  command.requiredOption(
    '--socket <address>',
    "the secure world's provisioning socket (`consoleSocket` of an emulator's profile), not the meter's: a path, or host:port",
    argument('--socket', readConsoleAddress),
  );

/** For what the secure world does on either of its sockets. */
export const socketOption = (command: Command): Command =>
  command.requiredOption(
    '--socket <address>',
    "the secure world's socket, the meter's or the provisioning one: a path, or host:port",
    argument('--socket', readConsoleAddress),
  );

/** Does `work` at the console. Throws `SECURE_WORLD_UNREACHABLE`. */
export async function atConsole<T>(
  { socket }: ConsoleOptions,
  work: (secureWorld: SecureWorldClient) => Promise<T>,
): Promise<T> {
  const { SecureWorldClient } = await import('@evlock/secure-world');
  const client = await SecureWorldClient.connect(socket);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}
