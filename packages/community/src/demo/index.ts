/** The demo: six houses that trade, and what watches them. */
export * from './demo.ts';
export * from './neighbourhood.ts';
export * from './standing.ts';
export * from './switchboard.ts';
export * from './trade-watch.ts';
export * from './trading.ts';
export * from './turns.ts';
