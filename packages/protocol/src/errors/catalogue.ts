/**
 * Every error of the product: code → what happened, what to do next, HTTP status. `docs/errors.md` is generated from this
 * table and a test holds them equal. Codes are stable: never reused, never renamed.
 */
const entry = (status: number, message: string, solve: string) => ({ status, message, solve });

export const catalogue = {
  // --- any part
  INTERNAL: entry(
    500,
    'An unexpected error occurred.',
    'Check the log of the component that failed, around this time, and report the error with that line.',
  ),
  INVALID_INPUT: entry(400, 'The input does not fit its schema.', 'Correct the field named in the details.'),
  INPUT_TOO_LARGE: entry(413, 'The input is larger than allowed.', 'Send less; the limit is in the details.'),
  MALFORMED_STRUCT: entry(
    400,
    'The bytes are not the canonical encoding of the struct.',
    'Encode every field big-endian at its own width, in order.',
  ),
  UNIT_OUT_OF_RANGE: entry(
    400,
    'The value is not of the kind that is wanted, or is outside its range.',
    'Write it as the details say: not negative, and with no more decimals than the unit has.',
  ),
  INVALID_SIGNATURE: entry(
    400,
    'The signature is not by the expected key over this content.',
    'Sign the typed data of the same chain and market with the key that the struct names.',
  ),
  TIMED_OUT: entry(
    504,
    'The other side did not answer in time.',
    'Try again; if it persists, check the health of the component named in the details.',
  ),
  CANCELLED: entry(499, 'The work was stopped before it ended.', 'Start it again when you want it.'),
  PROFILE_INVALID: entry(
    400,
    'The profile, or a file that it names, cannot be used.',
    'Correct the field or file named in the details; `docs/profiles.md` has a full example. An authority is the file `authority.pem` of the operator, whole.',
  ),
  PROFILE_MISSING: entry(
    404,
    'There is no profile of that name.',
    "Name the file with `--profile`, or an owner's with `EVLOCK_PROFILE`. `evlock bind` makes an owner's, `evlock profile PART` prints an example for each part, and `npm start` keeps its own under `.evlock/households`.",
  ),
  SECRET_EXPOSED: entry(
    400,
    'A secret file can be read by others, or a secret was given as an argument.',
    'Run `chmod 600` on the file; give secrets by file or environment variable only.',
  ),
  FILE_UNUSABLE: entry(
    500,
    'A file cannot be read or written.',
    'See `problem`: ENOENT, no such file or folder; EEXIST, it exists already and is never overwritten; EACCES or EPERM, permission denied; ENOSPC or EFBIG, no room left.',
  ),
  GATEWAY_UNREACHABLE: entry(
    503,
    'The gateway does not answer.',
    'Check that it runs, and the address `gateway.url` in the profile.',
  ),
  GATEWAY_UNTRUSTED: entry(
    502,
    'The certificate of the gateway is not from the authority in the profile, or is for another name.',
    'Check the address; if the operator changed the authority, get its new certificate from the operator in person.',
  ),
  CERTIFICATE_EXPIRED: entry(
    502,
    'A certificate has expired: the one of the gateway, or the one that this device showed.',
    "Check this machine's clock first. If it is right: a gateway renews its certificate automatically, so ask the operator; a device that was away for too long is enrolled again (`evlock enrol request`).",
  ),
  CERTIFICATE_REFUSED: entry(
    403,
    "The gateway refused this device's certificate.",
    'Enrol the meter with a new code of the operator: `evlock enrol request`.',
  ),
  CONTRACT_FOREIGN: entry(
    409,
    'The code at this address is not the contract that this version of Evlock was built with.',
    'Pay nothing into it. Compare the fingerprint of the deployment file with the operator in person, and use the version of Evlock that deployed the contracts.',
  ),
  NOT_PROVEN: entry(
    502,
    'What the gateway showed is not what was asked for, or is not signed by whom it names.',
    'Sign nothing for it, and tell the operator: the check in the details names what failed. A trade shown like this may still be on chain: look with an RPC endpoint of your own.',
  ),
  PRICE_ABOVE_LIMIT: entry(
    409,
    "The offer's price is above the most that was to be paid.",
    'Take another offer, or allow its price: `--max-price`.',
  ),
  DEPLOYMENT_DIFFERS: entry(
    409,
    "The gateway's word of the market is not the deployment file that was handed over.",
    'Trust neither: compare the fingerprint of the file with the operator in person before you sign or pay anything.',
  ),
  DEVELOPMENT_ONLY: entry(
    403,
    'This is for development networks only.',
    'Use a development network, or what a real network needs: keys made for it alone, its own token, pages on a public host.',
  ),

  // --- orders and the market
  ORDER_EXPIRED: entry(409, 'The order is past its `openBefore`.', 'Place a new order with a later delivery interval.'),
  ORDER_CANCELLED: entry(409, 'The order was cancelled, or its nonce is spent.', 'Place a new order.'),
  ORDER_NOT_FOUND: entry(404, 'There is no such order.', 'List the open offers and take one of them.'),
  ORDER_TAKEN: entry(
    409,
    'The offer already opened a trade.',
    'List the open offers and take another. A trade in the details is your own: follow it with `evlock trade`.',
  ),
  ORDER_INVALID: entry(
    400,
    'The order contradicts itself or the market limits.',
    'Correct the field named in the details.',
  ),
  WRONG_PARTNER: entry(
    409,
    'The bid names another offer than the one it is put with.',
    'Sign a bid whose counterOrder is the digest of the offer to be taken.',
  ),
  PRICE_MISMATCH: entry(409, 'The bid price is not the offer price.', 'Bid at the price of the offer.'),
  ENERGY_OUT_OF_OFFER: entry(
    409,
    'The bid energy is outside what the offer allows.',
    'Bid between the `minEnergy` and `energy` of the offer.',
  ),
  INTERVAL_OUT_OF_OFFER: entry(
    409,
    "The delivery interval is outside the offer's interval.",
    'Choose an interval inside the one of the offer.',
  ),
  REPUTATION_TOO_LOW: entry(
    409,
    'A meter has less reputation than its partner asks for.',
    'Choose an offer that asks for less, or complete trades to earn it.',
  ),
  METER_BUSY: entry(
    409,
    'A meter already has a trade in this interval, or three trades ahead.',
    'Choose an interval after the trade in the details, or stop it first; in state `signed` it is still being opened: follow it with `evlock trade`.',
  ),
  INSUFFICIENT_BALANCE: entry(
    409,
    'The account has less free balance than the trade locks.',
    'Deposit more with `evlock deposit`, or buy less energy.',
  ),
  WALLET_SHORT: entry(
    409,
    'The wallet holds less than the amount to be paid.',
    'Fund the wallet first, or choose a smaller amount. A deposit is paid from the key of `--wallet-key-file`; development networks have `evlock faucet`.',
  ),
  BELOW_MINIMUM_LOT: entry(
    400,
    'The energy is below the minimum lot of the market.',
    'Trade at least the minimum lot shown by `evlock balance`.',
  ),
  TRADE_NOT_FOUND: entry(404, 'There is no such trade.', 'List yours with `evlock trades`.'),
  TRADE_NOT_OPEN: entry(
    409,
    'The trade is not in a state that allows this.',
    'Look at the state of the trade with `evlock trade ID`.',
  ),
  TRADES_OPEN: entry(
    409,
    'Some trades are not yet over on chain.',
    'Wait until `evlock trades` shows them settled or expired. The meter would forget what is still locked or claimed.',
  ),
  TRADE_EXISTS: entry(409, 'This bid already opened a trade.', 'No action needed: the trade is already open.'),
  TOO_FAR_AHEAD: entry(
    409,
    'The delivery begins more than 48 hours from now.',
    'Open it from the time in the details on, or choose an earlier interval.',
  ),
  SENSOR_CLASS_TOO_LOW: entry(
    409,
    'A meter is of a lower sensor class than its partner asks for.',
    'Choose an offer that asks for less; the class is what the meter was enrolled with.',
  ),
  NOTHING_TO_FREE: entry(
    409,
    'The meters of this trade are not kept busy by it any more, or it is still going on.',
    'No action needed: they may trade, or wait for the end of the trade.',
  ),
  MARKET_PAUSED: entry(503, 'The operator paused new trades.', 'Wait; settlement, withdrawal and cancelling go on.'),

  // --- receipts, claims and settlement on chain
  CLAIM_PERIOD_OVER: entry(
    409,
    'The 24 hours for claims after the delivery interval are over.',
    'Settle the claimed trade, or let it expire.',
  ),
  CLAIM_PERIOD_RUNNING: entry(
    409,
    'The 24 hours for claims after the delivery interval are not over.',
    'Wait until then, or settle with both final receipts.',
  ),
  RECEIPT_NOT_FINAL: entry(409, 'Settlement needs both receipts final.', 'Claim with this receipt instead.'),
  RECEIPT_MISMATCH: entry(
    409,
    'The receipts do not belong together, or are below what was claimed.',
    'Use final receipts of the same trade in which the seller names the energy of the buyer.',
  ),
  RECEIPT_STALE: entry(409, 'A newer receipt of this meter is already known.', 'Send receipts in increasing sequence.'),
  READING_OUT_OF_ORDER: entry(
    409,
    'The reading does not follow the last one that is known of this meter.',
    'Send the readings after the sequence in the details, in order.',
  ),
  WITHDRAWAL_INVALID: entry(
    409,
    'The withdrawal is past its deadline, or its nonce or amount is wrong.',
    'Read the account again and sign a new withdrawal.',
  ),
  DEPOSIT_INVALID: entry(
    409,
    'The deposit is empty, its permit is not valid, or the token took a part of it.',
    'Sign a permit for exactly the amount, and see that the account holds that much of the token.',
  ),
  ACCOUNT_UNKNOWN: entry(
    409,
    'No meter was ever enrolled for the account, so money put there could lie for ever.',
    'Have a meter of the account enrolled by the operator, then deposit.',
  ),
  CANCEL_INVALID: entry(
    409,
    'The cancel is past its deadline, names another order, or charges an account that the key may not charge, or not so much.',
    'Sign a new cancel for the order of this meter; with the account key if it pays more than a small fee.',
  ),
  REPLACE_INVALID: entry(
    409,
    'The replacement is past its deadline, has a wrong nonce, or names keys that do not belong together.',
    'Enrol the new meter for the account first, read the nonce again and sign a new replacement.',
  ),
  REPLACE_NOT_DUE: entry(
    409,
    'No replacement of this meter key is due.',
    'Wait until the 48 hours since the request are over.',
  ),
  METER_REPLACED: entry(
    409,
    'Another meter has taken the place of this one: its key opens no more trades.',
    'Use the new meter. The open trades of this one still end; `evlock replace status` names its successor.',
  ),
  METER_STANDBY: entry(
    409,
    'This meter is enrolled, but another one is the active meter of the account.',
    'Replace the old meter with `evlock replace request`, and wait the 48 hours that `evlock replace status` shows.',
  ),
  ENROLMENT_INVALID: entry(
    409,
    'The device or meter key is enrolled already, the keys are empty or equal, or the enrolment is late or not the next.',
    'Enrol each device once; have the meter sign a new enrolment and put it on chain in time.',
  ),
  ACCESS_DENIED: entry(
    403,
    'The caller does not hold the role for this.',
    'Use the key that holds the role in the details; where none is named, the key that owns the contract (of a test token: the admin).',
  ),

  // --- enrolment, identity and the device link
  ENROLMENT_CODE_INVALID: entry(
    403,
    'The enrolment code is unknown, used or too old.',
    'Ask the operator for a new code.',
  ),
  EVIDENCE_REFUSED: entry(
    403,
    'Attestation evidence failed verification.',
    'See the failed check in the details; an emulator is only admitted on a development network.',
  ),
  LEDGER_FULL: entry(
    500,
    "The operator's own list of codes and devices is as large as it may be.",
    'Keep this file: it alone knows which keys its devices came with. Name a new one (`--ledger`, EVLOCK_LEDGER) for devices that never came before.',
  ),
  CERTIFICATE_REQUEST_INVALID: entry(
    400,
    'The certificate request cannot be accepted.',
    'Make a PKCS#10 request with a P-256 key whose subject is the device id.',
  ),
  NOT_ENROLLED: entry(
    403,
    'The meter is not enrolled on chain, or is suspended.',
    'Wait for the operator to approve, or ask why it was suspended.',
  ),
  DEVICE_REVOKED: entry(
    403,
    'The certificate of this device was revoked.',
    'Ask the operator: it stays revoked until `evlock enrol readmit`, and then needs a new code.',
  ),
  DEVICE_MISMATCH: entry(
    403,
    'The message names another device or meter key than the certificate.',
    'Each device may only speak for itself.',
  ),
  ROTATION_INCOMPLETE: entry(
    409,
    'Some devices still have a certificate of the old authority.',
    'Let them connect once more, revoke those that are gone, or leave them behind with `--force`.',
  ),
  DEVICE_OFFLINE: entry(
    503,
    'The meter is not connected to the gateway.',
    'Check that the meter runs and reaches the gateway, then try again.',
  ),
  DEVICE_UNKNOWN: entry(404, 'There is no such device.', 'List the devices, and take the id from there.'),
  CONNECTION_REPLACED: entry(
    409,
    'A newer connection of the same device took over.',
    'Run one meter process per device.',
  ),
  DUPLICATE_METER: entry(
    409,
    'Two living meters use the key of one device: its secure world was copied.',
    'Suspend the meter key, find out who has the copy, and replace the meter with `evlock replace request`.',
  ),
  SEQUENCE_FORKED: entry(
    409,
    'The meter signed two different messages with one sequence or nonce, which only a copied or rolled-back secure world does.',
    'Do not use the meter. Replace it with `evlock replace request`; both messages are kept as evidence.',
  ),
  ROUTE_NOT_FOUND: entry(404, 'The gateway has no such route.', 'See the routes in `docs/openapi.json`.'),
  UNAUTHENTICATED: entry(401, 'A valid session is needed.', 'Sign in with the passkey of the meter.'),
  FORBIDDEN: entry(403, 'This belongs to somebody else.', 'Ask for your own data only.'),
  RATE_LIMITED: entry(429, 'Too many requests.', 'Wait for the time in the details and send fewer.'),
  PROTOCOL_VIOLATION: entry(
    400,
    'The message is not one that this side of the link may send now.',
    'Use the same version of Evlock on both sides.',
  ),

  // --- secure world
  COMMAND_UNKNOWN: entry(400, 'The secure world has no such command.', 'Use a client of the same version.'),
  COMMAND_NOT_AUTHORIZED: entry(
    403,
    'No mandate or passkey allows this.',
    'Approve it with the passkey of the meter, within the mandate.',
  ),
  OUT_OF_STATE: entry(
    409,
    'The secure world does not allow this now.',
    'See the state with `info`; for a trade, see its state.',
  ),
  NOT_PROVISIONED: entry(409, 'The secure world has no keys yet.', 'Run `evlock provision` at the meter.'),
  ALREADY_PROVISIONED: entry(
    409,
    'The secure world already has keys.',
    'No action needed. A used meter is replaced, never provisioned again.',
  ),
  SELF_TEST_REQUIRED: entry(
    409,
    'The last self-test failed or is older than ten minutes.',
    'Let the meter run its self-test; if it fails, check sensor and wiring.',
  ),
  ASSERTION_INVALID: entry(
    403,
    'The passkey assertion failed verification.',
    'Approve again with the passkey bound to this meter; see the failed check.',
  ),
  REPLAYED: entry(409, 'This was used before.', 'Make a new one with a higher number.'),
  LIMIT_EXCEEDED: entry(
    403,
    'This is beyond the limits set in the secure world.',
    'Stay within the mandate and the provisioned limits.',
  ),
  MARK_MISSING: entry(
    409,
    'The delivery mark was not seen: current does not come from the partner.',
    'Check the wiring between the two meters; only the energy signed so far is paid.',
  ),
  STORAGE_DAMAGED: entry(
    500,
    'The secure storage is damaged, rolled back or of another device.',
    'Do not use the meter. Replace it with the 24 words of the account.',
  ),
  DEVICE_ROLLED_BACK: entry(
    409,
    'The secure world is older than what it has signed: its storage was put back to an earlier state.',
    'Do not use the meter. Its open trades still end; replace it with `evlock replace request`.',
  ),
  METER_KEY_CHANGED: entry(
    409,
    'The secure world has other keys than those with which this data folder was made.',
    'Put the right secure world back, or give the new meter a data folder of its own.',
  ),
  RANDOMNESS_FAULT: entry(
    500,
    'The source of randomness failed its health test: no key was made.',
    'Do not use the meter; its secure world has no sound source of randomness.',
  ),
  SECURE_WORLD_UNREACHABLE: entry(
    503,
    'The secure world does not answer.',
    'Check that its process or device runs; the relay stays open meanwhile.',
  ),

  // --- meter
  SENSOR_FAULT: entry(
    409,
    'The sensor readings are implausible.',
    'Check sensor, divider and wiring, then run the self-test again.',
  ),
  RELAY_FAULT: entry(
    409,
    'The line of the relay or of the reference load does not follow.',
    'Check that the GPIO number in the profile is right and the line is free; the relay must be open meanwhile.',
  ),
  WATCHDOG_FAULT: entry(
    409,
    'The hardware watchdog cannot be fed.',
    'Check that the watchdog device in the profile exists and no other program holds it; the relay stays open meanwhile.',
  ),
  SAMPLES_LATE: entry(
    503,
    'Samples were dropped: the sensor could not be read, or they were not processed in time.',
    'Check the sensor named in the details, or the load of the machine and that the secure world answers. A delivery pauses meanwhile; energy in the gap is not counted.',
  ),
  LOSS_ABOVE_BAND: entry(
    409,
    'The two meters differ by more than the loss band allows.',
    'Check the wiring between the households; only the lower energy is paid.',
  ),
  PARTNER_SILENT: entry(
    409,
    'The receipts of the partner stopped.',
    'The trade resumes when they return; otherwise it is claimed and settled after 24 hours.',
  ),
  DELIVERY_MISSED: entry(
    409,
    'The delivery did not begin before the end of the trade.',
    'The trade is closed at zero and costs nobody anything. Check the log of the meter for why it did not begin: chain endpoints, self-test, or the meter was off.',
  ),
  STORE_FAILED: entry(
    500,
    'The local store cannot be written or read.',
    'Check disk space and rights of the data folder; the relay stays open meanwhile.',
  ),

  ACCOUNT_TAKEN: entry(
    409,
    'The chain has this meter for another account, or another meter for its account.',
    'Deposit nothing, and tell the operator in person: somebody enrolled what is not his.',
  ),
  PARTNER_REFUSED: entry(
    409,
    'A trade with this partner ended by loss or silence lately: nothing is delivered with it for a time.',
    'Check the wiring between the two households. The trade ends with nothing delivered; the meter log names the time.',
  ),
  TRADE_WITHHELD: entry(
    409,
    'A trade of this meter is open on chain, and the gateway did not announce it.',
    'The meter delivers it by its own reading of the chain where it can. Tell the operator in person; a gateway that repeats it is broken or hacked.',
  ),
  NO_SECOND_WAY: entry(
    409,
    'Only the gateway can put on chain what this meter signs: if it refuses for 24 hours, payment and reputation are lost.',
    'Name a watchtower of another operator, or an RPC endpoint with a small gas key, under `submitters` in the profile.',
  ),
  NO_GAS_KEY: entry(
    409,
    'The profile of this meter names no gas key.',
    'A meter needs none where `submitters` names a watchtower. Otherwise make a key with `evlock key`, and name it with an RPC endpoint under `submitters`.',
  ),
  WATCHTOWER_UNREACHABLE: entry(
    503,
    'The watchtower does not answer, or its certificate is not from the authority in the profile.',
    'Check `watchtower` and `authorityFile` under `submitters` in the profile; the next submitter is asked meanwhile.',
  ),
  WATCHTOWER_REFUSED: entry(
    409,
    'The watchtower does not take this.',
    'See its code in the details; name another watchtower, or put the signed data on chain with `evlock submit`.',
  ),

  STORE_ROLLED_BACK: entry(
    409,
    'The local store is older than what the meter has signed: it was put back from a copy.',
    'No action needed: the gateway gave back what was missing. Find out who put the old copy there.',
  ),
  RECOVERY_PENDING: entry(
    503,
    'The meter has not yet heard from the gateway what it signed last.',
    'Wait for the connection to the gateway; until then nothing new is signed.',
  ),
  CLOCK_WRONG: entry(
    409,
    'The clock of this machine is wrong: it is not the time of the chain, or is before a certificate begins.',
    'Set the clock (`timedatectl set-ntp true`); a board without a clock chip starts in 1970. A meter begins no delivery while clock and chain differ by more than the details say.',
  ),

  // --- chain and database
  CHAIN_UNREACHABLE: entry(503, 'No RPC endpoint answers.', 'Check the endpoints in the profile and the network.'),
  CHAIN_BEHIND: entry(
    503,
    'An RPC endpoint does not show yet what the chain must hold.',
    'No action needed: it is asked again. If it persists, replace the endpoint named in the details.',
  ),
  FINALITY_LATE: entry(
    409,
    'Blocks of this chain become final too late.',
    'A meter delivers only what is final. Use a chain that is final within seconds, as Kaia is; start anvil with `--slots-in-an-epoch 0 --block-time 1`.',
  ),
  ENDPOINT_LEFT_OUT: entry(
    503,
    'An RPC endpoint is silent, behind or of another chain; the others are used.',
    'Check the endpoint at that place in the profile, or replace it: nothing is left if another one fails.',
  ),
  CHAIN_HALTED: entry(
    503,
    'The chain makes no new blocks.',
    "Check the network's status page; what was signed is put on chain once blocks come again. Check this machine's clock too.",
  ),
  CHAIN_DISAGREES: entry(503, 'The RPC endpoints disagree.', 'Do not act; replace the endpoint that is wrong.'),
  CHAIN_WRONG_NETWORK: entry(
    409,
    'The endpoint serves another chain than the profile names.',
    'Correct the endpoint or the network in the profile.',
  ),
  COMPUTATION_LIMIT: entry(
    409,
    'The transaction needs more computation than the chain allows in one.',
    'Put less into one transaction; more gas does not help.',
  ),
  WRONG_CHAIN: entry(
    409,
    'The chain has another id than when the market was deployed, so no trade is opened on it.',
    'End and withdraw what is there; move to a market of this chain to trade.',
  ),
  ITEM_STARVED: entry(
    409,
    'An item of a batch ran out of gas, so none of it was done.',
    'Send the batch with more gas, or with fewer items.',
  ),
  CHAIN_REVERTED: entry(409, 'The contract reverted.', 'See the contract error in the details.'),
  NOT_DEPLOYED: entry(
    409,
    'The contracts of the deployment file are not on this chain.',
    'Check that the file and the endpoint belong to the same chain. A development chain that was restarted without its state has forgotten its contracts: run `evlock deploy` again, into a new file.',
  ),
  DEPLOYMENT_MISSING: entry(
    404,
    'There is no deployment file of that name.',
    'Name the file that the operator handed over with `--deployment`, EVLOCK_DEPLOYMENT or `chain.deploymentFile` of the profile. `evlock deploy` writes it, once; `npm start` keeps its own in `.evlock/chain/deployment.json`.',
  ),
  FOLDER_OF_OTHER_CHAIN: entry(
    409,
    'The data in this folder belongs to a different chain than the one that is running.',
    'Start with the node that the folder was made with, or use a new folder (`--data FOLDER`). A node that keeps nothing on disk has forgotten its chain: then delete the folder.',
  ),
  SUBMISSION_FAILED: entry(
    503,
    'The transaction could not be put on chain.',
    'A gateway tries again; check that the sender has enough native balance for gas, and see `reason` where there is one.',
  ),
  SUBMITTER_EXHAUSTED: entry(
    503,
    'The account that pays the gas has too little native balance.',
    'Fund the account named in the details; what is under way then continues, and no money of a trade is lost.',
  ),
  GAS_BUDGET_SPENT: entry(
    429,
    'The account has used up the gas that is paid for it on one day.',
    'Wait until the time in the details, or put the signed data on chain yourself with `evlock submit`.',
  ),
  DATABASE_UNREACHABLE: entry(
    503,
    'The database cannot be used.',
    "See the reason and the server's message in the details or the log: correct DATABASE_URL or the rights of its user, make room, or wait for the server. The embedded server writes `postgres.log` into the data folder.",
  ),
  BACKUP_PASSPHRASE_WRONG: entry(
    403,
    'The passphrase does not open this backup, or its beginning was altered.',
    'Give the passphrase with which the backup was made; without it nobody can open it.',
  ),
  BACKUP_DAMAGED: entry(
    409,
    'The backup is truncated, modified, or not a backup.',
    'Take another copy of it, or an older backup. Nothing was restored.',
  ),
  RESTORE_TARGET_USED: entry(
    409,
    'Something is already where the backup would be restored to.',
    'Restore to an empty database and empty folders; what is there is never overwritten.',
  ),
  DATABASE_IN_USE: entry(
    409,
    'Another gateway uses this database.',
    'Run one gateway for each database: stop the other one, or name another database in the profile.',
  ),
  DATABASE_NEWER: entry(500, 'The database was migrated by a newer version.', 'Run the newer version of Evlock.'),

  TRADE_FAILED: entry(
    500,
    'The trade did not end with a complete delivery.',
    'See the state and code in the details, and the logs in the data folder.',
  ),
  RECORDS_DIFFER: entry(
    500,
    'The chain and the database say different things of one trade.',
    'The chain is right. Keep the database as it is and report it with the trade named in the details.',
  ),

  ITEMS_REFUSED: entry(
    409,
    'The contract rejected some of the signed items.',
    'Everything else was put on chain. See the code of each refused item above, and run the command again later.',
  ),
  AUDIT_FAILED: entry(
    500,
    'The database says other things than signatures and chain.',
    'Keep the database as it is. Each difference names table, key and field; restore from a backup that passes the audit.',
  ),

  UNSOUND: entry(
    500,
    'The doctor found a problem.',
    'Do what it says below each problem, the first one first, and run it again.',
  ),

  // --- start-up
  PORT_IN_USE: entry(500, 'The port is taken.', 'Stop the other program, or choose another port in the profile.'),
  ALREADY_RUNNING: entry(
    500,
    'Another Evlock process is using this data folder.',
    'Stop it first, or choose another folder with `--data`.',
  ),
  TRUSTZONE_NOT_BUILT: entry(
    500,
    'There is no image of a TrustZone machine here.',
    'Run `npm run trustzone:build`; it says which Debian packages it needs.',
  ),
  TRUSTZONE_BOOT_REFUSED: entry(
    500,
    'Firmware or OP-TEE of the TrustZone machine refused to go on.',
    'Run `npm run trustzone:build`; the next start puts signed firmware back. If the hardware key in the flash is gone, so is what was stored: start in another folder and restore from the 24 words.',
  ),
  TRUSTZONE_APPLICATION_REFUSED: entry(
    500,
    'The TrustZone machine did not open the trusted application.',
    "At status 0xffff000f the storage is not this machine's newest, or the application is not signed by this checkout: put the machine's own disk back as it was last, or run `npm run trustzone:build`. If the disk is lost, start in another folder and restore from the 24 words.",
  ),
  PROGRAM_MISSING: entry(
    500,
    'A program that this needs is not installed.',
    'Install the Debian packages named in the details: `apt-get install …`.',
  ),
  PROCESS_FAILED: entry(
    500,
    'A component of the community exited or failed to start.',
    'See the log file named in the details.',
  ),
  PLATFORM_UNSUPPORTED: entry(
    500,
    'This part does not run on this platform.',
    'Use Linux on x64, or point the profile at a chain and database of your own.',
  ),
} as const satisfies Record<string, { status: number; message: string; solve: string }>;

export type ErrorCode = keyof typeof catalogue;
