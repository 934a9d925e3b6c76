/** One POST of JSON, on a connection of its own. */
import { toJson } from '@evlock/protocol';
import { HttpsClient, type HttpsOptions, type HttpsResponse } from './https-client.ts';

/** Throws what `HttpsClient` and its `exchange` throw. */
export async function postJson(options: HttpsOptions, path: string, body: unknown): Promise<HttpsResponse> {
  const client = new HttpsClient(options);
  const headers = { 'content-type': 'application/json' };
  try {
    return await client.exchange({ method: 'POST', path, headers, body: toJson(body) });
  } finally {
    client.close();
  }
}
