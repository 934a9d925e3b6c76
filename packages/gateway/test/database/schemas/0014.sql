-- 0014-passkeys: the schema as it was, with a few rows. Never edited.
CREATE TABLE migration (
  name text PRIMARY KEY, checksum text NOT NULL,
  applied timestamptz NOT NULL DEFAULT now());
CREATE DOMAIN energy AS numeric(20, 0) CHECK (VALUE >= 0);
    CREATE DOMAIN price AS numeric(20, 0) CHECK (VALUE >= 0);
    CREATE DOMAIN micro_units AS numeric(39, 0) CHECK (VALUE >= 0);
    CREATE DOMAIN digest AS bytea CHECK (length(VALUE) = 32);
    CREATE DOMAIN address AS bytea CHECK (length(VALUE) = 20);
    CREATE DOMAIN signature AS bytea CHECK (length(VALUE) = 65);

    CREATE TABLE offers (
      hash digest PRIMARY KEY,
      meter_key address NOT NULL,
      account address NOT NULL,
      -- The canonical encoding of the order: every signed field, byte for byte.
      body bytea NOT NULL,
      signature signature NOT NULL,
      nonce bigint NOT NULL,
      open_before bigint NOT NULL,
      placed bigint NOT NULL,
      -- From the chain: the trade that it opened, and whether its nonce was cancelled.
      opened_trade digest,
      cancelled boolean NOT NULL DEFAULT false,
      UNIQUE (meter_key, nonce)
    );
    CREATE INDEX offers_open ON offers (open_before) WHERE opened_trade IS NULL AND NOT cancelled;

    CREATE TABLE trades (
      id digest PRIMARY KEY,
      offer_hash digest NOT NULL REFERENCES offers,
      bid_body bytea NOT NULL,
      bid_signature signature NOT NULL,
      buyer_meter address NOT NULL,
      buyer_account address NOT NULL,
      seller_meter address NOT NULL,
      seller_account address NOT NULL,
      energy energy NOT NULL,
      price price NOT NULL,
      locked micro_units NOT NULL,
      starts bigint NOT NULL,
      ends bigint NOT NULL,
      open_before bigint NOT NULL,
      ordered bigint NOT NULL,
      state text NOT NULL CHECK (state IN ('signed', 'open', 'claimed', 'settled', 'expired', 'failed')),
      error text,
      opened_transaction digest,
      opened_block bigint,
      opened_time bigint,
      opened_gas bigint,
      ended_transaction digest,
      ended_block bigint,
      ended_time bigint,
      ended_gas bigint,
      -- What is claimed on chain for each side.
      buyer_claim energy,
      buyer_claim_final boolean NOT NULL DEFAULT false,
      seller_claim energy,
      seller_claim_final boolean NOT NULL DEFAULT false,
      delivered energy,
      paid micro_units,
      refunded micro_units,
      buyer_reputation integer,
      seller_reputation integer
    );
    -- An offer opens one trade.
    CREATE UNIQUE INDEX trades_offer_taken ON trades (offer_hash) WHERE state <> 'failed';
    CREATE INDEX trades_buyer ON trades (buyer_account, ordered DESC);
    CREATE INDEX trades_seller ON trades (seller_account, ordered DESC);
    CREATE INDEX trades_unopened ON trades (open_before) WHERE state = 'signed';
    CREATE INDEX trades_unclosed ON trades (ends) WHERE state IN ('open', 'claimed');
    CREATE INDEX trades_unfinished_buyer ON trades (buyer_meter) WHERE state IN ('signed', 'open', 'claimed');
    CREATE INDEX trades_unfinished_seller ON trades (seller_meter) WHERE state IN ('signed', 'open', 'claimed');

    -- Every receipt, kept for good. No foreign key: the market has looked the trade up, and this is the busiest table.
    CREATE TABLE receipts (
      trade_id digest NOT NULL,
      role text NOT NULL CHECK (role IN ('buyer', 'seller')),
      sequence bigint NOT NULL,
      energy energy NOT NULL,
      partner_sequence bigint NOT NULL,
      partner_energy energy NOT NULL,
      final boolean NOT NULL,
      cause text NOT NULL,
      signature signature NOT NULL,
      received bigint NOT NULL,
      PRIMARY KEY (trade_id, role, sequence)
    );

    CREATE TABLE readings (
      meter_key address NOT NULL,
      sequence bigint NOT NULL,
      interval_start bigint NOT NULL,
      interval_end bigint NOT NULL,
      import energy NOT NULL,
      export energy NOT NULL,
      flags bigint NOT NULL,
      previous_hash digest NOT NULL,
      signature signature NOT NULL,
      PRIMARY KEY (meter_key, sequence)
    );

    -- How far the chain is taken in, and which chain: one row.
    CREATE TABLE chain_cursor (
      single boolean PRIMARY KEY DEFAULT true CHECK (single),
      chain_id bigint NOT NULL,
      market address NOT NULL,
      block bigint NOT NULL,
      -- Time of the newest finalized block.
      time bigint NOT NULL
    );
    CREATE TABLE chain_events (
      block bigint NOT NULL,
      log_index integer NOT NULL,
      block_hash digest NOT NULL,
      transaction digest NOT NULL,
      time bigint NOT NULL,
      name text NOT NULL,
      -- The trade that it changes, also for the reputation that its end moves.
      trade_id digest,
      meter_key address,
      fields jsonb NOT NULL,
      -- Of the whole transaction, where the event opens or ends a trade.
      gas bigint,
      PRIMARY KEY (block, log_index)
    );
    CREATE INDEX chain_events_trade ON chain_events (trade_id) WHERE trade_id IS NOT NULL;
    CREATE INDEX chain_events_meter ON chain_events (meter_key) WHERE meter_key IS NOT NULL;

    -- The registry as the events tell it.
    CREATE TABLE chain_meters (
      meter_key address PRIMARY KEY,
      account address NOT NULL,
      active boolean NOT NULL,
      suspended boolean NOT NULL,
      reputation integer NOT NULL,
      replaced_by address
    );

    -- Transactions of the submitter's account: stored before they are sent.
    CREATE TABLE outbox (
      key text NOT NULL,
      chain_id bigint NOT NULL,
      sender address NOT NULL,
      target address NOT NULL,
      data bytea NOT NULL,
      label text NOT NULL,
      nonce bigint NOT NULL,
      gas_limit bigint NOT NULL,
      attempts jsonb NOT NULL,
      state text NOT NULL CHECK (state IN ('sent', 'included', 'done', 'reverted')),
      result jsonb,
      error jsonb,
      PRIMARY KEY (chain_id, sender, key)
    );
    CREATE INDEX outbox_open ON outbox (chain_id, sender, nonce) WHERE state IN ('sent', 'included');
