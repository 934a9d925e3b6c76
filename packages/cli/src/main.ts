#!/usr/bin/env node
/** The `evlock` command. */
import { processContext } from './context.ts';
import { run } from './run.ts';

// What was printed is out by now; a library's idle socket must not keep the person waiting.
process.exit(await run(process.argv.slice(2), processContext()));
