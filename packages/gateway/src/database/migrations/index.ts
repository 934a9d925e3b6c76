/** Every migration, in order. A new one is added at the end; an applied one is never changed. */

import { market } from './0001-market.ts';
import { devices } from './0002-devices.ts';
import { gasCharges } from './0003-gas-charges.ts';
import { replacement } from './0004-replacement.ts';
import { deviceCertificates } from './0005-device-certificates.ts';
import { signedOrders } from './0006-signed-orders.ts';
import { replacedReputation } from './0007-replaced-reputation.ts';
import { reputationOfAccounts } from './0008-reputation-of-accounts.ts';
import { enrolmentOnRecord } from './0009-enrolment-on-record.ts';
import { batchesInTheOutbox } from './0010-batches-in-the-outbox.ts';
import { operators } from './0011-operators.ts';
import { movements } from './0012-movements.ts';
import { standingOrders } from './0013-standing-orders.ts';
import { passkeys } from './0014-passkeys.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = [
  market,
  devices,
  gasCharges,
  replacement,
  deviceCertificates,
  signedOrders,
  replacedReputation,
  reputationOfAccounts,
  enrolmentOnRecord,
  batchesInTheOutbox,
  operators,
  movements,
  standingOrders,
  passkeys,
];
