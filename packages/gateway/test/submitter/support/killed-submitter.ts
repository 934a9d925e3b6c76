/** A submitter in its own process, which opens a file's trades and is killed partway: FILE DATABASE ENDPOINT. */
import { readFile } from 'node:fs/promises';
import { deserialize } from 'node:v8';
import { developmentAccount, EndpointSet, silentLog } from '@evlock/chain';
import { type Deployment, domainOf, Order, systemClock, type TradeOrders } from '@evlock/protocol';
import { openDatabase } from '../../../src/database/database.ts';
import { createSubmitter } from '../../../src/submitter/submitter.ts';

const [, , file = '', url = '', endpoint = ''] = process.argv;
const { deployment, trades } = deserialize(await readFile(file)) as {
  deployment: Deployment;
  trades: TradeOrders[];
};
const database = await openDatabase({ url, connections: 4 }, { log: silentLog });
const { chainId } = deployment;
const endpoints = new EndpointSet({ endpoints: [endpoint], chainId }, { clock: systemClock });
const options = { deployment, endpoints, privateKey: developmentAccount(1).privateKey };
const submitter = createSubmitter(options, { database, clock: systemClock, log: silentLog });
await submitter.start();
await Promise.all(
  trades.map((orders) => submitter.open(Order.digest(domainOf(deployment), orders.bid.order), orders, new Map())),
);
