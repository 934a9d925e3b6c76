/** A machine with its sockets as a part: it fails when QEMU exits unasked. */
import { EvlockError, type Part } from '@evlock/protocol';
import type { MachineProfile } from './profile.ts';
import { QEMU } from './qemu.ts';
import { type RunningMachine, startMachine } from './start.ts';

export class MachinePart implements Part<RunningMachine['ready']> {
  readonly failed: Promise<EvlockError>;
  readonly #profile: MachineProfile;
  readonly #power = new AbortController();
  #running: Promise<RunningMachine> | undefined;
  #stopping: Promise<void> | undefined;
  #fail: (error: EvlockError) => void;

  constructor(profile: MachineProfile) {
    this.#profile = profile;
    const { promise, resolve } = Promise.withResolvers<EvlockError>();
    this.failed = promise;
    this.#fail = resolve;
  }

  /** Throws what `startMachine` throws. */
  async start(): Promise<RunningMachine['ready']> {
    this.#running = startMachine(this.#profile, { signal: this.#power.signal });
    const { machine, ready } = await this.#running;
    void machine.ended.then(() => {
      if (this.#power.signal.aborted) return;
      const lastLines = machine.lastLines();
      this.#fail(new EvlockError('PROCESS_FAILED', { process: QEMU, problem: 'exited unexpectedly', lastLines }));
    });
    return ready;
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    this.#power.abort();
    const running = await this.#running?.catch(() => undefined);
    await running?.stop();
  }
}
