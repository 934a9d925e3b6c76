/**
 * What the normal world may choose: for every command of the header, its precondition, the caller's input, what is signed
 * and who chooses each field. docs/secure-world.md is generated from this table, and `Judge` checks every answer against it.
 */
import type { CommandName } from '@evlock/secure-world';

export type StructName =
  | 'Order'
  | 'Receipt'
  | 'Cancel'
  | 'Withdrawal'
  | 'Replace'
  | 'Enrolment'
  | 'Reading'
  | 'Evidence';
export type Signer = 'meter' | 'account' | 'attestation';

/** Fields of the signed struct, and each one's bound or origin. */
type Choices = Readonly<Record<string, string>>;

export interface Signed {
  readonly struct: StructName;
  /** Whose keys sign; `meter or account`: the meter key what names it, otherwise the account key. */
  readonly by: readonly Signer[] | 'meter or account';
  /** Chosen by the caller, so by the normal world. */
  readonly caller: Choices;
  /** Chosen by whoever has a bound passkey: the assertion covers the digest of the whole struct. */
  readonly owner: Choices;
  /** Chosen by the secure world, or refused unless its own. */
  readonly own: Choices;
}

export interface CommandChoices {
  /** Its precondition. */
  readonly needs: string;
  /** The caller's input. */
  readonly brings: string;
  readonly signs?: Signed;
  /** Its answer besides signatures. */
  readonly answers: string;
}

const provisioned = 'provisioned';
const settings = 'chain id, market, limits, calibration, date, withdrawal addresses, `rpId`, `origins`';

const ownKeys: Choices = { account: 'its own', meterKey: 'its own' };
const ownEnergy = 'its own register, moved by `ADD_SAMPLES` alone';

/** Of a receipt, when it is final and when it is not. */
const ownReceipt: Choices = {
  role: 'as the delivery opened',
  sequence: 'next of the delivery',
  energy: ownEnergy,
  partnerSequence: "last receipt of the partner's pinned key",
  partnerEnergy: "last receipt of the partner's pinned key",
};

const deadline = 'any';

