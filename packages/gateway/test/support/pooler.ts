/**
 * What a pooler in transaction mode (PgBouncer's `pool_mode = transaction`) does to its clients, in front of a real server: it
 * refuses unknown startup settings, and lends a connection to each client for the length of a transaction.
 */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import pg from 'pg';

export interface Pooler {
  /** The server's URL as the pooler's clients use it. */
  readonly url: string;
  /** Connections refused because of a setting. */
  refused(): number;
  close(): Promise<void>;
}

/** Settings PgBouncer tracks per client; everything else is refused. */
const KNOWN = new Set(['user', 'database', 'client_encoding', 'application_name', 'timezone', 'datestyle']);

const READY_IDLE = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
const AUTHENTICATED = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]);

const refusal = (setting: string): Buffer => {
  const fields = Buffer.from(`SFATAL\0C08P01\0Munsupported startup parameter: ${setting}\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
};

/** The complete messages in `data`, and the rest. A message: type, length without the type, content. */
function split(data: Buffer): { messages: Buffer[]; rest: Buffer } {
  const messages: Buffer[] = [];
  let rest = data;
  while (rest.length >= 5 && rest.length > rest.readInt32BE(1)) {
    const length = rest.readInt32BE(1) + 1;
    messages.push(rest.subarray(0, length));
    rest = rest.subarray(length);
  }
  return { messages, rest };
}

/** A connection to the server, lent per transaction. */
class Lent {
  readonly socket: Socket;
  borrower: Socket | undefined;
  #rest: Buffer = Buffer.alloc(0);

  constructor(socket: Socket, onIdle: () => void) {
    this.socket = socket;
    socket.on('error', () => undefined).on('close', () => this.borrower?.destroy());
    socket.on('data', (data) => {
      const { messages, rest } = split(Buffer.concat([this.#rest, data]));
      this.#rest = rest;
      for (const message of messages) {
        const { borrower } = this;
        if (message.equals(READY_IDLE)) this.borrower = undefined;
        borrower?.write(message);
      }
      if (this.borrower === undefined) onIdle();
    });
  }
}

/** `size` connections to the server behind `url`. */
export async function startPooler(url: string, size: number): Promise<Pooler> {
  const lent: Lent[] = [];
  const waiting: { client: Socket; data: Buffer }[] = [];
  let refused = 0;

  const serve = (): void => {
    for (const one of lent) {
      const next = one.borrower === undefined && !one.socket.destroyed ? waiting.shift() : undefined;
      if (!next) continue;
      one.borrower = next.client;
      one.socket.write(next.data);
    }
  };
  const forward = (client: Socket, data: Buffer): void => {
    const own = lent.find(({ borrower }) => borrower === client);
    const before = waiting.find((item) => item.client === client);
    if (own) own.socket.write(data);
    else if (before) before.data = Buffer.concat([before.data, data]);
    else waiting.push({ client, data });
    serve();
  };

  for (let count = 0; count < size; count++) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    // `pg` has authenticated; from here on the bytes are the pooler's own.
    const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
    stream.removeAllListeners();
    lent.push(new Lent(stream, serve));
  }

  const server = createServer((client) => {
    client.on('error', () => undefined);
    client.once('data', (startup) => {
      const words = startup.subarray(8).toString().split('\0');
      const settings = words.filter((word, index) => index % 2 === 0 && word !== '');
      const unknown = settings.find((setting) => !KNOWN.has(setting.toLowerCase()));
      if (unknown !== undefined) {
        refused++;
        client.end(refusal(unknown));
        return;
      }
      client.write(Buffer.concat([AUTHENTICATED, READY_IDLE]));
      client.on('data', (data) => {
        // Terminate: the client leaves, the server connection stays.
        if (data[0] === 0x58) client.destroy();
        else forward(client, data);
      });
      // A client that leaves mid-transaction costs the pooler that connection.
      client.on('close', () => lent.find(({ borrower }) => borrower === client)?.socket.destroy());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    url: Object.assign(new URL(url), { host: `127.0.0.1:${port}` }).href,
    refused: () => refused,
    close: async () => {
      for (const { socket } of lent) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
