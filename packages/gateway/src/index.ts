export type { AuditReport } from './audit/audit.ts';
export type { Difference } from './audit/difference.ts';
export { AUTHORITY_FILE, createGateway, Gateway, type GatewayModules } from './gateway.ts';
export { openApiDocument } from './http/openapi-document.ts';
export { type GatewayProfile, gatewayProfileSchema, readGatewayProfile } from './profile.ts';
export { type AuditedDatabase, type RunAuditOptions, runAudit } from './run-audit.ts';
