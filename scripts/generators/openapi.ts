/** `docs/openapi.json`: the gateway's HTTP API, generated from the schemas that validate it. */
import { openApiDocument } from '@evlock/gateway';

export async function generate(): Promise<Record<string, string>> {
  return { 'docs/openapi.json': `${JSON.stringify(await openApiDocument(), null, 2)}\n` };
}
