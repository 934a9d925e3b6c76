#!/usr/bin/env node
/** The installed `evlock` command: reports an outdated Node in one line, before loading anything that needs a newer one. */
import { NODE_MAJOR } from './node-version.ts';

/** Like `--disable-warning=ExperimentalWarning`, which a shebang line cannot pass everywhere. */
function silenceExperimentalWarnings(): void {
  const listeners = process.listeners('warning');
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (warning.name !== 'ExperimentalWarning') for (const listener of listeners) listener(warning);
  });
}

if (Number.parseInt(process.versions.node, 10) < NODE_MAJOR) {
  process.stderr.write(`evlock needs Node ${NODE_MAJOR} or newer; ${process.execPath} is ${process.version}\n`);
  process.exitCode = 1;
} else {
  silenceExperimentalWarnings();
  await import('./main.ts');
}
