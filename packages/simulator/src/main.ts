/**
 * The simulator's process: `main.ts CONFIG.json`. It follows real time, prints `{"ready":true,…}` once the files and the
 * control socket are there, and ends cleanly on SIGTERM and SIGINT.
 */
import { readFile } from 'node:fs/promises';
import { EvlockError, systemClock, toJson } from '@evlock/protocol';
import { ControlServer } from './control/control-server.ts';
import { type CommunityConfig, parseCommunityConfig } from './electrical/config.ts';
import { Simulation } from './simulation.ts';

async function readConfig(path: string | undefined): Promise<CommunityConfig> {
  if (path === undefined) throw new EvlockError('PROFILE_INVALID', { problem: 'usage: main.ts CONFIG.json' });
  try {
    return parseCommunityConfig(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    if (EvlockError.is(cause)) throw cause;
    throw new EvlockError('PROFILE_INVALID', { file: path }, { cause });
  }
}

async function main(): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
  const config = await readConfig(process.argv[2]);
  const simulation = new Simulation(config, { clock: systemClock });
  const control = config.controlSocket && new ControlServer({ path: config.controlSocket }, { simulation });
  if (control) await control.open();
  try {
    simulation.open();
    const households = config.households.map((household) => household.name);
    process.stdout.write(`${toJson({ ready: true, households, controlSocket: config.controlSocket ?? null })}\n`);
    await simulation.run(stop.signal);
  } finally {
    if (control) await control.close();
    simulation.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${toJson(EvlockError.from(error).toJSON())}\n`);
  process.exitCode = 1;
});
