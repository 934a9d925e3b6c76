/** A machine whose normal world has a root shell, and a client on each of its two ports. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  COMMANDS,
  type CommandResponse,
  decodeResponse,
  encodeRequest,
  payloads,
  type ResponseFrame,
  STATUSES,
} from '@evlock/secure-world';
import { uintBytes } from '@evlock/secure-world/internal/frames';
import { CONSOLE_PORT, PortClient, TrustZoneMachine, WORLD_PORT } from '@evlock/simulator/internal/trustzone';
import { image, PATIENCE } from './machines.ts';
import { overlayRamdisk } from './ramdisk.ts';
import { ROOT_PORT, ROOT_SHELL_FILE, RootShell } from './root-shell.ts';

const NO_MANDATE = 2 ** 40 - 1;

interface Parts {
  readonly folder: string;
  readonly machine: TrustZoneMachine;
  readonly shell: RootShell;
  readonly console: PortClient;
}

/** Requests to a trusted application with their times, in ms of `performance.now()`, and its own reports. */
export interface FirstAnswer {
  readonly sent: number;
  readonly took: number;
  readonly info: CommandResponse<'info'>;
}

export class RootedMachine {
  readonly machine: TrustZoneMachine;
  readonly shell: RootShell;
  readonly #parts: Parts;
  #world: PortClient | undefined;

  private constructor(parts: Parts) {
    this.machine = parts.machine;
    this.shell = parts.shell;
    this.#parts = parts;
  }

  /** A new machine, booted; `random` makes its hardware key. */
  static async start(random: (size: number) => Uint8Array): Promise<RootedMachine> {
    const folder = await mkdtemp(join(tmpdir(), 'evlock-rooted-'));
    const ramdisk = await overlayRamdisk(folder, { [ROOT_SHELL_FILE]: new Uint8Array() });
    const machine = new TrustZoneMachine({ ...PATIENCE, image, folder, ramdisk, ports: [ROOT_PORT] }, { random });
    machine.prepare();
    try {
      await machine.start();
      const shell = await RootShell.connect(machine.portSocket(ROOT_PORT));
      const console = await PortClient.connect(machine.portSocket(CONSOLE_PORT), PATIENCE);
      return new RootedMachine({ folder, machine, shell, console });
    } catch (error) {
      await machine.kill();
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** A whole response frame; `INTERNAL` if none came. */
  async handle(body: Uint8Array, { local }: { readonly local: boolean }): Promise<Uint8Array> {
    return await (local ? this.#parts.console : await this.#worldClient()).handle(body);
  }

  async #worldClient(): Promise<PortClient> {
    this.#world ??= await PortClient.connect(this.machine.portSocket(WORLD_PORT), PATIENCE);
    return this.#world;
  }

  /** Frees the meter's port for another client: it serves one at a time. */
  leavePort(): string {
    this.#world?.close();
    this.#world = undefined;
    return this.machine.portSocket(WORLD_PORT);
  }

  async ask(command: number, payload: Uint8Array = new Uint8Array(0), local = false): Promise<ResponseFrame> {
    const body = encodeRequest({ command, id: 1, payload }).subarray(4);
    return decodeResponse((await this.handle(body, { local })).subarray(4));
  }

  /**
   * Makes the trusted application panic while it stores, so that both bridges find the new one. What was stored before is
   * kept. Only when provisioned: otherwise nothing is stored. The new one starts on the request for its first answer.
   */
  async panic(): Promise<FirstAnswer> {
    const revoke = (): Promise<ResponseFrame> => this.ask(COMMANDS.REVOKE_MANDATE, uintBytes(NO_MANDATE, 5));
    const { status } = await this.shell.panic(revoke);
    if (status !== STATUSES.INTERNAL) throw new Error(`no panic, but status ${status}`);
    const first = await this.#answerAfterPanic(false);
    await this.#answerAfterPanic(true);
    return first;
  }

  /** Each old session's first request informs its bridge. */
  async #answerAfterPanic(local: boolean): Promise<FirstAnswer> {
    for (let attempt = 0; attempt < 3; attempt++) {
      const sent = performance.now();
      const { status, payload } = await this.ask(COMMANDS.INFO, undefined, local);
      if (status !== STATUSES.OK) continue;
      return { sent, took: performance.now() - sent, info: payloads.info.response.decode(payload) };
    }
    throw new Error('no application after a panic');
  }

  async close(): Promise<void> {
    this.shell.close();
    this.#world?.close();
    this.#parts.console.close();
    await this.machine.kill();
    await rm(this.#parts.folder, { recursive: true, force: true });
  }
}
