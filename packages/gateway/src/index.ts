export type { Difference } from './audit/difference.ts';
export { createGateway, Gateway, type GatewayModules, type GatewayReady } from './gateway.ts';
export { openApiDocument } from './http/openapi-document.ts';
export * from './operations/tools.ts';
