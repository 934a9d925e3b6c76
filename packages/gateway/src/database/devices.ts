/** Devices, their enrolment codes, and their owners' sessions, on PostgreSQL. */
import {
  type Address,
  type Bytes32,
  type EnrolmentFile,
  EvlockError,
  enrolmentFileSchema,
  type PasskeyPublicKey,
  parseJson,
  type SecurityClass,
  type Timestamp,
  toJson,
} from '@evlock/protocol';
import { bytes, type Database, violates } from './database.ts';
import type { Statements } from './statements.ts';

export type DeviceState = 'pending' | 'enrolled' | 'revoked';

export interface Device {
  readonly deviceId: Bytes32;
  readonly meterKey: Address;
  readonly account: Address;
  readonly securityClass: SecurityClass;
  readonly passkey: PasskeyPublicKey;
  /** Of the newest certificate, the only one accepted. */
  readonly certificateSerial: string;
  readonly certificateExpires: Timestamp;
  readonly state: DeviceState;
  readonly requested: Timestamp;
}

/** A device as it is admitted, with the evidence that it presented. */
export interface Admission {
  readonly device: Device;
  readonly file: EnrolmentFile;
}

/** A decision about a device, and when it was made. */
export interface DeviceEvent {
  readonly what: 'code' | 'admitted' | 'revoked' | 'readmitted';
  readonly at: Timestamp;
}

interface DeviceRow {
  device_id: Bytes32;
  meter_key: Address;
  account: Address;
  security_class: SecurityClass;
  passkey_x: Bytes32;
  passkey_y: Bytes32;
  certificate_serial: string;
  certificate_expires: bigint;
  state: DeviceState;
  requested: bigint;
}

const COLUMNS = `device_id, meter_key, account, security_class, passkey_x, passkey_y,
  certificate_serial, certificate_expires, state, requested`;
/** Characters of what a device shows. */
const LARGEST_FILE = 65_536;
/** Maximum number of devices in one listing. */
const LIST_LIMIT = 10_000;
/** Maximum number of sessions per device. */
const SESSIONS_OF_DEVICE = 16;

const deviceOf = (row: DeviceRow): Device => ({
  deviceId: row.device_id,
  meterKey: row.meter_key,
  account: row.account,
  securityClass: row.security_class,
  passkey: { x: row.passkey_x, y: row.passkey_y },
  certificateSerial: row.certificate_serial,
  certificateExpires: Number(row.certificate_expires) as Timestamp,
  state: row.state,
  requested: Number(row.requested) as Timestamp,
});

export class Devices {
  readonly #database: Database;

  constructor(modules: { readonly database: Database }) {
    this.#database = modules.database;
  }

  byId(deviceId: Bytes32): Promise<Device | undefined> {
    return this.#one('device_id', deviceId);
  }

  byMeterKey(meterKey: Address): Promise<Device | undefined> {
    return this.#one('meter_key', meterKey);
  }

