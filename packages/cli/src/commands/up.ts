/** `evlock up`: a whole community on this machine. */
import type { Command } from 'commander';
import type { Context } from '../context.ts';

export function registerUp(_program: Command, _context: Context): void {}
