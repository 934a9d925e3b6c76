/**
 * The command's top-level nouns, in the order a person meets them. A noun's commands are loaded when it is named: help and
 * version load none.
 */
import type { Command } from 'commander';
import type { Context } from './context.ts';

/** Adds a noun's verbs to its command, or its options if it has none. */
export type Register = (noun: Command, context: Context) => void;

export interface Noun {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<{ readonly register: Register }>;
}

const groups: Readonly<Record<string, readonly Noun[]>> = {
  'Try it:': [
    {
      name: 'up',
      summary: 'start a chain, a gateway and six simulated households on this machine, and let them trade',
      load: () => import('./commands/up.ts'),
    },
  ],
  'Households:': [
    {
      name: 'offers',
      summary: 'sell and buy energy: list, place, buy, cancel',
      load: () => import('./commands/offers.ts'),
    },
    { name: 'trades', summary: 'follow and stop trades: list, show, stop', load: () => import('./commands/trades.ts') },
    {
      name: 'standing',
      summary: 'trade by itself within one mandate: list, place, stop',
      load: () => import('./commands/standing.ts'),
    },
    {
      name: 'mandates',
      summary: 'what your meter may sign without you: list, revoke',
      load: () => import('./commands/mandates.ts'),
    },
    {
      name: 'account',
      summary: 'your money in the market: balance, deposit, withdraw, faucet',
      load: () => import('./commands/account.ts'),
    },
    {
      name: 'statement',
      summary: 'what a month or a day cost: by day, quarter hour, partner and movement',
      load: () => import('./commands/statement.ts'),
    },
    {
      name: 'passkeys',
      summary: 'who can approve for you at your meter: list, add, remove',
      load: () => import('./commands/passkeys.ts'),
    },
  ],
  'At the meter:': [
    {
      name: 'meter',
      summary: 'set up, run and back up a meter, move it to another market, recover it',
      load: () => import('./commands/meter.ts'),
    },
    {
      name: 'replacement',
      summary: 'replace a lost or damaged meter on chain: request, show, cancel, finish',
      load: () => import('./commands/replacement.ts'),
    },
    {
      name: 'gas',
      summary: "a meter's own gas key: show, refill, drain",
      load: () => import('./commands/gas.ts'),
    },
  ],
  'Operators:': [
    {
      name: 'gateway',
      summary: 'run, back up, restore and audit a gateway',
      load: () => import('./commands/gateway.ts'),
    },
    {
      name: 'enrolments',
      summary: 'admit meters: invite, request, approve, revoke, suspend',
      load: () => import('./commands/enrolments.ts'),
    },
    {
      name: 'operators',
      summary: 'the people who operate a gateway, each in a role: add, list, remove',
      load: () => import('./commands/operators.ts'),
    },
    {
      name: 'faults',
      summary: 'meters proven faulty: list',
      load: () => import('./commands/faults.ts'),
    },
    {
      name: 'authority',
      summary: "the gateway's certificate authority: show, rotate, finish",
      load: () => import('./commands/authority.ts'),
    },
  ],
  'On chain, without a gateway:': [
    {
      name: 'chain',
      summary: 'deploy the contracts, submit signed data',
      load: () => import('./commands/chain.ts'),
    },
    {
      name: 'watchtower',
      summary: 'submit signed data in time, unattended: run',
      load: () => import('./commands/watchtower.ts'),
    },
  ],
  'Tools:': [
    {
      name: 'doctor',
      summary: 'find out what is wrong with an installation, and how to fix it',
      load: () => import('./commands/doctor.ts'),
    },
    { name: 'keys', summary: 'chain keys in files: create, show', load: () => import('./commands/keys.ts') },
    { name: 'profiles', summary: 'examples of profile files: print', load: () => import('./commands/profiles.ts') },
    {
      name: 'emulator',
      summary: 'a secure-world emulator, which protects nothing: run',
      load: () => import('./commands/emulator.ts'),
    },
  ],
};

export const NOUN_GROUPS: readonly (readonly [title: string, nouns: readonly Noun[]])[] = Object.entries(groups);

export const NOUNS: readonly Noun[] = NOUN_GROUPS.flatMap(([, nouns]) => nouns);
