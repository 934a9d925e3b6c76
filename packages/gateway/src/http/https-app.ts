import type { Server } from 'node:https';
import type { FastifyInstance } from 'fastify';

/** Fastify over HTTPS, which is all that the gateway serves. */
export type App = FastifyInstance<Server>;
