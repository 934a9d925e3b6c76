/** Errors of the database, backups, the audit, and of starting a component. */
import { fault, passing, refused } from '../entry.ts';

export const operationsErrors = {
  // --- database, backups, audit
  DATABASE_UNREACHABLE: passing(
    503,
    'The database cannot be used.',
    "See the reason and the server's message in the details or the log: correct DATABASE_URL or the permissions of its user, free disk space, or wait for the server. The embedded server writes `postgres.log` to the data directory.",
    { operatorOnly: true },
  ),
  DATABASE_IN_USE: fault(
    409,
    'Another gateway is using this database.',
    'Run one gateway per database: stop the other one, or name another database in the profile.',
  ),
  DATABASE_NEWER: fault(
    500,
    'The database was migrated by a newer version of Evlock.',
    'Run that version of Evlock or a later one.',
  ),
  BACKUP_PASSPHRASE_WRONG: refused(
    403,
    'The passphrase does not open this backup, or the beginning of the backup was modified.',
    'Enter the passphrase that the backup was made with; without it, the backup cannot be opened.',
  ),
  BACKUP_DAMAGED: fault(
    409,
    'The backup is truncated, modified, or not a backup.',
    'Use another copy of it, or an older backup. Nothing was restored.',
  ),
  RESTORE_TARGET_USED: refused(
    409,
    'The restore target is not empty.',
    'Restore to an empty database and empty directories; existing data is never overwritten.',
  ),
  RECORDS_DIFFER: fault(
    500,
    'The chain and the database disagree about a trade.',
    'The chain is authoritative. Keep the database as it is, and report it with the trade named in the details.',
    { defect: true },
  ),
  AUDIT_FAILED: fault(
    500,
    'The database does not match the signatures and the chain.',
    'Keep the database as it is. Each difference names a table, key and field; restore from a backup that passes the audit.',
    { exitCode: 3 },
  ),

  // --- starting up
  UNSOUND: fault(
    500,
    'The doctor found a problem.',
    'Follow the fix shown below each problem, starting with the first, and run it again.',
  ),
  PAGES_NOT_BUILT: fault(
    500,
    'The pages are not built.',
    'In a clone, run `npm ci` with development dependencies and look at `problem` in the details; reinstall an installation.',
  ),
  ORIGIN_FORBIDDEN: refused(
    403,
    'The request did not come from a page of this origin.',
    'Open the page at exactly the address that its server printed. A proxy in front must keep the `Host` header, and its address must be set.',
  ),
  PORT_IN_USE: fault(
    500,
    'The port is already in use.',
    'Stop the other program, or choose another port in the profile.',
  ),
  ALREADY_RUNNING: fault(
    500,
    'Another Evlock process is using this data directory.',
    'Stop that process first, or choose another directory with `--data`.',
  ),
  TRUSTZONE_NOT_BUILT: fault(
    500,
    'The TrustZone machine image has not been built.',
    'Run `npm run trustzone:build`; it says which Debian packages it needs.',
  ),
  TRUSTZONE_BOOT_REFUSED: fault(
    500,
    "The TrustZone machine's firmware or OP-TEE refused to boot.",
    'Run `npm run trustzone:build`; the next start installs signed firmware again. If the hardware key in the flash is lost, so is the secure storage: start in another directory, and recover the account with `evlock meter recover`.',
  ),
  TRUSTZONE_APPLICATION_REFUSED: fault(
    500,
    'The TrustZone machine did not load the trusted application.',
    "Status 0xffff000f means that the storage is not this machine's latest, or that the application was not signed by this checkout: put back the machine's latest disk, or run `npm run trustzone:build`. If the disk is lost, start in another directory, and recover the account with `evlock meter recover`.",
  ),
  PROGRAM_MISSING: fault(
    500,
    'A required program is not installed.',
    'Install the Debian packages named in the details: `apt-get install …`.',
  ),
  PROCESS_FAILED: fault(
    500,
    'A component of the community exited or failed to start.',
    'See the log file named in the details.',
  ),
  PLATFORM_UNSUPPORTED: fault(
    500,
    'This component does not run on this platform.',
    'Use Linux on x64, or configure the profile with a chain and a database of your own.',
  ),
} as const;
