/** What may happen next to a secure world: an action is one or a few requests, mostly within the rules. */
import { Cancel, Mandate, PasskeyRemoval, Replace, type Timestamp, Withdrawal } from '@evlock/protocol';
import {
  COMMANDS,
  type CommandName,
  type CommandRequest,
  commandConstant,
  EVLOCK_ID_STEP_MAX,
  EVLOCK_MANDATES_MAX,
  EVLOCK_NONCE_STEP_MAX,
  EVLOCK_READING_STEP_MAX_S,
  EVLOCK_RECEIPT_STEP_MAX,
  EVLOCK_SAMPLE_SLACK_MS,
  payloads,
} from '@evlock/secure-world';
import {
  bytes32,
  domain,
  mandateTerms,
  NOON,
  provisionInput,
  samplesOf,
  WITHDRAWAL_ADDRESS,
} from '@evlock/secure-world/compliance/fixture';
import type { Household } from './household.ts';

export type Action = (household: Household) => Promise<unknown>;

const UINT40_MAX = 2 ** 40 - 1;

type ProvisionRequest = CommandRequest<'provision'>;

/** Within the limits, but of no real sensor: for the arithmetic. */
const oddCalibration = (household: Household): ProvisionRequest['calibration'] => ({
  currentOffset: household.below(8_190_001) - 4_095_000,
  currentScale: household.pick([-1_000_000, -7, 1, 333, 1_000_000]),
  voltageOffset: household.below(8_190_001) - 4_095_000,
  voltageScale: 1 + household.below(1_000_000),
  noiseFloor: household.below(500) as never,
  referenceCurrent: -2000 as never,
  referenceTolerance: household.pick([0, 1_000_000]) as never,
});

function provisionRequest(household: Household): ProvisionRequest {
  const { domain: place, ...rest } = provisionInput;
  const request: ProvisionRequest = { ...rest, chainId: BigInt(place.chainId), market: place.market };
  if (household.chance(0.08)) return { ...request, calibration: oddCalibration(household) };
  if (!household.chance(0.15)) return request;
  const oddities: Partial<ProvisionRequest>[] = [
    { chainId: 0n },
    { chainId: 2n ** 53n },
    { rpId: '' },
    { origins: ['ftp://localhost'] },
    { origins: ['http://'] },
    { origins: ['https://a.example:443/'] },
    { origins: [] },
    { origins: ['http://a.example'] },
    { origins: ['https://localhost'], chainId: 8217n },
    { calibration: { ...request.calibration, currentScale: -1_000_001 } },
    { calibration: { ...request.calibration, voltageOffset: 4_095_001 } },
    { calibration: { ...request.calibration, referenceCurrent: 0 as never } },
    { limits: { ...request.limits, powerLimit: 50_000_001 as never } },
    { withdrawalAddresses: Array.from({ length: 9 }, () => WITHDRAWAL_ADDRESS) },
  ];
  return { ...request, ...household.next('settings', oddities) };
}

/** Keys derive from a seed that both use; sometimes the source is broken. */
function seedKeys(household: Household): void {
  const source = household.chance(0.85) ? 'seeded' : household.pick(['stuck', 'failing'] as const);
  household.twins.seed(source, household.bytes(32));
}

function adopt(
  household: Household,
  made: { meterKey: Household['meterKey']; account: Household['account']; meterPublicKey: Household['meterPublicKey'] },
): void {
  household.meterKey = made.meterKey;
  household.account = made.account;
  household.meterPublicKey = made.meterPublicKey;
}

export const isLocal = (household: Household): boolean => household.chance(0.93);

export const provision: Action = async (household) => {
  seedKeys(household);
  const request = provisionRequest(household);
  if (request.withdrawalAddresses.length > 8) return garbage(household);
  const made = await household.ask('provision', request, { local: isLocal(household) });
  if (!made) return;
  adopt(household, made);
  household.words = made.words;
};

const OLD_WORDS =
  'legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth useful ' +
  'legal winner thank year wave sausage worth title';

export const restore: Action = async (household) => {
  seedKeys(household);
  const oddities = [
    OLD_WORDS.replace('title', 'useful'),
    OLD_WORDS.replace(' ', '  '),
    OLD_WORDS.toUpperCase(),
    'legal',
    '',
  ];
  const words = household.chance(0.8) ? OLD_WORDS : household.next('words', oddities);
  const request = { ...provisionRequest(household), words };
  if (request.withdrawalAddresses.length > 8) return garbage(household);
  const made = await household.ask('restore', request, { local: isLocal(household) });
  if (!made) return;
  adopt(household, made);
  household.words = words;
};

