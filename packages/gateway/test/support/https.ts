/** HTTPS requests and WebSockets to a gateway under test. */
import { once } from 'node:events';
import { request } from 'node:https';
import { connect } from 'node:tls';
import { toJson } from '@evlock/protocol';
import { enrolmentRequest, privateKeyPem, type SoftwareDevice } from '@evlock/testing/gateway/software-device';
import { WebSocket } from 'ws';
import type { Edge } from './edge.ts';

/** A gateway as a client sees it: its ports, and its authority. */
export interface Reached {
  readonly http: { readonly port: number };
  readonly link: { readonly port: number };
  readonly authority: { readonly certificate: string };
}

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the gateway says is what the test looks at.
  readonly body: any;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface Asked {
  readonly method?: string;
  readonly token?: string | undefined;
  readonly body?: unknown;
  /** Raw bytes instead of a JSON body. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request. A path of `/v1/…`. */
export function ask(edge: Reached, path: string, asked: Asked = {}): Promise<Answer> {
  const text = asked.raw ?? (asked.body === undefined ? undefined : toJson(asked.body));
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: edge.http.port,
        ca: edge.authority.certificate,
        path,
        method: asked.method ?? (text === undefined ? 'GET' : 'POST'),
        agent: false,
        headers: {
          ...(text === undefined ? {} : { 'content-type': 'application/json' }),
          ...(asked.token === undefined ? {} : { authorization: `Bearer ${asked.token}` }),
          ...asked.headers,
        },
      },
      async (response) => {
        const chunks: Buffer[] = await response.toArray();
        const answer = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(answer), headers: response.headers });
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}

export interface Identity {
  readonly certificate?: string;
  readonly privateKey?: string;
  readonly maxVersion?: 'TLSv1.2' | 'TLSv1.3';
}

/** Enrols a device and returns what it needs to connect. */
export async function enrolled(edge: Edge, device: SoftwareDevice): Promise<Required<Omit<Identity, 'maxVersion'>>> {
  const { code } = await edge.enrolment.createCode(device.principal.deviceId);
  const { certificate } = await edge.enrolment.enrol(await enrolmentRequest(device, code));
  return { certificate, privateKey: await privateKeyPem(device.tls) };
}

/** A WebSocket to the device link, not yet open. */
export const dial = (edge: Reached, { certificate, privateKey, maxVersion }: Identity): WebSocket =>
  new WebSocket(`wss://127.0.0.1:${edge.link.port}/`, {
    ca: edge.authority.certificate,
    ...(certificate ? { cert: certificate } : {}),
    ...(privateKey ? { key: privateKey } : {}),
    ...(maxVersion ? { maxVersion } : {}),
  });

/** A connection's outcome: `open`, an HTTP refusal's error code, or `refused` by TLS. */
export function outcome(socket: WebSocket): Promise<string> {
  return new Promise((resolve) => {
    socket.once('open', () => resolve('open'));
    socket.once('error', () => resolve('refused'));
    socket.once('unexpected-response', async (_request, response) => {
      const chunks: Buffer[] = await response.toArray();
      resolve(JSON.parse(Buffer.concat(chunks).toString()).code);
    });
  });
}

/** The close reason of a connection. */
export async function closed(socket: WebSocket): Promise<{ code: number; reason: string }> {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  return { code, reason: reason.toString() };
}

/** The next JSON message of a connection. */
// biome-ignore lint/suspicious/noExplicitAny: whatever the gateway says is what the test looks at.
export async function next(socket: WebSocket): Promise<any> {
  const [data] = (await once(socket, 'message')) as [Buffer];
  return JSON.parse(data.toString());
}

/** Sends raw bytes to the HTTP listener, and returns the whole response. */
export async function rawExchange(edge: Reached, bytes: string): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port: edge.http.port, ca: edge.authority.certificate });
  await once(socket, 'secureConnect');
  socket.write(bytes);
  return Buffer.concat((await socket.toArray()) as Buffer[]).toString();
}
