/** The transport of a client on Node: HTTPS under a pinned authority. */
import { HttpsClient, type HttpsOptions } from '@evlock/https';
import { CLIENT_WAITS } from '@evlock/protocol';
import type { Transport } from '../api/transport.ts';

export type { HttpsOptions } from '@evlock/https';

/**
 * Waits `CLIENT_WAITS` for an answer unless told otherwise. Throws `PROFILE_INVALID` unless the address is `https:` and the authority is one.
 *
 * @example
 * const authority = await readFile('authority.pem', 'utf8');
 * const api = new ApiClient({ transport: httpsTransport({ url: 'https://gateway.example:8443', authority }) });
 */
export const httpsTransport = (options: HttpsOptions): Transport =>
  new HttpsClient({ timeout: CLIENT_WAITS, ...options });
