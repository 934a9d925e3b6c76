/** An anvil started by somebody else. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chainIdOf } from '@evlock/chain';
import { anvilBinary, freePort } from '@evlock/chain/internal/anvil';
import { milliseconds, systemClock } from '@evlock/protocol';

export class ForeignAnvil {
  /** Final at once, as on Kaia. */
  static readonly soonFinal = ['--slots-in-an-epoch', '0', '--block-time', '1', '--mixed-mining'];
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.#child = child;
  }

  static async start(args: readonly string[]): Promise<ForeignAnvil> {
    const port = String(await freePort());
    const child = spawn(anvilBinary(), ['--port', port, '--quiet', ...args], { stdio: 'ignore' });
    const anvil = new ForeignAnvil(`http://127.0.0.1:${port}`, child);
    while ((await chainIdOf(anvil.url).catch(() => 0)) === 0) {
      if (child.exitCode !== null) throw new Error(`anvil ended: ${args.join(' ')}`);
      await systemClock.sleep(milliseconds(50));
    }
    return anvil;
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    if (this.#child.kill()) await ended;
  }
}
