/** Runs the fleet in its own process, controlled by messages, so that it does not share a thread with what is measured. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { type FleetOptions, MeterFleet } from './meter-fleet.ts';

type Order =
  | { readonly do: 'connect'; readonly options: FleetOptions }
  | { readonly do: 'prepare'; readonly receiptsOfEach: number }
  | { readonly do: 'sendAll'; readonly window: number }
  | { readonly do: 'sendEverySecond'; readonly seconds: number };

export class FleetProcess {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(options: FleetOptions): Promise<FleetProcess> {
    const fleet = new FleetProcess(fork(import.meta.filename, { serialization: 'advanced' }));
    await fleet.#order({ do: 'connect', options });
    return fleet;
  }

  prepare(receiptsOfEach: number): Promise<void> {
    return this.#order({ do: 'prepare', receiptsOfEach });
  }

  sendAll(window: number): ReturnType<MeterFleet['sendAll']> {
    return this.#order({ do: 'sendAll', window });
  }

  sendEverySecond(seconds: number): Promise<number[]> {
    return this.#order({ do: 'sendEverySecond', seconds });
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill();
    await ended;
  }

  async #order<T>(order: Order): Promise<T> {
    this.#child.send(order);
    const [answer] = await Promise.race([
      once(this.#child, 'message'),
      once(this.#child, 'exit').then(([code]) => Promise.reject(new Error(`the fleet ended with ${code}`))),
    ]);
    return answer as T;
  }
}

async function obey(order: Order, fleet: MeterFleet | undefined): Promise<unknown> {
  if (order.do === 'connect') return await MeterFleet.connect(order.options);
  if (fleet === undefined) throw new Error('not connected');
  if (order.do === 'prepare') return fleet.prepare(order.receiptsOfEach);
  return order.do === 'sendAll' ? await fleet.sendAll(order.window) : await fleet.sendEverySecond(order.seconds);
}

if (process.argv[1] === import.meta.filename) {
  let fleet: MeterFleet | undefined;
  process.on('message', async (order: Order) => {
    const result = await obey(order, fleet);
    if (result instanceof MeterFleet) fleet = result;
    process.send?.(result instanceof MeterFleet ? {} : (result ?? {}));
  });
}
