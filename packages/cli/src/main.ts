#!/usr/bin/env node
/** The `evlock` command. */
import { countFromThePerson } from './input/folder.ts';

countFromThePerson(process.env);
const argv = process.argv.slice(2);
const [word] = argv;
// Top-level help and version need nothing that the commands load.
const isOfTheWhole =
  word === undefined || (argv.length === 1 && ['--help', '-h', 'help', '--version', '-V'].includes(word));
const { main } = isOfTheWhole ? await import('./output/help.ts') : await import('./session/command.ts');
// Output is flushed by now; a library's idle socket must not delay exit.
process.exit(await main(argv));