INSERT INTO migration (name, checksum) VALUES ('0001-market', 'cebfa959a6dfd133c108d003320b0b41ec4b312e0e9ab9846a0dc990ccc512fe');
CREATE TABLE enrolment_code (
      hash bytea PRIMARY KEY,
      expires bigint NOT NULL,
      used bigint
    );
    CREATE TABLE device (
      device_id bytea PRIMARY KEY,
      meter_key bytea NOT NULL,
      account bytea NOT NULL,
      security_class text NOT NULL,
      passkey_x bytea NOT NULL,
      passkey_y bytea NOT NULL,
      -- Only the newest certificate of a device is accepted.
      certificate_serial text NOT NULL,
      certificate_expires bigint NOT NULL,
      state text NOT NULL CHECK (state IN ('pending', 'enrolled', 'revoked')),
      requested bigint NOT NULL,
      CONSTRAINT device_meter_key UNIQUE (meter_key),
      CONSTRAINT device_account UNIQUE (account)
    );
    CREATE TABLE owner_session (
      token_hash bytea PRIMARY KEY,
      device_id bytea NOT NULL REFERENCES device,
      expires bigint NOT NULL
    );
    CREATE INDEX owner_session_expires ON owner_session (expires);
INSERT INTO migration (name, checksum) VALUES ('0002-devices', 'f58be5ad2778d25291fafc1ce8ecc17d384673bc5a752ac23527f65f08fb2b5a');
CREATE TABLE gas_charges (
      account address NOT NULL,
      -- UTC days since 1970, when the transaction was asked for.
      day bigint NOT NULL,
      -- Of the transaction in the outbox, which knows the gas that was used.
      key text NOT NULL,
      chain_id bigint NOT NULL,
      sender address NOT NULL,
      -- Among how many accounts its gas is divided, and this account's part as long as it is not known.
      shares integer NOT NULL CHECK (shares > 0),
      expected bigint NOT NULL CHECK (expected >= 0),
      PRIMARY KEY (chain_id, sender, key, account)
    );
    CREATE INDEX gas_charges_account ON gas_charges (account, day);