export const enrol: Action = (household) =>
  household.ask(
    'signEnrolment',
    {
      purpose: household.pick(['active', 'standby'] as const),
      deviceIdHash: bytes32('3d'),
      nonce: BigInt(household.below(9)),
      deadline: household.at(3600),
    },
    { local: isLocal(household) },
  );

/** Terms at and just beyond every limit. */
function mandateFor(household: Household, side: Mandate['side']): Mandate {
  const mandate: Mandate = {
    meterKey: household.meterKey,
    side,
    ...mandateTerms,
    energyCap: 20_000_000n as never,
    moneyCap: 2_500_000n as never,
    mandateId: household.nextMandateId,
  };
  if (household.chance(0.75)) return mandate;
  const oddities: Partial<Mandate>[] = [
    { meterKey: household.partner.meterKey },
    { energyCap: 100_000_001n as never },
    { moneyCap: 100_000_001n as never },
    { energyCap: 1_500_000n as never },
    { moneyCap: 119_999n as never },
    { mandateId: household.below(3) },
    { minReputation: 3 },
    { lossBandPpm: 10 as never },
    { validUntil: NOON },
    { limitPrice: 119_999n as never },
    { minEnergy: 0n as never },
    { minEnergy: 20_000_001n as never },
    { minEnergy: 1_000_001n as never },
    { minSensorClass: 'secure-world' },
    { energyCap: 1_050_000n as never },
  ];
  return { ...mandate, ...household.next('mandate', oddities) };
}

export async function grant(household: Household, side: Mandate['side'], terms: Partial<Mandate> = {}): Promise<void> {
  const mandate = { ...mandateFor(household, side), ...terms };
  const assertion = household.approve(Mandate.digest(domain, mandate));
  if (await household.ask('authorizeMandate', { mandate, assertion })) household.nextMandateId = mandate.mandateId + 1;
}

export const authorizeMandate: Action = (household) => grant(household, household.pick(['bid', 'offer'] as const));

/** More mandates than are kept. */
export const grantMany: Action = async (household) => {
  for (let count = EVLOCK_MANDATES_MAX + 1; count > 0; count--) await authorizeMandate(household);
  await info(household);
};

export const listMandates: Action = (household) => household.ask('listMandates', {});

export const revokeMandate: Action = async (household) => {
  const mandateId = household.below(household.nextMandateId + 2);
  // An altered id could use up the next ones.
  if (!(await household.ask('revokeMandate', { mandateId }, { whole: true }))) return;
  household.nextMandateId = Math.max(household.nextMandateId, mandateId + 1);
};

export const selfTest: Action = (household) => {
  const open = samplesOf(household.chance(0.95) ? 0 : 500, 16 + household.below(20));
  const reference = samplesOf(household.chance(0.95) ? 2000 : 1900, 16 + household.below(20));
  if (household.chance(0.95)) return household.ask('selfTestResult', { open, reference });
  const flat = open.map(({ voltage }) => ({ current: household.pick([0, 2048, 4095, 4096]), voltage }));
  return household.ask('selfTestResult', { open: household.pick([flat, open.slice(0, 15)]), reference });
};

export const signReading: Action = async (household) => {
  const intervalStart = household.chance(0.9) ? household.readUntil : NOON - 1;
  const intervalEnd = intervalStart + (household.chance(0.95) ? 900 : 0);
  const flags = household.chance(0.9) ? household.below(2) : household.pick([2, 4, 0x8000_0000]);
  const signed = await household.ask('signReading', { intervalStart, intervalEnd, flags } as never);
  if (!signed) return;
  household.readings.push(signed);
  household.readUntil = signed.reading.intervalEnd;
};

export const withdrawalOf = (household: Household): Withdrawal => ({
  account: household.chance(0.93) ? household.account : household.meterKey,
  token: bytes32('a1').slice(0, 42) as never,
  to: household.chance(0.9) ? WITHDRAWAL_ADDRESS : household.partner.meterKey,
  amount: BigInt(household.below(1_000_000)) as never,
  submitterFee: BigInt(household.pick([0, 50_000, 50_001])) as never,
  nonce: BigInt(household.below(100)),
  deadline: household.at(3600),
});

export const withdraw: Action = (household) => {
  const withdrawal = withdrawalOf(household);
  const assertion = household.approve(Withdrawal.digest(domain, withdrawal));
  return household.ask('signWithdrawal', { withdrawal, assertion });
};

export const replace: Action = (household) => {
  const { account, meterKey, partner } = household;
  const [oldMeterKey, newMeterKey] = household.pick([
    [meterKey, partner.meterKey],
    [partner.meterKey, meterKey],
    [partner.meterKey, account],
  ] as const);
  const value: Replace = { account, oldMeterKey, newMeterKey, nonce: 1n, deadline: household.at(3600) };
  return household.ask('signReplace', { replace: value, assertion: household.approve(Replace.digest(domain, value)) });
};

