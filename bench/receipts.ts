/**
 * How many receipts one gateway verifies and stores, and how fast it answers, to `bench/results/receipts.json`: real signatures,
 * mutual TLS, PostgreSQL; next to the minimum cost of its parts, measured in the same run. `--meters N` and `--seconds N` change
 * the load; `--profile FOLDER` writes a CPU profile of the gateway there, and its breakdown to
 * `bench/results/receipts-profile.json` instead.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FleetProcess } from './gateway/fleet-process.ts';
import { copyRate, oneAfterTheOther, perSecond, recoverRate } from './gateway/floor.ts';
import { startFloorServer } from './gateway/floor-server.ts';
import { Installation } from './gateway/installation.ts';
import { timeSpent } from './gateway/time-spent.ts';
import { processorSeconds, residentMemory } from './gateway/usage.ts';
import { latencyOf, ratio } from './statistics.ts';

const { values } = parseArgs({
  options: {
    meters: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '30' },
    profile: { type: 'string' },
  },
});
const METERS = Number(values.meters);
const SECONDS = Number(values.seconds);
/** Receipts per meter at full speed, after as many for warm-up. */
const RECEIPTS_OF_EACH = 30;
/** Unanswered receipts per meter at full speed. */
const WINDOW = 2;

const profiled = values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`];
const say = (text: string): void => void process.stderr.write(`${text}\n`);
const share = (part: number, whole: number): number => Math.round((1000 * part) / whole) / 1000;

say('starting a gateway');
const installation = await Installation.start({ nodeOptions: profiled });
try {
  say(`enrolling ${METERS} meters`);
  const options = await installation.fleet(METERS);
  const alone = await residentMemory(installation.gatewayPid);
  const fleet = await FleetProcess.start(options);
  const used = async () => ({
    gateway: await processorSeconds(installation.gatewayPid),
    database: await processorSeconds(await installation.postgresPid()),
  });

  say('at full speed');
  await fleet.prepare(RECEIPTS_OF_EACH);
  await fleet.sendAll(WINDOW);
  await fleet.prepare(RECEIPTS_OF_EACH);
  const before = await used();
  const full = await fleet.sendAll(WINDOW);
  const after = await used();
  const gateway = perSecond(full.receipts, full.milliseconds);
  const microseconds = (seconds: number): number => Math.round((1e6 * seconds) / full.receipts);

  say(`one receipt a second per meter for ${SECONDS} s`);
  await fleet.prepare(SECONDS);
  const idle = await used();
  const latencies = await fleet.sendEverySecond(SECONDS);
  const busy = await used();
  const memory = await residentMemory(installation.gatewayPid);
  const bytesOfReceipt = await installation.bytesOfReceipt();
  await fleet.stop();
  await installation.stopGateway();

  say('the floor');
  const server = await startFloorServer(await installation.serverIdentity());
  const floorFleet = await FleetProcess.start({ ...options, port: server.port });
  await floorFleet.prepare(RECEIPTS_OF_EACH);
  await floorFleet.sendAll(WINDOW);
  await floorFleet.prepare(RECEIPTS_OF_EACH);
  const carried = await floorFleet.sendAll(WINDOW);
  await floorFleet.stop();
  await server.stop();
  const parts = {
    recover: recoverRate(),
    carry: perSecond(carried.receipts, carried.milliseconds),
    copy: await copyRate(installation.postgres.url),
  };
  const floor = oneAfterTheOther(Object.values(parts));

  const steady = METERS * SECONDS;
  const result = {
    command: 'npm run bench:receipts',
    meters: METERS,
    fullSpeed: {
      receiptsPerSecond: gateway,
      floor: { ...parts, together: floor },
      shareOfFloor: ratio(gateway, floor),
      microsecondsOfProcessor: {
        gateway: microseconds(after.gateway - before.gateway),
        database: microseconds(after.database - before.database),
      },
      shareOfDatabaseInProcessor: share(
        after.database - before.database,
        after.database - before.database + after.gateway - before.gateway,
      ),
    },
    oneASecond: {
      receipts: steady,
      latency: latencyOf(latencies),
      processors: {
        gateway: ratio(busy.gateway - idle.gateway, SECONDS),
        database: ratio(busy.database - idle.database, SECONDS),
      },
      residentMiB: { beforeTheyConnect: alone.now, ...memory },
    },
    storedBytesOfReceipt: bytesOfReceipt,
  };
  const results = join(import.meta.dirname, 'results');
  const write = async (name: string, value: object): Promise<void> => {
    await writeFile(join(results, name), `${JSON.stringify(value, undefined, 2)}\n`);
    console.log(JSON.stringify(value, undefined, 2));
  };
  if (values.profile === undefined) {
    await write('receipts.json', result);
  } else {
    const command = 'npm run bench:receipts -- --profile FOLDER';
    await write('receipts-profile.json', { command, meters: METERS, shares: await timeSpent(values.profile) });
  }
} finally {
  await installation.stop();
}