INSERT INTO migration (name, checksum) VALUES ('0003-gas-charges', '84dfd7785a6e87a06f53b973055cbeb79fae2d33e9eede152489481b09f51285');
ALTER TABLE device DROP CONSTRAINT device_account;
    CREATE INDEX device_account ON device (account);
    CREATE TABLE meter_faults (
      meter_key address NOT NULL,
      code text NOT NULL,
      found bigint NOT NULL,
      -- As JSON: the two signed messages, or the two connections.
      first text NOT NULL,
      second text NOT NULL,
      -- The first proof of each kind is kept; more of it proves nothing more.
      PRIMARY KEY (meter_key, code)
    );
INSERT INTO migration (name, checksum) VALUES ('0004-replacement', '48deee9bbfcf025b402965153d6aa5e21c70e228daa32b3c08f99c4566265906');
CREATE TABLE device_certificate (
      device_id bytea NOT NULL REFERENCES device,
      serial text NOT NULL,
      -- SHA-256 of the authority's public key.
      authority text NOT NULL,
      expires bigint NOT NULL,
      -- The certificate in whose place it comes when it is first used; its own serial once it has.
      replaces text NOT NULL,
      PRIMARY KEY (device_id, serial)
    );
INSERT INTO migration (name, checksum) VALUES ('0005-device-certificates', '6362e4874424e08347b37154356eb57bfda581ab5cbdccea10cfae0cfce0557c');
CREATE TABLE signed_orders (
      meter_key address NOT NULL,
      nonce bigint NOT NULL,
      body bytea NOT NULL,
      signature signature NOT NULL,
      PRIMARY KEY (meter_key, nonce)
    );
    INSERT INTO signed_orders SELECT meter_key, nonce, body, signature FROM offers;
    INSERT INTO signed_orders
      SELECT buyer_meter, ('x' || encode(substring(bid_body FROM 121 FOR 5), 'hex'))::bit(40)::bigint, bid_body, bid_signature
      FROM trades WHERE length(bid_body) = 125 ORDER BY ordered
      ON CONFLICT DO NOTHING;
INSERT INTO migration (name, checksum) VALUES ('0006-signed-orders', 'f11dbc76b60c507ba1cf02a82c9271868d5d35b868273e592b2f5623e6238fbd');
UPDATE chain_meters SET reputation = 0 WHERE replaced_by IS NOT NULL;
INSERT INTO migration (name, checksum) VALUES ('0007-replaced-reputation', '8e408d9bf57707019a66e9b97e5784b3a43fc13dfc8092ae8076101db07f054f');
-- What the market holds of an account, as the events tell it. Only accounts whose reputation ever moved.
    CREATE TABLE chain_accounts (
      account address PRIMARY KEY,
      reputation integer NOT NULL
    );
    INSERT INTO chain_accounts (account, reputation)
      SELECT account, sum(reputation) FROM chain_meters GROUP BY account HAVING sum(reputation) <> 0;
    ALTER TABLE chain_meters DROP COLUMN reputation;
    ALTER TABLE trades ADD COLUMN freed boolean NOT NULL DEFAULT false;
