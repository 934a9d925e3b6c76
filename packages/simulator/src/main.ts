/**
 * The simulator process: `main.ts CONFIG.json`. It follows real time, prints `{"ready":true,…}` once the files and the
 * control socket exist, and ends cleanly on SIGTERM and SIGINT.
 */
import { readFile } from 'node:fs/promises';
import { runPart } from '@evlock/files';
import { EvlockError, type Part, systemClock } from '@evlock/protocol';
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

/** The simulation with its control socket. */
class SimulatorPart implements Part<object> {
  readonly failed: Promise<EvlockError>;
  readonly #config: CommunityConfig;
  readonly #simulation: Simulation;
  readonly #control: ControlServer | undefined;
  readonly #ended = new AbortController();
  #running: Promise<unknown> = Promise.resolve();
  #stopping: Promise<void> | undefined;
  #fail: (error: EvlockError) => void;

  constructor(config: CommunityConfig) {
    this.#config = config;
    this.#simulation = new Simulation(config, { clock: systemClock });
    const { controlSocket: path } = config;
    this.#control = path === undefined ? undefined : new ControlServer({ path }, { simulation: this.#simulation });
    const { promise, resolve } = Promise.withResolvers<EvlockError>();
    this.failed = promise;
    this.#fail = resolve;
  }

  async start(): Promise<object> {
    await this.#control?.open();
    try {
      this.#simulation.open();
    } catch (error) {
      await this.#control?.close();
      throw error;
    }
    this.#running = this.#simulation
      .run(this.#ended.signal)
      .catch((error: unknown) => this.#fail(EvlockError.from(error)));
    const { households, controlSocket = null } = this.#config;
    return { households: households.map(({ name }) => name), controlSocket };
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    this.#ended.abort();
    await this.#running;
    await this.#control?.close();
    this.#simulation.close();
  }
}

runPart('simulator', async () => new SimulatorPart(await readConfig(process.argv[2])));
