/** Rows with everything a text form or a migration could corrupt: quotes, commas, nulls, large numbers, JSON, line feeds. */

/** For a schema from 0002 on; `offers` is how many. */
export const sampleRows = (offers: number): string[] => [
  `INSERT INTO offers (hash, meter_key, account, body, signature, nonce, open_before, placed)
   SELECT sha256(n::text::bytea), substr(sha256('m'), 1, 20), substr(sha256('a'), 1, 20), '\\x00ff22',
          substr(sha256('s') || sha256('s') || '\\x1b', 1, 65), n, 1, 2
   FROM generate_series(1, ${offers}) n`,
  `INSERT INTO trades (id, offer_hash, bid_body, bid_signature, buyer_meter, buyer_account, seller_meter, seller_account,
     energy, price, locked, starts, ends, open_before, ordered, state, error)
   SELECT sha256('t'), hash, body, signature, meter_key, account, meter_key, account, 18446744073709551615, 1,
          340282366920938463463374607431768211455, 1, 2, 1, 1, 'signed', E'a "quoted", \\\\ (odd)\\n error'
   FROM offers WHERE nonce = 1`,
  `INSERT INTO chain_events (block, log_index, block_hash, transaction, time, name, fields)
   VALUES (1, 0, sha256('b'), sha256('t'), 1, 'Paused', '{"a": "é\\"", "n": 12345678901234567890}')`,
  `INSERT INTO device (device_id, meter_key, account, security_class, passkey_x, passkey_y, certificate_serial,
     certificate_expires, state, requested)
   VALUES (sha256('d'), '\\x01', '\\x02', 'board', '\\x03', '\\x04', 'AB', 9, 'enrolled', 1)`,
  `INSERT INTO owner_session (token_hash, device_id, expires) VALUES (sha256('session'), sha256('d'), 9)`,
  `INSERT INTO enrolment_code (hash, expires) VALUES (sha256('code'), 9)`,
];

/** For tables that came later, by the migration that created them. */
export const laterRows: Readonly<Record<string, string>> = {
  '0003': `INSERT INTO gas_charges (account, day, key, chain_id, sender, shares, expected)
    VALUES (substr(sha256('a'), 1, 20), 1, 'open:1', 1, substr(sha256('s'), 1, 20), 2, 300000)`,
  '0004': `INSERT INTO meter_faults (meter_key, code, found, first, second)
    VALUES (substr(sha256('m'), 1, 20), 'SEQUENCE_FORKED', 1, '{}', '{}')`,
  '0006': `INSERT INTO signed_orders (meter_key, nonce, body, signature)
    VALUES (substr(sha256('m'), 1, 20), 9, '\\x00ff', substr(sha256('s') || sha256('s') || '\\x1b', 1, 65))`,
  '0008': `INSERT INTO chain_accounts (account, reputation) VALUES (substr(sha256('a'), 1, 20), -3)`,
  '0009': `INSERT INTO enrolment_file (device_id, body) VALUES (sha256('d'), '{"a": "é\\""}');
    INSERT INTO device_record (device_id, step, what, at) VALUES (sha256('d'), 1, 'revoked', 1)`,
  '0010': `INSERT INTO outbox (key, chain_id, sender, target, data, label, nonce, gas_limit, attempts, state, items)
    VALUES ('batch:open:1', 1, substr(sha256('s'), 1, 20), substr(sha256('m'), 1, 20), '\\x00', 'openMany', 1, 200000, '[]', 'done',
            '[{"key": "open:1", "index": 0}]')`,
  '0011': `INSERT INTO operator (name, role, added, added_by) VALUES ('Ada "the" Ö', 'auditor', 1, 'token');
    INSERT INTO operator_passkey (credential_id, name, x, y, added) VALUES ('c-1_', 'Ada "the" Ö', '\\x03', '\\x04', 2);
    INSERT INTO operator_sign_up (name, hash, expires) VALUES ('Ada "the" Ö', sha256('code'), 9);
    INSERT INTO operator_session (token_hash, name, expires) VALUES (sha256('session'), 'Ada "the" Ö', 9);
    INSERT INTO operator_record (step, at, who, role, act, subject, result, transaction)
    VALUES (1, 2, 'token', 'operator', 'suspend', E'a, \\n"b"', 'ok', sha256('t'));
    INSERT INTO audit_run (id, started_by, started, ended, error, result) VALUES (1, 'token', 1, 2, NULL, '{"a": "é\\""}')`,
  '0012': `INSERT INTO movements (account, block, log_index, part, time, transaction, kind, other, balance_change, locked_change,
      balance, locked)
    VALUES (substr(sha256('a'), 1, 20), 1, 0, 0, 1, sha256('t'), 'withdrawn', substr(sha256('o'), 1, 20),
      -340282366920938463463374607431768211455, 0, 340282366920938463463374607431768211455, 0)`,
  '0013': `INSERT INTO standing_orders (meter_key, mandate_id, account, device_id, approval, rules, placed, state)
    VALUES (substr(sha256('m'), 1, 20), 7, substr(sha256('a'), 1, 20), sha256('d'), '{}', '{}', 1, 'active')`,
  '0014': `INSERT INTO device_passkey (device_id, x, y) VALUES (sha256('d'), sha256('x'), sha256('y'))`,
  '0005': `INSERT INTO device_certificate (device_id, serial, authority, expires, replaces)
    VALUES (sha256('d'), 'AB', 'a', 9, 'AB')`,
};
