/** Whom the gateway acts for: an authenticated device, or the owner signed in with its passkey. */
import type { Address, Bytes32 } from '@evlock/protocol';

export interface Owner {
  readonly deviceId: Bytes32;
  readonly meterKey: Address;
  readonly account: Address;
}
