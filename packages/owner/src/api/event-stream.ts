/** Server-sent events → the API's typed events. Source: https://html.spec.whatwg.org/multipage/server-sent-events.html */
import { EvlockError, eventSchemas, parseJson } from '@evlock/protocol';
import type { z } from 'zod';

type Schemas = typeof eventSchemas;
/** `{name: 'offer', data: OfferView}`, `{name: 'trade', data: TradeView}` or `{name: 'status', data: …}`. */
export type ApiEvent = {
  [Name in keyof Schemas]: { readonly name: Name; readonly data: z.output<Schemas[Name]> };
}[keyof Schemas];

/** Largest event in characters. */
const MAX_EVENT = 262_144;

const isEventName = (name: string): name is keyof Schemas => Object.hasOwn(eventSchemas, name);

/** One block of `field: value` lines; `undefined` for a comment or an event of a newer gateway. */
function parseBlock(block: string): ApiEvent | undefined {
  let name = '';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const match = /^(event|data): ?(.*)$/.exec(line);
    if (match?.[1] === 'event') name = match[2] ?? '';
    if (match?.[1] === 'data') data.push(match[2] ?? '');
  }
  if (!isEventName(name) || data.length === 0) return undefined;
  return { name, data: parseJson(eventSchemas[name], data.join('\n'), MAX_EVENT) } as ApiEvent;
}

/** Yields every known event. Throws `INPUT_TOO_LARGE` or `INVALID_INPUT` on a stream that is not the API's. */
export async function* parseEventStream(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ApiEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    rest = (rest + decoder.decode(chunk, { stream: true })).replaceAll('\r\n', '\n');
    const blocks = rest.split('\n\n');
    rest = blocks.pop() ?? '';
    if (rest.length > MAX_EVENT) throw new EvlockError('INPUT_TOO_LARGE', { limit: MAX_EVENT, part: 'event stream' });
    for (const block of blocks) {
      const event = parseBlock(block);
      if (event) yield event;
    }
  }
}
