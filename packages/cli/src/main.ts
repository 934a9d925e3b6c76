#!/usr/bin/env node
/** The `evlock` command. */
import { countFromThePerson, processContext } from './context.ts';
import { run } from './run.ts';

countFromThePerson(process.env);
const context = processContext();
// What was printed is out by then; a library's idle socket must not delay exit.
process.exit(await context.exitCode(await run(process.argv.slice(2), context)));
