#!/usr/bin/env node
/** The `evlock` command. */
import { countFromThePerson } from './input/folder.ts';

countFromThePerson(process.env);
const argv = process.argv.slice(2);
const [word] = argv;
// Help and version of the whole need none of what the commands load.
const isOfTheWhole =
  word === undefined || (argv.length === 1 && ['--help', '-h', 'help', '--version', '-V'].includes(word));
const { main } = isOfTheWhole ? await import('./output/help.ts') : await import('./session/command.ts');
// What was printed is out by then; a library's idle socket must not delay exit.
process.exit(await main(argv));
