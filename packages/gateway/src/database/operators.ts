/** The operator's people: their roles, passkeys, sign-up codes and sessions, on PostgreSQL. */
import type { Bytes32, OperatorRole, OperatorView, PasskeyPublicKey, Timestamp } from '@evlock/protocol';
import { bytes, time } from './columns.ts';
import { type Database, violates } from './database.ts';
import type { Statements } from './statements.ts';

export interface OperatorIdentity {
  readonly name: string;
  readonly role: OperatorRole;
}

/** A passkey as it is added. */
export interface OperatorPasskey {
  readonly credentialId: string;
  readonly publicKey: PasskeyPublicKey;
}

interface ViewRow {
  name: string;
  role: OperatorRole;
  added: bigint;
  added_by: string;
  removed: bigint | null;
  passkeys: (bigint | number | string)[];
  invited: bigint | null;
  session: bigint | null;
}

/** Maximum number of sessions of one person. */
const SESSIONS_OF_PERSON = 8;
const LIST_LIMIT = 1_000;

const orNull = (column: bigint | null): Timestamp | null => (column === null ? null : time(column));

export class Operators {
  readonly #database: Database;

  constructor(modules: { readonly database: Database }) {
    this.#database = modules.database;
  }

  /**
   * Keeps the hash of a sign-up code for a person, who is added unless there is one of this name and role. A code made before is
   * no longer valid. False where the name is taken by somebody of another role.
   */
  invite(
    { name, role }: OperatorIdentity,
    code: { readonly hash: Bytes32; readonly expires: Timestamp },
    by: { readonly who: string; readonly now: Timestamp },
  ): Promise<boolean> {
    return this.#database.transaction(async (statements) => {
      const rows = await statements.query(
        `INSERT INTO operator (name, role, added, added_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT (name) DO UPDATE SET role = $2, removed = NULL,
           added = CASE WHEN operator.removed IS NULL THEN operator.added ELSE $3 END,
           added_by = CASE WHEN operator.removed IS NULL THEN operator.added_by ELSE $4 END
         WHERE operator.role = $2 OR operator.removed IS NOT NULL RETURNING 1`,
        [name, role, by.now, by.who],
      );
      if (rows.length === 0) return false;
      await statements.query(
        `INSERT INTO operator_sign_up (name, hash, expires) VALUES ($1, $2, $3)
         ON CONFLICT (name) DO UPDATE SET hash = $2, expires = $3`,
        [name, bytes(code.hash), code.expires],
      );
      return true;
    });
  }

  /** Uses up a sign-up code and adds the passkey. Undefined where the code is not valid, or the passkey is known already. */
  async signUp(hash: Bytes32, passkey: OperatorPasskey, now: Timestamp): Promise<OperatorIdentity | undefined> {
    const added = this.#database.transaction(async (statements) => {
      const [person] = await statements.query<OperatorIdentity>(
        `DELETE FROM operator_sign_up s USING operator o
         WHERE s.name = o.name AND s.hash = $1 AND s.expires > $2 AND o.removed IS NULL RETURNING o.name, o.role`,
        [bytes(hash), now],
      );
      if (!person) return undefined;
      const { x, y } = passkey.publicKey;
      await statements.query(
        'INSERT INTO operator_passkey (credential_id, name, x, y, added) VALUES ($1, $2, $3, $4, $5)',
        [passkey.credentialId, person.name, bytes(x), bytes(y), now],
      );
      return person;
    });
    return added.catch((error: unknown) => {
      if (violates(error, 'operator_passkey_pkey')) return undefined;
      throw error;
    });
  }

  /** Whose passkey it is. */
  async byCredential(
    credentialId: string,
  ): Promise<(OperatorIdentity & { readonly publicKey: PasskeyPublicKey }) | undefined> {
    const [row] = await this.#database.query<OperatorIdentity & PasskeyPublicKey>(
      `SELECT o.name, o.role, p.x, p.y FROM operator_passkey p JOIN operator o USING (name)
       WHERE p.credential_id = $1 AND o.removed IS NULL`,
      [credentialId],
    );
    return row && { name: row.name, role: row.role, publicKey: { x: row.x, y: row.y } };
  }

  /**
   * Stores a session; deletes expired ones, and the oldest of a person who has too many. False where the passkey was removed
   * meanwhile: the session would come to life if somebody of that name were added again.
   */
  addSession(
    { tokenHash, expires }: { readonly tokenHash: Bytes32; readonly expires: Timestamp },
    { name, credentialId }: { readonly name: string; readonly credentialId: string },
    now: Timestamp,
  ): Promise<boolean> {
    return this.#database.transaction(async (statements) => {
      // Nobody is removed until it is stored.
      const known = await statements.query(
        `SELECT 1 FROM operator_passkey p JOIN operator o USING (name)
         WHERE p.credential_id = $1 AND name = $2 AND o.removed IS NULL FOR SHARE`,
        [credentialId, name],
      );
      if (known.length === 0) return false;
      await statements.query('DELETE FROM operator_session WHERE expires <= $1', [now]);
      await statements.query('INSERT INTO operator_session (token_hash, name, expires) VALUES ($1, $2, $3)', [
        bytes(tokenHash),
        name,
        expires,
      ]);
      await statements.query(
        `DELETE FROM operator_session WHERE token_hash IN
           (SELECT token_hash FROM operator_session WHERE name = $1
            ORDER BY token_hash = $2 DESC, expires DESC OFFSET $3)`,
        [name, bytes(tokenHash), SESSIONS_OF_PERSON],
      );
      return true;
    });
  }

  /** Whose live session it is. */
  async bySession(tokenHash: Bytes32, now: Timestamp): Promise<OperatorIdentity | undefined> {
    const [row] = await this.#database.query<OperatorIdentity>(
      `SELECT o.name, o.role FROM operator_session s JOIN operator o USING (name)
       WHERE s.token_hash = $1 AND s.expires > $2 AND o.removed IS NULL`,
      [bytes(tokenHash), now],
    );
    return row;
  }

  async endSession(tokenHash: Bytes32): Promise<void> {
    await this.#database.query('DELETE FROM operator_session WHERE token_hash = $1', [bytes(tokenHash)]);
  }

  /** Removes a person with passkeys, codes and sessions. False when there is none of this name. */
  remove(name: string, now: Timestamp): Promise<boolean> {
    return this.#database.transaction(async (statements) => {
      const rows = await statements.query(
        'UPDATE operator SET removed = $2 WHERE name = $1 AND removed IS NULL RETURNING 1',
        [name, now],
      );
      if (rows.length === 0) return false;
      await forget(statements, name);
      return true;
    });
  }

  /** Everybody, also who was removed. */
  async list(now: Timestamp): Promise<OperatorView[]> {
    const rows = await this.#database.query<ViewRow>(
      `SELECT o.*, ARRAY (SELECT added FROM operator_passkey p WHERE p.name = o.name ORDER BY added) AS passkeys,
         (SELECT expires FROM operator_sign_up s WHERE s.name = o.name AND expires > $1) AS invited,
         (SELECT max(expires) FROM operator_session s WHERE s.name = o.name AND expires > $1) AS session
       FROM operator o ORDER BY removed IS NOT NULL, added, name LIMIT $2`,
      [now, LIST_LIMIT],
    );
    return rows.map((row) => ({
      name: row.name,
      role: row.role,
      added: time(row.added),
      addedBy: row.added_by,
      removed: orNull(row.removed),
      passkeys: row.passkeys.map((added) => time(BigInt(added))),
      invitedUntil: orNull(row.invited),
      signedInUntil: orNull(row.session),
    }));
  }
}

async function forget(statements: Statements, name: string): Promise<void> {
  for (const table of ['operator_session', 'operator_sign_up', 'operator_passkey']) {
    await statements.query(`DELETE FROM ${table} WHERE name = $1`, [name]);
  }
}
