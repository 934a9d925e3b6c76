import type { Migration } from './migration.ts';

/** The operator's people, what they did, and audits. */
export const operators: Migration = {
  name: '0011-operators',
  sql: `
    CREATE TABLE operator (
      name text PRIMARY KEY,
      role text NOT NULL CHECK (role IN ('operator', 'installer', 'auditor')),
      added bigint NOT NULL,
      added_by text NOT NULL,
      removed bigint
    );
    CREATE TABLE operator_passkey (
      credential_id text PRIMARY KEY,
      name text NOT NULL REFERENCES operator,
      x bytea NOT NULL,
      y bytea NOT NULL,
      added bigint NOT NULL
    );
    -- One for each person at most; deleted when it is used.
    CREATE TABLE operator_sign_up (
      name text PRIMARY KEY REFERENCES operator,
      hash bytea NOT NULL UNIQUE,
      expires bigint NOT NULL
    );
    CREATE TABLE operator_session (
      token_hash bytea PRIMARY KEY,
      name text NOT NULL REFERENCES operator,
      expires bigint NOT NULL
    );
    CREATE TABLE operator_record (
      -- Counts from 1.
      step bigint PRIMARY KEY,
      at bigint NOT NULL,
      who text NOT NULL,
      role text NOT NULL,
      act text NOT NULL,
      subject text,
      result text NOT NULL,
      transaction bytea
    );
    CREATE FUNCTION record_stays() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'the record is never changed'; END $$;
    CREATE TRIGGER operator_record_stays BEFORE UPDATE OR DELETE ON operator_record
      FOR EACH ROW EXECUTE FUNCTION record_stays();
    CREATE TRIGGER operator_record_whole BEFORE TRUNCATE ON operator_record
      FOR EACH STATEMENT EXECUTE FUNCTION record_stays();
    CREATE TABLE audit_run (
      id bigint PRIMARY KEY,
      started_by text NOT NULL,
      started bigint NOT NULL,
      ended bigint NOT NULL,
      error text,
      result text
    );
  `,
};