INSERT INTO migration (name, checksum) VALUES ('0008-reputation-of-accounts', '4f9cf8b481a3dba1ac34b8fccca450036cdd2e3034b534a903b444d3faae488f');
-- Null for a code of before, which lets in nobody any longer.
    ALTER TABLE enrolment_code ADD COLUMN device_id bytea;
    -- What a device showed to be enrolled, as JSON: for the operator, who verifies it.
    CREATE TABLE enrolment_file (
      device_id bytea PRIMARY KEY REFERENCES device,
      body text NOT NULL
    );
    CREATE TABLE device_record (
      device_id bytea NOT NULL,
      -- Counts from 1 for each device.
      step integer NOT NULL,
      what text NOT NULL CHECK (what IN ('code', 'admitted', 'revoked', 'readmitted')),
      at bigint NOT NULL,
      PRIMARY KEY (device_id, step)
    );
INSERT INTO migration (name, checksum) VALUES ('0009-enrolment-on-record', 'd12923bbff3e2f43908cf27ca035acf67a74de07396e5028eeaef0bfd5d3c460');
-- Of a batch: the key of each item, and the log that proves it done.
    ALTER TABLE outbox ADD COLUMN items jsonb;
    CREATE INDEX outbox_items ON outbox USING gin (items jsonb_path_ops);
