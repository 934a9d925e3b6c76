/** The OpenAPI document without a gateway: the application is built, described and closed again. */
import { EvlockError, type RouteName, routes, systemClock } from '@evlock/protocol';
import { EVENT_STREAM_LIMITS } from '../limits/http-limits.ts';
import { createLog } from '../log.ts';
import { EventBus } from '../market/event-bus.ts';
import type { Access } from './access.ts';
import { createApp } from './app.ts';
import { EventStreams } from './event-streams.ts';
import type { Handlers } from './handlers.ts';
import type { OperatorActs } from './operator-acts.ts';

export async function openApiDocument(): Promise<object> {
  const unavailable = async (): Promise<never> => {
    throw new EvlockError('INTERNAL');
  };
  const names = Object.keys(routes) as RouteName[];
  const streams = new EventStreams(EVENT_STREAM_LIMITS, { events: new EventBus(), clock: systemClock });
  const app = await createApp(
    { requestsPerMinute: 1, publicRequestsPerMinute: 1, requestSeconds: 1 },
    {
      handlers: Object.fromEntries(names.map((name) => [name, unavailable])) as unknown as Handlers,
      access: { caller: unavailable } as unknown as Access,
      streams,
      acts: {} as OperatorActs,
      log: createLog({ level: 'silent' }),
    },
  );
  await app.ready();
  const document = app.swagger();
  streams.stop();
  await app.close();
  return document;
}
