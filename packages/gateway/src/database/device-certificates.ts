/** The certificates of devices: which key of the authority they are by, and new ones that wait to be used. */
import type { Bytes32, Timestamp } from '@evlock/protocol';
import { bytes, time } from './columns.ts';
import type { Database } from './database.ts';

export interface KnownCertificate {
  readonly serial: string;
  /** SHA-256 of the authority's public key, hex. */
  readonly authority: string;
  readonly expires: Timestamp;
}

export class DeviceCertificates {
  readonly #database: Database;

  constructor(modules: { readonly database: Database }) {
    this.#database = modules.database;
  }

  /** The accepted certificate of a device; undefined where it was issued before this was kept. */
  async accepted(deviceId: Bytes32): Promise<KnownCertificate | undefined> {
    const [row] = await this.#database.query<{ serial: string; authority: string; expires: bigint }>(
      `SELECT serial, authority, expires FROM device_certificate c JOIN device d USING (device_id)
       WHERE device_id = $1 AND c.serial = d.certificate_serial`,
      [bytes(deviceId)],
    );
    return row && { ...row, expires: time(row.expires) };
  }

  /** Keeps what enrolment issued. */
  async enrolled(deviceId: Bytes32, certificate: KnownCertificate): Promise<void> {
    await this.#replace(deviceId, certificate, certificate.serial);
  }

  /** Keeps a new certificate beside the accepted one, which stays valid until the new one is used. */
  async offer(deviceId: Bytes32, certificate: KnownCertificate, accepted: string): Promise<void> {
    await this.#replace(deviceId, certificate, accepted);
  }

  async #replace(deviceId: Bytes32, { serial, authority, expires }: KnownCertificate, replaces: string): Promise<void> {
    await this.#database.transaction(async (statements) => {
      // At most one waits: an answer that was lost is never used.
      await statements.query('DELETE FROM device_certificate WHERE device_id = $1 AND serial <> $2', [
        bytes(deviceId),
        replaces,
      ]);
      await statements.query('INSERT INTO device_certificate VALUES ($1, $2, $3, $4, $5)', [
        bytes(deviceId),
        serial,
        authority,
        expires,
        replaces,
      ]);
    });
  }

  /**
   * The first use of an offered certificate makes it the accepted one. False when there is no such offer, when the device
   * enrolled anew since, or was revoked.
   */
  accept(deviceId: Bytes32, serial: string): Promise<boolean> {
    return this.#database.transaction(async (statements) => {
      const moved = await statements.query(
        `UPDATE device SET certificate_serial = c.serial, certificate_expires = c.expires FROM device_certificate c
         WHERE device.device_id = $1 AND c.device_id = $1 AND c.serial = $2 AND c.replaces = device.certificate_serial
           AND device.state <> 'revoked' RETURNING 1`,
        [bytes(deviceId), serial],
      );
      if (moved.length === 0) return false;
      await statements.query('UPDATE device_certificate SET replaces = serial WHERE device_id = $1 AND serial = $2', [
        bytes(deviceId),
        serial,
      ]);
      await statements.query('DELETE FROM device_certificate WHERE device_id = $1 AND serial <> $2', [
        bytes(deviceId),
        serial,
      ]);
      return true;
    });
  }

  /** Devices, not revoked, whose accepted certificate is not by this key of the authority. */
  async notBy(authority: string): Promise<Bytes32[]> {
    const rows = await this.#database.query<{ device_id: Bytes32 }>(
      `SELECT device_id FROM device d WHERE state <> 'revoked' AND NOT EXISTS (
         SELECT FROM device_certificate c
         WHERE c.device_id = d.device_id AND c.serial = d.certificate_serial AND c.authority = $1)
       ORDER BY device_id`,
      [authority],
    );
    return rows.map(({ device_id }) => device_id);
  }
}
