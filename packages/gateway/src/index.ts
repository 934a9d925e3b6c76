export { AUTHORITY_FILE, createGateway, Gateway, type GatewayModules } from './gateway.ts';
export { openApiDocument } from './http/openapi-document.ts';
export { type GatewayProfile, gatewayProfileSchema, readGatewayProfile } from './profile.ts';
