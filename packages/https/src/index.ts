/** HTTPS to one server under a pinned authority. */
export * from './connection-failure.ts';
export * from './https-client.ts';
export * from './post-json.ts';
