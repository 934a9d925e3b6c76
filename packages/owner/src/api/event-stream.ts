/** Server-sent events → the API's typed events. Source: https://html.spec.whatwg.org/multipage/server-sent-events.html */
import { EvlockError, eventSchemas, parseJson } from '@evlock/protocol';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { z } from 'zod';

type Schemas = typeof eventSchemas;
/** `{name: 'offer', data: OfferView}`, `{name: 'trade', data: TradeView}` or `{name: 'status', data: …}`. */
export type ApiEvent = {
  [Name in keyof Schemas]: { readonly name: Name; readonly data: z.output<Schemas[Name]> };
}[keyof Schemas];

/** Largest event in characters. */
const MAX_EVENT = 262_144;

const isEventName = (name: string): name is keyof Schemas => Object.hasOwn(eventSchemas, name);

/** Undefined for an event type introduced by a newer gateway. */
function typedEvent({ event: name = '', data }: EventSourceMessage): ApiEvent | undefined {
  if (!isEventName(name)) return undefined;
  return { name, data: parseJson(eventSchemas[name], data, MAX_EVENT) } as ApiEvent;
}

/** Yields every known event. Throws `INPUT_TOO_LARGE`, or `INVALID_INPUT` when the stream does not match the API. */
export async function* parseEventStream(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ApiEvent> {
  const received: EventSourceMessage[] = [];
  let isTooLarge = false;
  const parser = createParser({
    maxBufferSize: MAX_EVENT,
    onEvent: (message) => received.push(message),
    onError: ({ type }) => {
      isTooLarge ||= type === 'max-buffer-size-exceeded';
    },
  });
  const decoder = new TextDecoder();
  for await (const chunk of chunks) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    for (const message of received.splice(0)) {
      const event = typedEvent(message);
      if (event) yield event;
    }
    if (isTooLarge) throw new EvlockError('INPUT_TOO_LARGE', { limit: MAX_EVENT, part: 'event stream' });
  }
}