  async all(): Promise<Device[]> {
    const rows = await this.#database.query<DeviceRow>(
      `SELECT ${COLUMNS} FROM device ORDER BY requested DESC, device_id LIMIT $1`,
      [LIST_LIMIT],
    );
    return rows.map(deviceOf);
  }

  /**
   * Uses up the code, which must be this device's, and stores the device with what it showed: all or nothing. False when the code
   * was already used or is too old: of several at once, one gets through. Throws `EVIDENCE_REFUSED` when another device holds
   * the meter key, or this one has other keys; `DEVICE_REVOKED`.
   */
  admit(hash: Bytes32, { device, file }: Admission, now: Timestamp): Promise<boolean> {
    const admitted = this.#database.transaction(async (statements) => {
      const used = await statements.query(
        `UPDATE enrolment_code SET used = $2
         WHERE hash = $1 AND device_id = $3 AND used IS NULL AND expires > $2 RETURNING 1`,
        [bytes(hash), now, bytes(device.deviceId)],
      );
      if (used.length === 0) return false;
      await store(statements, device);
      await statements.query(
        `INSERT INTO enrolment_file (device_id, body) VALUES ($1, $2)
         ON CONFLICT (device_id) DO UPDATE SET body = EXCLUDED.body`,
        [bytes(device.deviceId), toJson(file)],
      );
      await record(statements, device.deviceId, 'admitted', now);
      // The passkey may be another one now.
      await statements.query('DELETE FROM device_passkey WHERE device_id = $1', [bytes(device.deviceId)]);
      await statements.query('DELETE FROM owner_session WHERE device_id = $1', [bytes(device.deviceId)]);
      return true;
    });
    return admitted.catch((error: unknown) => {
      if (violates(error, 'device_meter_key')) throw new EvlockError('EVIDENCE_REFUSED', { check: 'oneMeterKey' });
      throw error;
    });
  }

  /** The chain has it: from pending to enrolled. */
  async markEnrolled(deviceId: Bytes32): Promise<void> {
    await this.#database.query(`UPDATE device SET state = 'enrolled' WHERE device_id = $1 AND state = 'pending'`, [
      bytes(deviceId),
    ]);
  }

  /** Revokes the certificate, ends the sessions, and deletes every code made for it. False when there is no such device. */
  revoke(deviceId: Bytes32, now: Timestamp): Promise<boolean> {
    return this.#database.transaction(async (statements) => {
      const rows = await statements.query(`UPDATE device SET state = 'revoked' WHERE device_id = $1 RETURNING 1`, [
        bytes(deviceId),
      ]);
      await statements.query('DELETE FROM owner_session WHERE device_id = $1', [bytes(deviceId)]);
      await statements.query('DELETE FROM enrolment_code WHERE device_id = $1', [bytes(deviceId)]);
      if (rows.length > 0) await record(statements, deviceId, 'revoked', now);
      return rows.length > 0;
    });
  }

  /** Lets a revoked device enrol again. Its old certificate stays revoked. False when no such device is revoked. */
  readmit(deviceId: Bytes32, now: Timestamp): Promise<boolean> {
    return this.#database.transaction(async (statements) => {
      const rows = await statements.query(
        `UPDATE device SET state = 'pending', certificate_serial = '' WHERE device_id = $1 AND state = 'revoked' RETURNING 1`,
        [bytes(deviceId)],
      );
      await statements.query('DELETE FROM device_certificate WHERE device_id = $1', [bytes(deviceId)]);
      if (rows.length > 0) await record(statements, deviceId, 'readmitted', now);
      return rows.length > 0;
    });
  }

  /** Stores a code for one device and deletes expired ones. */
  addCode(hash: Bytes32, deviceId: Bytes32, expires: Timestamp, now: Timestamp): Promise<void> {
    return this.#database.transaction(async (statements) => {
      await statements.query('DELETE FROM enrolment_code WHERE expires < $1', [now]);
      await statements.query('INSERT INTO enrolment_code (hash, device_id, expires) VALUES ($1, $2, $3)', [
        bytes(hash),
        bytes(deviceId),
        expires,
      ]);
      await record(statements, deviceId, 'code', now);
    });
  }

  /** Whether a code can be used now, by this device. */
  async codeUsable(hash: Bytes32, deviceId: Bytes32, now: Timestamp): Promise<boolean> {
    const rows = await this.#database.query(
      'SELECT 1 FROM enrolment_code WHERE hash = $1 AND device_id = $2 AND used IS NULL AND expires > $3',
      [bytes(hash), bytes(deviceId), now],
    );
    return rows.length > 0;
  }

  /** The evidence that a device presented when it was last admitted. */
  async file(deviceId: Bytes32): Promise<EnrolmentFile | undefined> {
    const [row] = await this.#database.query<{ body: string }>('SELECT body FROM enrolment_file WHERE device_id = $1', [
      bytes(deviceId),
    ]);
    return row && parseJson(enrolmentFileSchema, row.body, LARGEST_FILE);
  }

  /** The decisions about a device, oldest first. */
  async record(deviceId: Bytes32): Promise<readonly DeviceEvent[]> {
    const rows = await this.#database.query<{ what: DeviceEvent['what']; at: bigint }>(
      'SELECT what, at FROM device_record WHERE device_id = $1 ORDER BY step',
      [bytes(deviceId)],
    );
    return rows.map(({ what, at }) => ({ what, at: Number(at) as Timestamp }));
  }

  /** Stores a session; deletes expired ones, and the oldest of a device that has too many. */
  async addSession(tokenHash: Bytes32, deviceId: Bytes32, expires: Timestamp, now: Timestamp): Promise<void> {
    await this.#database.query('DELETE FROM owner_session WHERE expires <= $1', [now]);
    await this.#database.query('INSERT INTO owner_session (token_hash, device_id, expires) VALUES ($1, $2, $3)', [
      bytes(tokenHash),
      bytes(deviceId),
      expires,
    ]);
    await this.#database.query(
      `DELETE FROM owner_session WHERE token_hash IN
         (SELECT token_hash FROM owner_session WHERE device_id = $1 ORDER BY token_hash = $2 DESC, expires DESC OFFSET $3)`,
      [bytes(deviceId), bytes(tokenHash), SESSIONS_OF_DEVICE],
    );
  }

  /** The passkeys of a device's owners: what its meter reported last, otherwise the one that it enrolled with. */
  async passkeys({ deviceId, passkey }: Pick<Device, 'deviceId' | 'passkey'>): Promise<readonly PasskeyPublicKey[]> {
    const rows = await this.#database.query<PasskeyPublicKey>(
      'SELECT x, y FROM device_passkey WHERE device_id = $1 ORDER BY x, y',
      [bytes(deviceId)],
    );
    return rows.length > 0 ? rows.map(({ x, y }) => ({ x, y })) : [passkey];
  }

  /** Takes over what a meter reports; nothing changes where it reports none. True where one is there no longer. */
  async keepPasskeys(deviceId: Bytes32, passkeys: readonly PasskeyPublicKey[]): Promise<boolean> {
    if (passkeys.length === 0) return false;
    return this.#database.transaction(async (statements) => {
      const known = await statements.query<PasskeyPublicKey>(
        `SELECT x, y FROM device_passkey WHERE device_id = $1 UNION ALL
         SELECT passkey_x, passkey_y FROM device
         WHERE device_id = $1 AND NOT EXISTS (SELECT 1 FROM device_passkey WHERE device_id = $1)`,
        [bytes(deviceId)],
      );
      await statements.query('DELETE FROM device_passkey WHERE device_id = $1', [bytes(deviceId)]);
      for (const { x, y } of passkeys) {
        const row = [bytes(deviceId), bytes(x), bytes(y)];
        await statements.query('INSERT INTO device_passkey (device_id, x, y) VALUES ($1, $2, $3)', row);
      }
      return known.some((one) => !passkeys.some(({ x, y }) => x === one.x && y === one.y));
    });
  }

  /** The open sessions of a device's owners, newest first. */
  async sessions(deviceId: Bytes32, now: Timestamp): Promise<readonly { id: Bytes32; expires: Timestamp }[]> {
    const rows = await this.#database.query<{ token_hash: Bytes32; expires: bigint }>(
      'SELECT token_hash, expires FROM owner_session WHERE device_id = $1 AND expires > $2 ORDER BY expires DESC, token_hash',
      [bytes(deviceId), now],
    );
    return rows.map(({ token_hash: id, expires }) => ({ id, expires: Number(expires) as Timestamp }));
  }

  /** Ends every session of a device. */
  async endAllSessions(deviceId: Bytes32): Promise<void> {
    await this.#database.query('DELETE FROM owner_session WHERE device_id = $1', [bytes(deviceId)]);
  }

  /** Ends one session of a device, or all but one. */
  async endSessions(deviceId: Bytes32, which: { readonly only: Bytes32 } | { readonly but: Bytes32 }): Promise<void> {
    const [sign, hash] = 'only' in which ? ['=', which.only] : ['<>', which.but];
    await this.#database.query(`DELETE FROM owner_session WHERE device_id = $1 AND token_hash ${sign} $2`, [
      bytes(deviceId),
      bytes(hash),
    ]);
  }

  /** The device of a live session. */
  async bySession(tokenHash: Bytes32, now: Timestamp): Promise<Device | undefined> {
    const rows = await this.#database.query<DeviceRow>(
      `SELECT ${COLUMNS} FROM device JOIN owner_session USING (device_id)
       WHERE token_hash = $1 AND expires > $2 AND state <> 'revoked'`,
      [bytes(tokenHash), now],
    );
    return rows[0] && deviceOf(rows[0]);
  }

  async #one(column: 'device_id' | 'meter_key', key: Bytes32 | Address): Promise<Device | undefined> {
    const rows = await this.#database.query<DeviceRow>(`SELECT ${COLUMNS} FROM device WHERE ${column} = $1`, [
      bytes(key),
    ]);
    return rows[0] && deviceOf(rows[0]);
  }
}

