export * from './client.ts';
export * from './confirmation.ts';
export type { ConnectionModules, SecureWorldAddress } from './connection.ts';
export * from './frames.ts';
export * from './generated/abi.ts';
export { fromHex, toHex } from './layout.ts';
export * from './payloads.ts';
export * from './status.ts';