INSERT INTO migration (name, checksum) VALUES ('0010-batches-in-the-outbox', 'f05750c9b48cbbb2cfed106e3e14e231172264f356242d26357ed7ebe8e1b9ff');
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
INSERT INTO migration (name, checksum) VALUES ('0011-operators', '05665c7fa0a361f723dba021844393d3e7bf9d313716dab6be7de71d16e31772');
-- What each event of the chain does to the money of which account. A trade's accounts are those of the meters that opened it.
    CREATE VIEW money_changes AS
      SELECT e.block, e.log_index, c.part, c.account, e.time, e.transaction, c.kind,
        t.trade_id, t.opened_block, c.other, c.energy, c.price, c.balance_change, c.locked_change
      FROM chain_events e
      LEFT JOIN LATERAL (
        SELECT o.trade_id, o.block AS opened_block, b.account AS buyer, s.account AS seller,
          (o.fields->>'energy')::numeric AS energy, (o.fields->>'price')::numeric AS price,
          div((o.fields->>'energy')::numeric * (o.fields->>'price')::numeric + 999999, 1000000) AS lock
        FROM chain_events o
        LEFT JOIN chain_meters b ON b.meter_key = decode(substr(o.fields->>'buyerMeter', 3), 'hex')
        LEFT JOIN chain_meters s ON s.meter_key = decode(substr(o.fields->>'sellerMeter', 3), 'hex')
        WHERE o.trade_id = e.trade_id AND o.name = 'TradeOpened'
      ) t ON e.name IN ('TradeOpened', 'TradeSettled', 'TradeExpired')
      CROSS JOIN LATERAL (
        SELECT 0 AS part, 'deposited' AS kind, decode(substr(e.fields->>'account', 3), 'hex') AS account,
          decode(substr(e.fields->>'from', 3), 'hex') AS other, NULL::numeric AS energy, NULL::numeric AS price,
          (e.fields->>'amount')::numeric AS balance_change, 0::numeric AS locked_change
          WHERE e.name = 'Deposited'
        UNION ALL SELECT 0, 'withdrawn', decode(substr(e.fields->>'account', 3), 'hex'),
          decode(substr(e.fields->>'to', 3), 'hex'), NULL, NULL, -(e.fields->>'amount')::numeric, 0
          WHERE e.name = 'Withdrawn'
        UNION ALL SELECT 0, 'fee', decode(substr(e.fields->>'account', 3), 'hex'),
          decode(substr(e.fields->>'submitter', 3), 'hex'), NULL, NULL, -(e.fields->>'fee')::numeric, 0
          WHERE e.name = 'SubmitterPaid'
        UNION ALL SELECT 0, 'locked', t.buyer, t.seller, t.energy, t.price, -t.lock, t.lock
          WHERE e.name = 'TradeOpened'
        UNION ALL SELECT 0, 'bought', t.buyer, t.seller, (e.fields->>'delivered')::numeric, t.price,
          (e.fields->>'refunded')::numeric, -(e.fields->>'paid')::numeric - (e.fields->>'refunded')::numeric
          WHERE e.name = 'TradeSettled'
        UNION ALL SELECT 1, 'sold', t.seller, t.buyer, (e.fields->>'delivered')::numeric, t.price,
          (e.fields->>'paid')::numeric, 0
          WHERE e.name = 'TradeSettled'
        UNION ALL SELECT 0, 'refunded', t.buyer, t.seller, 0, t.price,
          (e.fields->>'refunded')::numeric, -(e.fields->>'refunded')::numeric
          WHERE e.name = 'TradeExpired'
      ) c
      WHERE c.account IS NOT NULL;

    CREATE TABLE movements (
      account address NOT NULL,
      block bigint NOT NULL,
      log_index integer NOT NULL,
      -- 1: the seller's part of an end, 0: everything else.
      part smallint NOT NULL,
      time bigint NOT NULL,
      transaction digest NOT NULL,
      kind text NOT NULL,
      trade_id digest,
      opened_block bigint,
      other address,
      energy energy,
      price price,
      balance_change numeric(39, 0) NOT NULL,
      locked_change numeric(39, 0) NOT NULL,
      -- After it.
      balance numeric(39, 0) NOT NULL,
      locked numeric(39, 0) NOT NULL,
      PRIMARY KEY (account, block, log_index, part)
    );
    CREATE INDEX movements_time ON movements (account, time, block, log_index, part);
    INSERT INTO movements
      SELECT account, block, log_index, part, time, transaction, kind, trade_id, opened_block, other, energy, price,
        balance_change, locked_change, sum(balance_change) OVER account_so_far, sum(locked_change) OVER account_so_far
      FROM money_changes
      WINDOW account_so_far AS (PARTITION BY account ORDER BY block, log_index, part);

    -- A meter's trades around a day.
    CREATE INDEX trades_buyer_meter ON trades (buyer_meter, ends, starts);
    CREATE INDEX trades_seller_meter ON trades (seller_meter, ends, starts);
    CREATE INDEX readings_time ON readings (meter_key, interval_end);
INSERT INTO migration (name, checksum) VALUES ('0012-movements', '448024d768d10abd5edcf9a977e1df15754d70c27056fc8c3c798858e3601fd3');
CREATE TABLE standing_orders (
      meter_key address NOT NULL,
      mandate_id bigint NOT NULL,
      account address NOT NULL,
      device_id digest NOT NULL,
      -- What the passkey approved, and the rules that the meter keeps: JSON, as they travel.
      approval text NOT NULL,
      rules text NOT NULL,
      placed bigint NOT NULL,
      state text NOT NULL CHECK (state IN ('active', 'stopping', 'stopped', 'ended')),
      -- Code of what keeps it from trading now, and the rule that does.
      waits_for text,
      rule text,
      PRIMARY KEY (meter_key, mandate_id)
    );
    CREATE INDEX standing_orders_working ON standing_orders (placed) WHERE state IN ('active', 'stopping');
    ALTER TABLE signed_orders ADD COLUMN mandate_id bigint;
    CREATE INDEX signed_orders_mandate ON signed_orders (meter_key, mandate_id) WHERE mandate_id IS NOT NULL;
