/** Options shared by many commands, described once. */
import type { Timestamp } from '@evlock/protocol';
import { toJson } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { readHttpsUrl, readHttpUrl, readTime } from './arguments.ts';
import { argument } from './usage.ts';

export interface JsonOption {
  readonly json?: true;
}

export interface OwnerOptions extends JsonOption {
  readonly profile?: string;
}

export interface GatewayOptions {
  readonly gateway?: string;
  readonly authority?: string;
}

export const UNITS = `Units:
  energy    2kWh, 500Wh, 1500mWh        power  3kW, 250W
  price     tokens per kWh: 0.12        money  tokens: 12.5, at most 6 decimals
  time      now, +5m, 2026-11-22T18:30Z, or seconds since 1970
  duration  90s, 15m, 1h30m             fraction  3%`;

export interface DeploymentOption {
  readonly deployment?: string;
}

export const deploymentOption = (command: Command): Command =>
  command.option('--deployment <file>', 'deployment file that the operator handed over in person (EVLOCK_DEPLOYMENT)');

export const jsonOption = (command: Command): Command =>
  command.option(
    '--json',
    'print JSON, errors too: integers in mWh, micro-units (millionths of a token), micro-units per kWh',
  );

export const profileOption = (command: Command): Command =>
  command.option('--profile <file>', "the owner's profile (EVLOCK_PROFILE; default ~/.evlock/owner/profile.json)");

export const ownerOptions = (command: Command): Command => jsonOption(profileOption(command));

export const gatewayOptions = (command: Command): Command =>
  command
    .option('--gateway <url>', 'https URL of the gateway (EVLOCK_GATEWAY)', argument('--gateway', readHttpsUrl))
    .option('--authority <file>', "the gateway's certificate authority, PEM; no other is trusted (EVLOCK_AUTHORITY)");

/** Example usage, and the units if the command accepts any. */
export const examples = (command: Command, lines: readonly string[], units = false): Command =>
  command.addHelpText(
    'after',
    `\nExample:\n${lines.map((line) => `  ${line}`).join('\n')}${units ? `\n\n${UNITS}` : ''}`,
  );

/** Reads a time argument, relative to now. */
export const timeArgument = (name: string, { clock }: Context): ((text: string) => Timestamp) =>
  argument(name, (text) => readTime(text, clock.now()));

/** Collects a repeatable option. */
export const repeated = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

/** An option's RPC endpoints, each parsed as a URL. */
export const repeatedUrl =
  (name: string) =>
  (text: string, before: readonly string[] = []): readonly string[] => [...before, argument(name, readHttpUrl)(text)];

/** The RPC endpoint from the environment, if set. */
export const environmentEndpoint = (env: Context['env']): string | undefined =>
  env.EVLOCK_RPC === undefined ? undefined : argument('EVLOCK_RPC', readHttpUrl)(env.EVLOCK_RPC);

/** One RPC endpoint. */
export const endpointArgument = argument('--rpc', readHttpUrl);

/** Prints a result in the requested format. */
export function show(context: Context, options: JsonOption, value: unknown, text: () => string): void {
  context.out(options.json ? toJson(value, 2) : text());
}

/** Prints one of many: a line of JSON, or a line of text. */
export function showLine(context: Context, options: JsonOption, value: unknown, text: () => string): void {
  context.out(options.json ? toJson(value) : text());
}