export const choices: { readonly [C in CommandName]: CommandChoices } = {
  info: { needs: 'nothing', brings: 'nothing', answers: 'public keys, states, sequences, registers' },
  provision: {
    needs: 'provisioning socket, unprovisioned',
    brings: settings,
    answers: 'public keys, and **the recovery phrase, this once**',
  },
  restore: {
    needs: 'provisioning socket, unprovisioned',
    brings: `${settings}, the recovery phrase`,
    answers: 'public keys',
  },
  bindPasskey: {
    needs: 'provisioning socket, no passkey bound',
    brings: 'passkey, and the confirmation that the owner has read',
    answers: 'nothing',
  },
  bindFurtherPasskey: { needs: 'passkey', brings: 'binding', answers: 'nothing' },
  listPasskeys: { needs: provisioned, brings: 'nothing', answers: 'public keys of the passkeys' },
  removePasskey: {
    needs: 'another passkey, or the provisioning socket; for the last one the socket and the recovery phrase',
    brings: 'removal',
    answers: 'nothing',
  },
  migrate: {
    needs: 'provisioning socket and passkey, no delivery open',
    brings: 'market, date, limits, withdrawal addresses, `origins`',
    signs: {
      struct: 'Cancel',
      by: ['meter'],
      caller: {},
      owner: {},
      own: { ...ownKeys, orderHash: '0', minNonce: 'the next nonce', submitterFee: '0', deadline: '2^40 - 1' },
    },
    answers: 'the struct, in the domain of the market that is left; nothing where that stays',
  },
  authorizeMandate: { needs: 'passkey, provisioned limits', brings: 'mandate', answers: 'nothing' },
  revokeMandate: {
    needs: provisioned,
    brings: 'mandate id',
    signs: {
      struct: 'Cancel',
      by: ['meter'],
      caller: {},
      owner: {},
      own: {
        ...ownKeys,
        orderHash: '0',
        minNonce: 'the next nonce',
        submitterFee: '0',
        deadline: '2^40 - 1',
      },
    },
    answers: 'the struct',
  },
  listMandates: { needs: provisioned, brings: 'nothing', answers: 'what is left of each mandate' },
  selfTestResult: { needs: 'no delivery open', brings: 'samples', answers: 'fault, two means' },
  signOrder: {
    needs: 'self-test or a sound delivery, mandate',
    brings: 'order',
    signs: {
      struct: 'Order',
      by: ['meter'],
      caller: {
        side: 'of a mandate',
        counterOrder: 'bid: any; offer: 0',
        energy: 'with all orders that are live or opened within `energyCap`',
        minEnergy: "at least the mandate's, at most `energy`",
        power: 'enough for the energy, at most the provisioned one',
        price: 'no worse than `limitPrice`; a bid within `moneyCap`',
        start: 'within the mandate',
        end: 'within the mandate',
        openBefore: 'at most `validUntil`, after the date',
        lossBandPpm: "at most the mandate's",
        minReputation: "at least the mandate's",
        minSensorClass: "at least the mandate's",
        nonce: 'at least the next nonce, less than 64 above it',
      },
      owner: {},
      own: ownKeys,
    },
    answers: 'nothing else',
  },
  releaseOrder: {
    needs: 'an order of its own, past its `openBefore` by the date',
    brings: 'nonce',
    answers: 'nothing',
  },
  openDelivery: {
    needs: 'self-test, no delivery open, an order of its own that was neither opened nor released',
    brings: 'two signed orders that match',
    answers: 'trade id, role',
  },
  nextMark: { needs: 'seller of the open delivery', brings: 'trade id', answers: 'wait' },
  addSamples: {
    needs: provisioned,
    brings: '**raw counts of the sensor**, and their interval',
    answers: 'registers, means, mark',
  },
  partnerReceipt: { needs: 'trade opened here', brings: "receipt of the partner's pinned key", answers: 'nothing' },
  signReceipt: {
    needs: 'delivery open, mark seen (buyer), sensor sound',
    brings: 'trade id',
    signs: {
      struct: 'Receipt',
      by: ['meter'],
      caller: { tradeId: 'the open delivery' },
      owner: {},
      own: { ...ownReceipt, final: 'false', cause: 'none' },
    },
    answers: 'the struct',
  },
  closeDelivery: {
    needs: 'trade opened here',
    brings: 'trade id, cause',
    signs: {
      struct: 'Receipt',
      by: ['meter'],
      caller: {
        tradeId: 'a trade opened here',
        cause: 'once, any but none; not where a mark was missing, the sensor failed, or after a restart',
      },
      owner: {},
      own: { ...ownReceipt, energy: `${ownEnergy}; fixed by the first close`, final: 'true' },
    },
    answers: 'the struct',
  },
  closeUnopened: {
    needs: 'an order of its own that opened no other trade',
    brings: 'two signed orders that match, cause',
    signs: {
      struct: 'Receipt',
      by: ['meter'],
      caller: { cause: 'as for `CLOSE_DELIVERY`' },
      owner: {},
      own: {
        tradeId: 'digest of the bid',
        ...ownReceipt,
        energy: '0; of a trade that is stored, its energy',
        final: 'true',
      },
    },
    answers: 'the struct',
  },
  recover: {
    needs: 'no delivery open',
    brings: 'receipt and reading signed by its own meter key',
    answers: 'nothing',
  },
  signReading: {
    needs: provisioned,
    brings: 'interval, flags',
    signs: {
      struct: 'Reading',
      by: ['meter'],
      caller: {
        intervalStart: 'not before the last end',
        intervalEnd: 'after the start, at most 31 days after the last end or the date',
        flags: "bit 0; the others are the secure world's",
      },
      owner: {},
      own: {
        meterKey: 'its own',
        sequence: 'next of the readings',
        import: ownEnergy,
        export: ownEnergy,
        previousHash: 'of the last reading',
      },
    },
    answers: 'the struct',
  },
  signWithdrawal: {
    needs: 'passkey',
    brings: 'withdrawal',
    signs: {
      struct: 'Withdrawal',
      by: ['account'],
      caller: {},
      owner: {
        token: 'any',
        to: 'a provisioned withdrawal address',
        amount: 'any',
        submitterFee: 'at most the provisioned one',
        nonce: 'any',
        deadline,
      },
      own: { account: 'its own' },
    },
    answers: 'nothing else',
  },
  signReplace: {
    needs: 'passkey',
    brings: 'replacement',
    signs: {
      struct: 'Replace',
      by: ['account'],
      caller: {},
      owner: {
        oldMeterKey: 'one of the two is its own',
        newMeterKey: 'one of the two is its own',
        nonce: 'any',
        deadline,
      },
      own: { account: 'its own' },
    },
    answers: 'nothing else',
  },
  signCancel: {
    needs: 'passkey',
    brings: 'cancel',
    signs: {
      struct: 'Cancel',
      by: 'meter or account',
      caller: {},
      owner: {
        meterKey: 'any',
        orderHash: 'any',
        minNonce: 'of its own meter at most the next nonce; of another meter any',
        submitterFee: 'at most the provisioned one',
        deadline,
      },
      own: { account: 'its own' },
    },
    answers: 'nothing else',
  },
  attest: {
    needs: provisioned,
    brings: 'nonce, hash of the TLS key',
    signs: {
      struct: 'Evidence',
      by: ['attestation', 'meter', 'account'],
      caller: { verifierNonce: 'any', tlsKeyHash: 'any' },
      owner: {},
      own: {
        deviceId: 'made with the keys',
        ...ownKeys,
        passkeyHash: 'of the first passkey',
        rpIdHash: 'provisioned',
        originHash: 'provisioned',
        calibrationHash: 'provisioned',
        limitsHash: 'provisioned',
        taHash: 'of the code that runs',
        taVersion: 'of the code that runs',
        securityClass: 'of the platform',
        sensorClass: 'of the platform',
        bootCount: 'stored',
        sequence: 'next of the evidence',
      },
    },
    answers: 'the struct',
  },
  signEnrolment: {
    needs: 'provisioning socket, provisioned',
    brings: 'purpose, hash of the device id, nonce, deadline',
    signs: {
      struct: 'Enrolment',
      by: ['account', 'meter'],
      caller: { purpose: 'either', deviceIdHash: 'any', nonce: 'any', deadline },
      owner: {},
      own: { ...ownKeys, sensorClass: 'of the platform' },
    },
    answers: 'the struct',
  },
  signFormerWithdrawal: {
    needs: 'passkey, a market that was left',
    brings: 'that market, withdrawal',
    signs: {
      struct: 'Withdrawal',
      by: ['account'],
      caller: {},
      owner: {
        token: 'any',
        to: 'a provisioned withdrawal address',
        amount: 'any',
        submitterFee: 'at most the provisioned one',
        nonce: 'any',
        deadline,
      },
      own: { account: 'its own' },
    },
    answers: 'nothing else',
  },
};
