/** Six houses that trade until they are stopped, one line a trade, and pages that show them. */
import { spawn } from 'node:child_process';
import { Demo, type DemoOptions } from '@evlock/community';
import { EvlockError, toJson } from '@evlock/protocol';
import type { Context } from '../context.ts';
import { type Keeping, keeping } from './keeping.ts';
import type { Run } from './run-until-ended.ts';
import { summaryLine, terminalProgress } from './terminal.ts';

export interface LivingOptions extends DemoOptions {
  readonly json: boolean;
  /** Opens the pages in a browser. */
  readonly open: boolean;
}

export function living({ json, open, ...options }: LivingOptions, context: Context): Run {
  let kept: Keeping | undefined;
  const demo = new Demo(options, {
    clock: context.clock,
    progress: terminalProgress(context, { short: true }),
    onTrade: (summary, symbol) => context.out(json ? toJson(summary) : `  ${summaryLine(summary, symbol)}`),
    onWait: ({ code, message }) => context.err(`  … waiting    ${message} (${code})`),
    onJoined: (names) => kept?.keep(names),
    onWaiting: ({ url, code }) => context.err(`  ✓ a house waits for an owner at ${url}, code ${code}`),
  });
  return {
    community: demo.community,
    start: async (signal) => {
      const url = await demo.prepare();
      // First of all: they show the start itself, and are there when the line says so.
      await demo.openPages().then(
        () => {
          context.err(`Open ${url}`);
          if (open) openBrowser(url, context);
        },
        (error: unknown) => tellNoPages(error, context),
      );
      await demo.start(signal);
      kept = keeping(demo.community, context);
    },
    run: (signal) => demo.run(signal),
    stop: async (problem) => {
      kept?.stop();
      await demo.stop(problem);
    },
  };
}

/** Trading goes on without pages. */
function tellNoPages(error: unknown, context: Context): void {
  const { code, message, remedy } = EvlockError.from(error).toJSON();
  context.err(`  ✗ pages      ${message} (${code}). ${remedy}`);
}

function openBrowser(url: string, context: Context): void {
  const failed = (): void => context.err(`  ✗ no browser could be started here: open ${url} yourself`);
  const browser = spawn('xdg-open', [url], { stdio: 'ignore', detached: true });
  browser.once('error', failed);
  browser.once('exit', (code) => {
    if (code !== 0) failed();
  });
  browser.unref();
}