INSERT INTO migration (name, checksum) VALUES ('0013-standing-orders', 'e7c4c3db128bef058fb60c7bd5b6798f49fb46abd78710fb252f4842a86d7f11');
CREATE TABLE device_passkey (
      device_id bytea NOT NULL REFERENCES device ON DELETE CASCADE,
      x bytea NOT NULL,
      y bytea NOT NULL,
      PRIMARY KEY (device_id, x, y)
    );
INSERT INTO migration (name, checksum) VALUES ('0014-passkeys', '45cfe5f0f54b611e5844639d8800dec455eb63474b5b5ba9fe6f85912dae7192');
INSERT INTO audit_run SELECT ('(1,token,1,2,,"{""a"": ""é\\""""}")'::audit_run).*;
INSERT INTO chain_accounts SELECT ('("\\xca978112ca1bbdcafac231b39a23dc4da786eff8",-3)'::chain_accounts).*;
INSERT INTO chain_events SELECT ('(1,0,"\\x3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d","\\xe3b98a4da31a127d4bde6e43033f66ba274cab0eb7eb1c70ec41402bf6273dd8",1,Paused,,,"{""a"": ""é\\"""", ""n"": 12345678901234567890}",)'::chain_events).*;
INSERT INTO device SELECT ('("\\x18ac3e7343f016890c510e93f935261169d9e3f565436429830faf0934f4f8e4","\\x01","\\x02",board,"\\x03","\\x04",AB,9,enrolled,1)'::device).*;
INSERT INTO device_certificate SELECT ('("\\x18ac3e7343f016890c510e93f935261169d9e3f565436429830faf0934f4f8e4",AB,a,9,AB)'::device_certificate).*;
INSERT INTO device_passkey SELECT ('("\\x18ac3e7343f016890c510e93f935261169d9e3f565436429830faf0934f4f8e4","\\x2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881","\\xa1fce4363854ff888cff4b8e7875d600c2682390412a8cf79b37d0b11148b0fa")'::device_passkey).*;
INSERT INTO device_record SELECT ('("\\x18ac3e7343f016890c510e93f935261169d9e3f565436429830faf0934f4f8e4",1,revoked,1)'::device_record).*;
INSERT INTO enrolment_code SELECT ('("\\x5694d08a2e53ffcae0c3103e5ad6f6076abd960eb1f8a56577040bc1028f702b",9,,)'::enrolment_code).*;
INSERT INTO enrolment_file SELECT ('("\\x18ac3e7343f016890c510e93f935261169d9e3f565436429830faf0934f4f8e4","{""a"": ""é\\""""}")'::enrolment_file).*;
INSERT INTO gas_charges SELECT ('("\\xca978112ca1bbdcafac231b39a23dc4da786eff8",1,open:1,1,"\\x043a718774c572bd8a25adbeb1bfcd5c0256ae11",2,300000)'::gas_charges).*;
INSERT INTO meter_faults SELECT ('("\\x62c66a7a5dd70c3146618063c344e531e6d4b59e",SEQUENCE_FORKED,1,{},{})'::meter_faults).*;
INSERT INTO movements SELECT ('("\\xca978112ca1bbdcafac231b39a23dc4da786eff8",1,0,0,1,"\\xe3b98a4da31a127d4bde6e43033f66ba274cab0eb7eb1c70ec41402bf6273dd8",withdrawn,,,"\\x65c74c15a686187bb6bbf9958f494fc6b8006803",,,-340282366920938463463374607431768211455,0,340282366920938463463374607431768211455,0)'::movements).*;
INSERT INTO offers SELECT ('("\\x6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b","\\x62c66a7a5dd70c3146618063c344e531e6d4b59e","\\xca978112ca1bbdcafac231b39a23dc4da786eff8","\\x00ff22","\\x043a718774c572bd8a25adbeb1bfcd5c0256ae11cecf9f9c3f925d0e52beaf89043a718774c572bd8a25adbeb1bfcd5c0256ae11cecf9f9c3f925d0e52beaf891b",1,1,2,,f)'::offers).*;
INSERT INTO offers SELECT ('("\\xd4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35","\\x62c66a7a5dd70c3146618063c344e531e6d4b59e","\\xca978112ca1bbdcafac231b39a23dc4da786eff8","\\x00ff22","\\x043a718774c572bd8a25adbeb1bfcd5c0256ae11cecf9f9c3f925d0e52beaf89043a718774c572bd8a25adbeb1bfcd5c0256ae11cecf9f9c3f925d0e52beaf891b",2,1,2,,f)'::offers).*;
INSERT INTO operator SELECT ('("Ada ""the"" Ö",auditor,1,token,)'::operator).*;
INSERT INTO operator_passkey SELECT ('(c-1_,"Ada ""the"" Ö","\\x03","\\x04",2)'::operator_passkey).*;
INSERT INTO operator_record SELECT ('(1,2,token,operator,suspend,"a, 
""b""",ok,"\\xe3b98a4da31a127d4bde6e43033f66ba274cab0eb7eb1c70ec41402bf6273dd8")'::operator_record).*;
INSERT INTO operator_session SELECT ('("\\x3f3af1ecebbd1410ab417ec0d27bbfcb5d340e177ae159b59fc8626c2dfd9175","Ada ""the"" Ö",9)'::operator_session).*;
INSERT INTO operator_sign_up SELECT ('("Ada ""the"" Ö","\\x5694d08a2e53ffcae0c3103e5ad6f6076abd960eb1f8a56577040bc1028f702b",9)'::operator_sign_up).*;
INSERT INTO outbox SELECT ('(batch:open:1,1,"\\x043a718774c572bd8a25adbeb1bfcd5c0256ae11","\\x62c66a7a5dd70c3146618063c344e531e6d4b59e","\\x00",openMany,1,200000,[],done,,,"[{""key"": ""open:1"", ""index"": 0}]")'::outbox).*;
INSERT INTO owner_session SELECT ('("\\x3f3af1ecebbd1410ab417ec0d27bbfcb5d340e177ae159b59fc8626c2dfd9175","\\x18ac3e7343f016890c510e93f935261169d9e3f565436429830faf0934f4f8e4",9)'::owner_session).*;
INSERT INTO signed_orders SELECT ('("\\x62c66a7a5dd70c3146618063c344e531e6d4b59e",9,"\\x00ff","\\x043a718774c572bd8a25adbeb1bfcd5c0256ae11cecf9f9c3f925d0e52beaf89043a718774c572bd8a25adbeb1bfcd5c0256ae11cecf9f9c3f925d0e52beaf891b",)'::signed_orders).*;
INSERT INTO standing_orders SELECT ('("\\x62c66a7a5dd70c3146618063c344e531e6d4b59e",7,"\\xca978112ca1bbdcafac231b39a23dc4da786eff8","\\x18ac3e7343f016890c510e93f935261169d9e3f565436429830faf0934f4f8e4",{},{},1,active,,)'::standing_orders).*;
INSERT INTO trades SELECT ('("\\xe3b98a4da31a127d4bde6e43033f66ba274cab0eb7eb1c70ec41402bf6273dd8","\\x6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b","\\x00ff22","\\x043a718774c572bd8a25adbeb1bfcd5c0256ae11cecf9f9c3f925d0e52beaf89043a718774c572bd8a25adbeb1bfcd5c0256ae11cecf9f9c3f925d0e52beaf891b","\\x62c66a7a5dd70c3146618063c344e531e6d4b59e","\\xca978112ca1bbdcafac231b39a23dc4da786eff8","\\x62c66a7a5dd70c3146618063c344e531e6d4b59e","\\xca978112ca1bbdcafac231b39a23dc4da786eff8",18446744073709551615,1,340282366920938463463374607431768211455,1,2,1,1,signed,"a ""quoted"", \\ (odd)
 error",,,,,,,,,,f,,f,,,,,,f)'::trades).*;
