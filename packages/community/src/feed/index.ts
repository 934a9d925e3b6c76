/** The demo's feed and its sabotage, for whoever fills and whoever shows them; runs in a browser too. */
export * from './facts.ts';
export * from './sabotage.ts';
export * from './snapshot.ts';
