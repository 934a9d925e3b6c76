/** A machine's storage: it survives power loss, and nobody can roll it back, delete it or substitute another machine's. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { type CommandResponse, SecureWorldClient } from '@evlock/secure-world';
import { provisionInput } from '@evlock/secure-world/compliance/fixture';
import { startMachine } from '@evlock/simulator/internal/trustzone';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isBuilt, PATIENCE, profileIn } from './machines.ts';
import { changedFiles, type Outcome, StoredMachine, storedFiles } from './stored-machine.ts';

/** Where OP-TEE lists its files, under the rollback counter. */
const DIRECTORY = 'dirf.db';
/** TEE_ERROR_SECURITY: does not match the hardware key and the rollback counter. */
const NOT_OURS = 'TRUSTZONE_APPLICATION_REFUSED 0xffff000f';
/** TEE_ERROR_CORRUPT_OBJECT: the directory names a missing file. */
const CORRUPT = 'TRUSTZONE_APPLICATION_REFUSED 0xf0100001';

/** Of the file system. */
const SUPERBLOCK_END = 2048;

const hardwareKey = (name: string) => (size: number) =>
  new Uint8Array(createHash('sha256').update(name).digest().subarray(0, size));

/** A machine's identity, and whether its counters have advanced. */
function identity(outcome: Outcome): Pick<CommandResponse<'info'>, 'state' | 'deviceId' | 'meterKey' | 'account'> {
  if (typeof outcome === 'string') throw new Error(outcome);
  const { state, deviceId, meterKey, account } = outcome;
  return { state, deviceId, meterKey, account };
}

const bootCount = (outcome: Outcome): number => (typeof outcome === 'string' ? Number.NaN : outcome.bootCount);

/** A provisioned machine, powered off. */
async function provisioned(name: string): Promise<StoredMachine> {
  const machine = await StoredMachine.create(hardwareKey(name));
  const running = await startMachine(profileIn(machine.folder), PATIENCE);
  const client = await SecureWorldClient.connect({ path: running.ready.consoleSocket }, PATIENCE);
  await client.provision(provisionInput);
  await client.close();
  await running.stop();
  return machine;
}

describe.skipIf(!isBuilt)('the secure storage of a machine', () => {
  let machine: StoredMachine;
  let other: StoredMachine;
  let yesterday: string;
  /** This machine's newest disk, and its report at the last boot. */
  let newest: string;
  let last: Outcome;
  beforeAll(async () => {
    [machine, other] = await Promise.all([provisioned('first'), provisioned('second')]);
    yesterday = machine.keep('yesterday');
    // Each start is counted, and so written.
    last = await machine.boot();
    await machine.end();
    newest = machine.keep('newest');
  });
  afterAll(async () => {
    await machine?.close();
    await other?.close();
  });

  /** Boots with a changed disk and stops. */
  async function after(change: () => void): Promise<Outcome> {
    machine.putBack(newest);
    change();
    const outcome = await machine.boot();
    await machine.end();
    return outcome;
  }

  /** Boots with this machine's newest disk: same identity, counters where they were. */
  async function expectItself(): Promise<void> {
    const outcome = await after(() => undefined);
    expect(identity(outcome)).toEqual(identity(last));
    expect(bootCount(outcome)).toBe(bootCount(last) + 1);
    last = outcome;
    newest = machine.keep('newest');
  }

  it('keeps keys and counters across power loss', async () => {
    expect(identity(last).state).toBe('provisioned');
    await expectItself();
  });

  it('is refused when rolled back as a whole', async () => {
    expect(await after(() => machine.putBack(yesterday))).toBe(NOT_OURS);
  });

  it('is refused when it belongs to another machine', async () => {
    expect(await after(() => machine.putBack(other.machine.disk))).toBe(NOT_OURS);
  });

  it('is refused when entirely deleted', async () => {
    expect(await after(() => machine.remove(storedFiles(newest)))).toBe(NOT_OURS);
  });

  it('is refused when only its directory was rolled back', async () => {
    expect(await after(() => machine.putBackFiles(yesterday, [DIRECTORY]))).toBe(NOT_OURS);
  });

  it('is refused when all but its directory was deleted', async () => {
    const objects = storedFiles(newest).filter((name) => name !== DIRECTORY);
    expect(await after(() => machine.remove(objects))).toBe(CORRUPT);
  });

  it('does not fall back to memory when there is no disk to read', async () => {
    const noDisk = 'TRUSTZONE_APPLICATION_REFUSED evlock: no disk';
    expect(await after(() => writeFileSync(machine.machine.disk, Buffer.alloc(SUPERBLOCK_END), { flag: 'r+' }))).toBe(
      noDisk,
    );
  });

  it('is unchanged once its own newest disk is back', () => expectItself());

  it('reveals neither key nor counter when single objects were rolled back, and has lost them', async () => {
    const objects = changedFiles(yesterday, newest).filter((name) => name !== DIRECTORY);
    const common = objects.filter((name) => storedFiles(yesterday).includes(name));
    expect(common.length).toBeGreaterThan(0);
    expect(await after(() => machine.putBackFiles(yesterday, common))).toBe('STORAGE_DAMAGED');
  });
});
