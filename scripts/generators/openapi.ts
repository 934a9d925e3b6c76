/** `docs/openapi.json`: the gateway's HTTP API, described from the schemas that judge it. */
import { openApiDocument } from '@evlock/gateway';

export async function generate(): Promise<Record<string, string>> {
  return { 'docs/openapi.json': `${JSON.stringify(await openApiDocument(), null, 2)}\n` };
}