async function record(
  statements: Statements,
  deviceId: Bytes32,
  what: DeviceEvent['what'],
  now: Timestamp,
): Promise<void> {
  // One after the other, so that none takes the step of another.
  await statements.query('LOCK TABLE device_record IN SHARE ROW EXCLUSIVE MODE');
  await statements.query(
    `INSERT INTO device_record (device_id, step, what, at)
     SELECT $1, coalesce(max(step), 0) + 1, $2, $3 FROM device_record WHERE device_id = $1`,
    [bytes(deviceId), what, now],
  );
}

/** A device that enrols again with a new code gets a new certificate; a revoked one does not, until it is readmitted. */
async function store(statements: Statements, device: Device): Promise<void> {
  const stored = await statements.query(
    `INSERT INTO device (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (device_id) DO UPDATE SET
       security_class = EXCLUDED.security_class, passkey_x = EXCLUDED.passkey_x, passkey_y = EXCLUDED.passkey_y,
       certificate_serial = EXCLUDED.certificate_serial, certificate_expires = EXCLUDED.certificate_expires,
       state = CASE WHEN device.state = 'enrolled' THEN 'enrolled' ELSE EXCLUDED.state END,
       requested = EXCLUDED.requested
     WHERE device.meter_key = EXCLUDED.meter_key AND device.account = EXCLUDED.account AND device.state <> 'revoked'
     RETURNING 1`,
    [
      bytes(device.deviceId),
      bytes(device.meterKey),
      bytes(device.account),
      device.securityClass,
      bytes(device.passkey.x),
      bytes(device.passkey.y),
      device.certificateSerial,
      device.certificateExpires,
      device.state,
      device.requested,
    ],
  );
  if (stored.length === 0) throw new EvlockError('EVIDENCE_REFUSED', { check: 'oneDevice' });
}
