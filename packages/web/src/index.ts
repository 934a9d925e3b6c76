/** The pages, and the server that serves them. */
export * from './bundle.ts';
export * from './config.ts';
export * from './pages-server.ts';
