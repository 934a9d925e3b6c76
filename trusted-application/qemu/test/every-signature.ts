/** A household's whole day with one secure world, so that each of its keys has signed. */
import { Cancel, Mandate, Migration, Order, Replace, Withdrawal, ZERO_BYTES32 } from '@evlock/protocol';
import { migrationSettingsHash, passkeyConfirmation, type SecureWorldClient } from '@evlock/secure-world';
import {
  domain,
  mandateTerms,
  NOON,
  orderTerms,
  Partner,
  party,
  provisionInput,
  selfTestSamples,
  WITHDRAWAL_ADDRESS,
} from '@evlock/secure-world/compliance/fixture';
import { SampleStream } from '@evlock/secure-world/compliance/stage';
import { SoftwarePasskey } from '@evlock/simulator';

/** Of flow; a mark is announced for the time after. ms */
const DELIVERED = 1000;
const SELLING_MILLIAMPERE = 5000;

/** Binds a passkey and requests every possible signature, including a delivery with its mark. Returns the marks' secret. */
export async function signEverything(client: SecureWorldClient): Promise<{ readonly markSecret: Buffer }> {
  const passkey = SoftwarePasskey.generate();
  const partner = new Partner(`0x${'5b'.repeat(32)}`);
  const { meterKey, account, meterPublicKey } = await client.info();
  const { x, y } = passkey.publicKey;
  await client.bindPasskey({ publicKeyX: x, publicKeyY: y, confirmation: passkeyConfirmation(x, y) });

  const mandate: Mandate = { ...mandateTerms, meterKey, side: 'offer', mandateId: 1 };
  await client.authorizeMandate(mandate, passkey.assert(Mandate.digest(domain, mandate), party));
  await client.selfTestResult(selfTestSamples);
  const order: Order = { ...orderTerms, side: 'offer', meterKey, account, nonce: 1 };
  const offer = { order, signature: await client.signOrder(order) };
  const bid = partner.order({ side: 'bid', counterOrder: Order.digest(domain, order) });
  const { tradeId } = await client.openDelivery({ bid, offer });
  await new SampleStream(client, 1).feed(SELLING_MILLIAMPERE, DELIVERED);
  await client.nextMark(tradeId);
  await client.signReceipt(tradeId);
  await client.partnerReceipt(partner.receipt({ tradeId, role: 'buyer' }));
  await client.closeDelivery(tradeId, 'completed');
  const second: Order = { ...order, nonce: 2 };
  const never = { order: second, signature: await client.signOrder(second) };
  const taken = partner.order({ side: 'bid', counterOrder: Order.digest(domain, second) });
  await client.closeUnopened({ bid: taken, offer: never }, 'partner-silent');
  await client.signReading({ intervalStart: NOON, intervalEnd: orderTerms.end, flags: 0 });

  const deadline = orderTerms.end;
  const withdrawal: Withdrawal = {
    account,
    token: partner.meterKey,
    to: WITHDRAWAL_ADDRESS,
    amount: 1n as Withdrawal['amount'],
    submitterFee: 0n as Withdrawal['submitterFee'],
    nonce: 1n,
    deadline,
  };
  await client.signWithdrawal(withdrawal, passkey.assert(Withdrawal.digest(domain, withdrawal), party));
  const replace: Replace = { account, oldMeterKey: meterKey, newMeterKey: partner.meterKey, nonce: 1n, deadline };
  await client.signReplace(replace, passkey.assert(Replace.digest(domain, replace), party));
  const { submitterFee } = withdrawal;
  const cancel: Cancel = { account, meterKey, orderHash: ZERO_BYTES32, minNonce: 3, submitterFee, deadline };
  await client.signCancel(cancel, passkey.assert(Cancel.digest(domain, cancel), party));
  await client.revokeMandate(1);
  await client.signEnrolment({ purpose: 'active', deviceIdHash: ZERO_BYTES32, nonce: 0n, deadline });
  await client.attest({ verifierNonce: `0x${'11'.repeat(32)}`, tlsKeyHash: `0x${'22'.repeat(32)}` });
  await leaveMarket(client, passkey, withdrawal);
  return { markSecret: Buffer.from(partner.markSecret(meterPublicKey)) };
}

/** To another market, and a withdrawal from the old one. */
async function leaveMarket(client: SecureWorldClient, passkey: SoftwarePasskey, withdrawal: Withdrawal): Promise<void> {
  const { limits, origins, date, withdrawalAddresses } = provisionInput;
  const settings = { date, limits, origins, withdrawalAddresses };
  const { meterKey, nextMigrationId: migrationId } = await client.info();
  const settingsHash = migrationSettingsHash(settings);
  const migration: Migration = { meterKey, chainId: 1001n, market: `0x${'4e'.repeat(20)}`, settingsHash, migrationId };
  await client.migrate(migration, settings, passkey.assert(Migration.digest(domain, migration), party));
  const approval = passkey.assert(Withdrawal.digest(domain, withdrawal), party);
  await client.signFormerWithdrawal(domain, withdrawal, approval);
}