export const cancel: Action = (household) => {
  const value: Cancel = {
    account: household.chance(0.93) ? household.account : household.meterKey,
    meterKey: household.pick([household.meterKey, household.partner.meterKey]),
    orderHash: bytes32('0c'),
    minNonce: household.below(5),
    submitterFee: BigInt(household.pick([0, 50_000, 50_001])) as never,
    deadline: household.at(3600),
  };
  return household.ask('signCancel', { cancel: value, assertion: household.approve(Cancel.digest(domain, value)) });
};

export const attest: Action = (household) =>
  household.ask('attest', { verifierNonce: bytes32('1a'), tlsKeyHash: bytes32('2b') });

export const info: Action = (household) => household.ask('info', {});

/** A number that may not be a command, and meaningless bytes. */
export const garbage: Action = async (household) => {
  const number = household.chance(0.6) ? household.pick(Object.values(COMMANDS)) : household.below(0x10000);
  const payload = household.bytes(household.below(400));
  const frame = await household.twins.request('garbage', number, payload, household.chance(0.5));
  household.count('garbage', frame);
};

/** Every command with meaningless bytes. */
export const garbageOfEach: Action = async (household) => {
  for (const name of Object.keys(payloads) as CommandName[]) {
    const payload = household.bytes(1 + household.below(40));
    household.count(name, await household.twins.request(name, COMMANDS[commandConstant(name)], payload, true));
  }
};

/** Something is stored, or not, and then the power fails. */
export const failingStorage: Action = async (household) => {
  household.twins.failWritesAfter(household.below(2));
  await household.pick([authorizeMandate, signReading, attest, revokeMandate])(household);
  await info(household);
  household.twins.repairStorage();
  await restart(household);
  household.reached('storage failed');
};

export async function restart(household: Household): Promise<void> {
  await household.twins.restart();
  household.streamEnd = household.twins.now + EVLOCK_SAMPLE_SLACK_MS;
  household.reached('restart');
}

/** Every number that only grows, as far as one request allows, and one beyond. */
export const useNumbersUp: Action = async (household) => {
  const { account, meterKey, nextNonce, nextMandateId, nextBindingId, trade } = household;
  const whole = { whole: true };
  await selfTest(household);
  for (const terms of [
    { mandateId: UINT40_MAX },
    { mandateId: Math.max(nextMandateId, NOON) + EVLOCK_ID_STEP_MAX },
    { mandateId: nextMandateId, approvedAt: UINT40_MAX as Timestamp },
  ])
    await grant(household, 'offer', terms);
  await grant(household, 'offer', { mandateId: Math.max(nextMandateId, NOON) + EVLOCK_ID_STEP_MAX - 1 });
  for (const nonce of [UINT40_MAX, nextNonce + EVLOCK_NONCE_STEP_MAX, nextNonce + EVLOCK_NONCE_STEP_MAX - 1]) {
    const order = household.ownOrder({ side: 'offer', nonce });
    const response = await household.ask('signOrder', { order }, whole);
    if (response) household.remember(order, response.signature);
  }
  for (const minNonce of [UINT40_MAX, household.nextNonce + 1, household.nextNonce]) {
    const value: Cancel = {
      account,
      meterKey,
      orderHash: bytes32('0c'),
      minNonce,
      submitterFee: 0n as never,
      deadline: household.at(3600),
    };
    await household.ask('signCancel', { cancel: value, assertion: household.approve(Cancel.digest(domain, value)) });
  }
  const intervalStart = household.readUntil as Timestamp;
  for (const intervalEnd of [UINT40_MAX, intervalStart + EVLOCK_READING_STEP_MAX_S + 1] as Timestamp[])
    await household.ask('signReading', { intervalStart, intervalEnd, flags: 1 }, whole);
  for (const bindingId of [UINT40_MAX, nextBindingId + EVLOCK_ID_STEP_MAX]) {
    const binding = { meterKey, publicKeyX: bytes32('01'), publicKeyY: bytes32('02'), bindingId };
    const assertion = household.approve(PasskeyRemoval.digest(domain, binding));
    await household.ask('removePasskey', { removal: binding, assertions: [assertion], words: '' }, { local: true });
  }
  if (trade) {
    const role = trade.role === 'buyer' ? 'seller' : 'buyer';
    for (const sequence of [UINT40_MAX, EVLOCK_RECEIPT_STEP_MAX + 60]) {
      const receipt = household.partner.receipt({ tradeId: trade.tradeId, role, sequence, energy: 2000n as never });
      await household.ask('partnerReceipt', receipt, whole);
    }
  }
  household.reached('numbers used up');
  await revokeMandate(household);
  await info(household);
};
