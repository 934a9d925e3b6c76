import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SimulatorControl } from '../src/control/simulator-control.ts';
import type { CommunityConfigInput } from '../src/electrical/config.ts';
import { Files } from './electrical/community.ts';

const ENTRY = join(import.meta.dirname, '../src/main.ts');

describe('the simulator’s process', () => {
  let folder: string;
  let socket: string;
  const children: ChildProcess[] = [];

  const start = (config: unknown) => {
    const file = join(folder, 'community.json');
    fs.writeFileSync(file, JSON.stringify(config));
    const child = spawn(process.execPath, [ENTRY, file], { stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    return child;
  };
  const firstLine = async (stream: NodeJS.ReadableStream | null): Promise<unknown> => {
    if (!stream) throw new Error('no stream');
    const [line] = await once(createInterface({ input: stream }), 'line');
    return JSON.parse(String(line));
  };
  const config = (): CommunityConfigInput => ({
    controlSocket: socket,
    households: ['alice', 'bob'].map((name) => ({ name, root: join(folder, name) })),
    wires: [{ id: 'alice-bob', from: 'alice', to: 'bob', milliwatt: 480_000 }],
  });
  /** Waits until the state is as `expected`. */
  const until = async (
    control: SimulatorControl,
    expected: (state: Awaited<ReturnType<typeof control.state>>) => boolean,
  ) => {
    for (let attempt = 0; attempt < 20_000; attempt++) {
      const state = await control.state();
      if (expected(state)) return state;
    }
    throw new Error('the state was not reached');
  };

  beforeEach(() => {
    folder = fs.mkdtempSync(join(tmpdir(), 'evlock-main-'));
    socket = join(folder, 'control.sock');
  });
  afterEach(async () => {
    for (const child of children.splice(0)) {
      if (child.exitCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    fs.rmSync(folder, { recursive: true });
  });

  it('becomes ready, obeys its control socket, follows its files in real time and ends cleanly', async () => {
    const child = start(config());
    expect(await firstLine(child.stdout)).toEqual({ ready: true, households: ['alice', 'bob'], controlSocket: socket });
    expect(fs.statSync(socket).mode & 0o777).toBe(0o600);
    const control = await SimulatorControl.connect(socket);
    await control.setLoad('alice', 100_000);
    await control.setWeather(1_000_000);
    new Files(join(folder, 'alice')).relay(true);
    new Files(join(folder, 'bob')).relay(true);
    const state = await until(control, ({ wires }) => wires[0]?.received !== 0);
    expect(state.wires[0]).toMatchObject({ sender: 'alice', sent: 10_000, received: 10_000 });
    expect(state.households[0]).toMatchObject({ relayClosed: true, load: 100_000, current: 10_000 });
    await control.setWire('alice-bob', { milliwatt: -240_000 });
    await until(control, ({ wires }) => wires[0]?.sender === 'bob' && wires[0].sent === 5_000);
    const fault = await control.inject('alice-bob', { kind: 'wire-cut' });
    const cut = await until(control, ({ wires }) => wires[0]?.sent === 0);
    expect(cut.faults).toEqual([{ id: fault, target: 'alice-bob', fault: { kind: 'wire-cut' } }]);
    await control.clear(fault);
    await until(control, ({ wires }) => wires[0]?.sent === 5_000);
    control.close();
    child.kill('SIGTERM');
    expect((await once(child, 'exit'))[0]).toBe(0);
    expect(fs.existsSync(socket)).toBe(false);
  });

  it('answers unknown requests with a typed error', async () => {
    await firstLine(start(config()).stdout);
    const control = await SimulatorControl.connect(socket);
    await expect(control.setLoad('carol', 1)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(control.setLoad('alice', -1)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(control.clear(7)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    control.close();
    const raw = createConnection(socket);
    raw.write('{"id":3,"op":"explode"}\nnonsense\n');
    const lines: string[] = [];
    for await (const line of createInterface({ input: raw })) if (lines.push(line) === 2) break;
    raw.destroy();
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { id: 3, ok: false, error: { code: 'INVALID_INPUT' } },
      { id: 0, ok: false, error: { code: 'INVALID_INPUT' } },
    ]);
  });

  it('does not start beside another one, nor with an invalid configuration', async () => {
    await firstLine(start(config()).stdout);
    const second = start(config());
    expect(await firstLine(second.stderr)).toMatchObject({ code: 'ALREADY_RUNNING' });
    const third = start({ households: [{ name: 'alice', panels: 3 }] });
    expect(await firstLine(third.stderr)).toMatchObject({ code: 'PROFILE_INVALID' });
    await Promise.all([second, third].map((child) => child.exitCode ?? once(child, 'exit')));
    expect([second.exitCode, third.exitCode]).toEqual([1, 1]);
  });

  it('reports that nobody answers', async () => {
    await expect(SimulatorControl.connect(join(folder, 'nobody.sock'))).rejects.toMatchObject({
      code: 'PROCESS_FAILED',
    });
  });
});
