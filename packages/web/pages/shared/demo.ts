/** What only a demo's pages server answers: routes below `/demo/`. */
import type { DEMO_HEADER } from '@evlock/community/feed';
import { Problem, type ProblemBody } from './problem.ts';

/** Held to the feed's own by its type. */
const HEADER: typeof DEMO_HEADER = 'x-evlock-demo';

/** Posts to one of the demo's routes. Throws a `Problem`; an `Error` where something else answers. */
export async function postDemo(path: string, body: unknown, token?: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json', ...(token !== undefined && { [HEADER]: token }) };
  const response = await fetch(path, { method: 'POST', cache: 'no-store', headers, body: JSON.stringify(body) });
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer;
  const refusal = answer as ProblemBody | undefined;
  throw typeof refusal?.code === 'string' ? new Problem(refusal) : new Error(`${path}: ${response.status}`);
}
