/** What inspects or changes an installation without serving anything: loads no listener. */
export type { AuditReport } from '../audit/audit.ts';
export { type BackupReport, backupGateway } from '../backup/backup.ts';
export { type RestoreReport, restoreGateway } from '../backup/restore.ts';
export { MIN_PASSPHRASE, readSealed, SealedWriter } from '../backup/sealed-file.ts';
export type { DatabaseLocation } from '../database/database-address.ts';
export type { AuthorityStatus } from '../enrolment/authority-rotation.ts';
export { AUTHORITY_FILE } from '../installation/authority-file.ts';
export { type GatewayProfile, gatewayProfileSchema, readGatewayProfile } from '../profile.ts';
export { type DatabaseState, inspectDatabase } from './inspect-database.ts';
export { type RotateOptions, rotateAuthority } from './rotate-authority.ts';
export { type RunAuditOptions, runAudit } from './run-audit.ts';
