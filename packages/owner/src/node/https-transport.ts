/** A Node client's transport: HTTPS with a pinned authority. */
import { HttpsClient, type HttpsOptions } from '@evlock/https';
import { CLIENT_WAITS } from '@evlock/protocol';
import type { Transport } from '../api/transport.ts';

export type { HttpsOptions } from '@evlock/https';

/**
 * Times out after `CLIENT_WAITS` by default. Throws `PROFILE_INVALID` unless the URL is `https:` and the authority is valid.
 *
 * @example
 * const authority = await readFile('authority.pem', 'utf8');
 * const api = new ApiClient({ transport: httpsTransport({ url: 'https://gateway.example:8443', authority }) });
 */
export const httpsTransport = (options: HttpsOptions): Transport =>
  new HttpsClient({ timeout: CLIENT_WAITS, ...options });
