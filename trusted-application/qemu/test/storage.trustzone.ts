/** What a machine stores: it survives the power, and nobody can put it back, take it away or bring another machine's. */
import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { SecureWorldClient, type SecureWorldInfo } from '../../../packages/secure-world/src/index.ts';
import { provisionInput } from '../../../packages/secure-world/test/compliance/fixture.ts';
import { createMachine, isBuilt, type TestMachine } from './machines.ts';

async function ask<T>(machine: TestMachine, question: (client: SecureWorldClient) => Promise<T>): Promise<T> {
  const client = await SecureWorldClient.connect(machine.console);
  try {
    return await question(client);
  } finally {
    await client.close();
  }
}

const info = (machine: TestMachine): Promise<SecureWorldInfo> => ask(machine, (client) => client.info());

/** Ends the machine, changes its disk, starts it again: what it says of itself, or how it refuses. */
async function afterChange(machine: TestMachine, change: (disk: string) => void): Promise<string> {
  const { disk } = machine.running.machine;
  await machine.running.stop();
  // The journal first: tools do not replay it.
  execFileSync('e2fsck', ['-p', disk], { env, stdio: 'ignore' });
  change(disk);
  try {
    await machine.restart();
    return (await info(machine)).state;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
const debugfs = (disk: string, command: string): string =>
  execFileSync('debugfs', ['-w', '-R', command, disk], { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore'] });

const storedFiles = (disk: string): string[] =>
  debugfs(disk, 'ls -p /tee')
    .split('\n')
    .map((line) => line.split('/')[5] ?? '')
    .filter((name) => name !== '' && !name.startsWith('.'));

describe.skipIf(!isBuilt)('the secure storage of a machine', () => {
  const machines: TestMachine[] = [];
  const create = async (): Promise<TestMachine> => {
    const machine = await createMachine();
    machines.push(machine);
    await ask(machine, (client) => client.provision(provisionInput));
    return machine;
  };
  afterEach(async () => {
    for (const machine of machines.splice(0)) await machine.close();
  });

  it('keeps keys and sequences through a restart and a sudden end', async () => {
    const machine = await create();
    const first = await info(machine);
    await machine.restart();
    process.kill(machine.running.machine.pid ?? 0, 'SIGKILL');
    await machine.restart();
    const { meterKey, account, deviceId, attestationKey, bootCount } = await info(machine);
    expect({ meterKey, account, deviceId, attestationKey }).toEqual({
      meterKey: first.meterKey,
      account: first.account,
      deviceId: first.deviceId,
      attestationKey: first.attestationKey,
    });
    expect(bootCount).toBeGreaterThan(first.bootCount);
  });

  it('refuses a disk that was put back', async () => {
    const machine = await create();
    const yesterday = join(machine.folder, 'yesterday');
    expect(await afterChange(machine, (disk) => copyFileSync(disk, yesterday))).toBe('provisioned');
    // Each start is counted, and so written.
    await machine.restart();
    expect(await afterChange(machine, (disk) => copyFileSync(yesterday, disk))).not.toMatch(/provisioned/);
  });

  it('refuses a single file that was put back', async () => {
    const machine = await create();
    const old = join(machine.folder, 'old');
    let names: readonly string[] = [];
    await afterChange(machine, (disk) => {
      names = storedFiles(disk).filter((name) => name !== 'dirf.db');
      for (const name of names) debugfs(disk, `dump /tee/${name} ${old}-${name}`);
    });
    expect(names.length).toBeGreaterThan(0);
    await machine.restart();
    const outcome = await afterChange(machine, (disk) => {
      for (const name of names) {
        debugfs(disk, `rm /tee/${name}`);
        debugfs(disk, `write ${old}-${name} /tee/${name}`);
      }
    });
    expect(outcome).not.toMatch(/provisioned/);
  });

  it('refuses an empty disk where there was something', async () => {
    const machine = await create();
    const outcome = await afterChange(machine, (disk) => {
      for (const name of storedFiles(disk)) debugfs(disk, `rm /tee/${name}`);
    });
    expect(outcome).not.toMatch(/provisioned/);
  });

  it("refuses another machine's disk", async () => {
    const [machine, other] = [await create(), await create()];
    await other.running.stop();
    const foreign = other.running.machine.disk;
    expect(await afterChange(machine, (disk) => copyFileSync(foreign, disk))).not.toMatch(/provisioned/);
  });
});
