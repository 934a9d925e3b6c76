/**
 * Carries receipts and does nothing else: `ws` over mutual TLS that answers each message and forwards it to the sender's partner,
 * as the gateway must. Its own process; receives its certificate in a message.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** PEM: the server's certificate, and the authority of its clients. */
export interface FloorIdentity {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
}

/** Starts the server in its own process; returns its port. */
export async function startFloorServer(identity: FloorIdentity): Promise<{ port: number; stop: () => Promise<void> }> {
  const child: ChildProcess = fork(import.meta.filename);
  child.send(identity);
  const [port] = (await once(child, 'message')) as [number];
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  };
  return { port, stop };
}

/** The partner is found by the trade id as text: nothing is parsed. */
const TRADE = /"tradeId":"(0x[0-9a-f]{64})","role":"(buyer|seller)"/;
const ID = /^\{"id":(\d+)/;

function serve(identity: FloorIdentity): void {
  const server = createServer({ ...identity, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3' });
  const sockets = new Map<string, WebSocket>();
  new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket) => {
    let passedOn = 0;
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text.endsWith('"result":{}}')) return;
      socket.send(`{"id":${ID.exec(text)?.[1]},"result":{}}`);
      const [, tradeId, role] = TRADE.exec(text) ?? [];
      if (role === undefined) return;
      sockets.set(`${tradeId} ${role}`, socket);
      const partner = sockets.get(`${tradeId} ${role === 'buyer' ? 'seller' : 'buyer'}`);
      partner?.send(text.replace(ID, `{"id":${passedOn++}`).replace('"receipt"', '"partnerReceipt"'));
    });
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
}

if (process.argv[1] === import.meta.filename) process.once('message', (identity: FloorIdentity) => serve(identity));
