/** Who calls the gateway: a device by its certificate, or its owner by a session that a passkey opened. */
import type { Address, Bytes32 } from '@evlock/protocol';

export interface Principal {
  readonly deviceId: Bytes32;
  readonly meterKey: Address;
  readonly account: Address;
}

/** The principal in a record that says more. */
export const principalOf = ({ deviceId, meterKey, account }: Principal): Principal => ({
  deviceId,
  meterKey,
  account,
});
