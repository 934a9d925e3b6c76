/** An owner's or operator's process on Node: HTTPS transport, profiles and state in files, a wallet on chain. */
export * from './contract-code.ts';
export * from './file-store.ts';
export * from './https-transport.ts';
export * from './operator-ledger.ts';
export * from './owners-chain.ts';
export * from './profile.ts';
export * from './wallet.ts';
