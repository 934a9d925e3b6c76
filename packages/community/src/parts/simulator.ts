/** The simulated world of a community as a process: houses, the wires between them, and its control. */
import { join } from 'node:path';
import { replaceFile } from '@evlock/files';
import { toJson } from '@evlock/protocol';
import { type CommunityConfigInput, type ControlState, SimulatorControl } from '@evlock/simulator';
import type { Layout } from '../folder/layout.ts';
import { entries } from './entries.ts';
import { ManagedProcess } from './process.ts';
import { started } from './started.ts';

/** A wire between two households; energy flows as far as the sender's converter and both relays allow. */
export interface WireSpec {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** What it sends while both relays are closed, mW; negative sends the other way. */
  readonly milliwatt?: number;
  readonly connected?: boolean;
}

/** What a household has: panel, battery, load, car. */
export type HouseParts = Pick<CommunityConfigInput['households'][number], 'panel' | 'battery' | 'load' | 'car'>;

/** Where the community is, and what its households have; the simulator's defaults where nothing is said. */
export interface Surroundings {
  /** Thousandths of a degree east, which decide how late the sun says it is. */
  readonly longitudeMillidegree?: number;
  readonly houses?: Readonly<Record<string, HouseParts>>;
}

export interface CommunitySimulatorOptions {
  readonly layout: Layout;
  readonly households: readonly string[];
  readonly wires: readonly WireSpec[];
  readonly surroundings?: Surroundings | undefined;
}

export class CommunitySimulator {
  readonly process: ManagedProcess;
  readonly #options: CommunitySimulatorOptions;
  #control: SimulatorControl | undefined;

  constructor(options: CommunitySimulatorOptions) {
    this.#options = options;
    const { layout } = options;
    this.process = new ManagedProcess({
      name: 'simulator',
      entry: entries.simulator,
      args: [this.#file],
      logFile: layout.log('simulator'),
    });
  }

  get control(): SimulatorControl {
    return started(this.#control);
  }

  /** Undefined until it can be asked, and when it ends meanwhile. */
  read(): Promise<ControlState | undefined> {
    return this.#control?.state().catch(() => undefined) ?? Promise.resolve(undefined);
  }

  get #file(): string {
    return join(this.#options.layout.root, 'simulator.json');
  }

  async start(): Promise<void> {
    const { layout, households, wires, surroundings: { houses, ...place } = {} } = this.#options;
    const config: CommunityConfigInput & { readonly controlSocket: string } = {
      controlSocket: join(layout.run, 'simulator.sock'),
      ...place,
      households: households.map((name) => ({ ...houses?.[name], name, root: layout.household(name).devices })),
      wires: [...wires],
    };
    for (const name of households) await layout.household(name).create();
    await replaceFile(this.#file, toJson(config, 2), 0o644);
    await this.process.start();
    this.#control = await SimulatorControl.connect(config.controlSocket);
  }

  async stop(): Promise<void> {
    this.#control?.close();
    await this.process.stop();
  }
}
