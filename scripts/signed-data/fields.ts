/**
 * What `docs/signed-data.md` says of each signed struct and each of its fields. The types and the order come from
 * `packages/protocol/src/signed-data/structs.ts`; the compiler refuses a field that is missing here or is not there.
 */
import type { structs } from '@evlock/protocol';

/** Unit or form, meaning, and who checks it. */
type FieldNotes = readonly [unit: string, meaning: string, checked: string];

export interface StructNotes<Fields> {
  /** The key, or keys, that sign. */
  readonly signedBy: string;
  readonly purpose: string;
  readonly checkedIn: string;
  readonly fields: { readonly [Name in keyof Fields]: FieldNotes };
}

type Notes = { readonly [Name in keyof typeof structs]: StructNotes<(typeof structs)[Name]['fields']> };

/** Said of a field in several structs alike. */
const OWN_METER: FieldNotes = ['address', 'The meter that the approval is for', 'secure world: its own meter key'];

export const notes: Notes = {
  Order: {
    signedBy: 'meter key',
    purpose:
      'An intention to sell (offer) or buy (bid) energy. A bid takes one offer, so the two together are the terms of a trade; the digest of the bid is the trade id.',
    checkedIn:
      'the secure world of the signing meter (`SIGN_ORDER`: inside a mandate), the gateway (`verifyTrade` of `@evlock/protocol`), both secure worlds again before delivery (`OPEN_DELIVERY`), and the contract (`openTrade`)',
    fields: {
      side: ['`bid` 0, `offer` 1', 'Buy or sell', 'secure world: the side of the mandate; contract: by its position'],
      account: [
        'address',
        'Whose money the order moves',
        'secure world: its own account; contract: enrolled for `meterKey`',
      ],
      meterKey: [
        'address',
        'The meter that signs, delivers and signs receipts',
        'secure world: its own key; contract: active, and not the key of the other order',
      ],
      counterOrder: [
        'digest',
        'Bid: the digest of the offer that it takes. Offer: zero',
        'secure world and gateway; contract: computes it from the offer, so a bid fits one offer only',
      ],
      energy: [
        'mWh',
        'Bid: the exact energy. Offer: the maximum',
        'secure world: left of `energyCap`; contract: at least the minimum lot, and within the offer',
      ],
      minEnergy: [
        'mWh',
        'Offer: the minimum energy of a bid. Bid: equals `energy`',
        'secure world: at least that of the mandate; contract: `energy` of the bid is not below it',
      ],
      power: [
        'mW',
        'Maximum power of the delivery. A bid repeats that of its offer',
        'secure world: at most the provisioned limit; contract: the interval is long enough for the energy at this power',
      ],
      price: [
        'micro-units per kWh',
        'The price. A bid repeats that of its offer',
        'secure world: no worse than `limitPrice`; contract: the same in both orders',
      ],
      start: [
        'UTC seconds',
        'First second of the delivery interval',
        'secure world: within the mandate; contract: bid inside offer, at most 48 h ahead',
      ],
      end: [
        'UTC seconds',
        'First second after the delivery interval',
        'as `start`; contract: the interval of a bid is at most 12 h',
      ],
      openBefore: [
        'UTC seconds',
        'The trade cannot be opened at or after this time. Bid: at most `start`. Offer: at most `end`',
        'secure world: at most `validUntil`; contract: against the block time',
      ],
      lossBandPpm: [
        'parts per million',
        'Difference between the two meters that is accepted as loss of the wire. The smaller of the two orders counts',
        'secure world: at most that of the mandate; both meters while they deliver; contract: when the trade closes',
      ],
      minReputation: [
        'points, signed',
        "Minimum reputation of the partner's account",
        'secure world: at least that of the mandate; contract: when the trade opens',
      ],
      minSensorClass: [
        '`normal-world` 0, `secure-world` 1',
        "Which world must at least read the sensor of the partner's meter",
        "secure world: at least that of the mandate; contract: the partner's enrolment",
      ],
      nonce: [
        'number',
        'Single use for each meter key; the contract remembers the newest 64',
        'secure world: increasing; contract: unused, and less than 64 below the newest',
      ],
    },
  },
  Receipt: {
    signedBy: 'meter key',
    purpose:
      'What one meter has measured in one trade so far. Each meter signs one every second; the last two, both final, settle the trade.',
    checkedIn:
      "the partner's meter and its secure world (`PARTNER_RECEIPT`), the gateway (`checkReceiptSignature` and `checkReceiptOrder` of `@evlock/protocol`), and the contract (`settleFinal`, `claim`)",
    fields: {
      tradeId: ['digest', 'The digest of the bid', 'all: a receipt of another trade has another digest'],
      role: [
        '`buyer` 0, `seller` 1',
        'The side of the meter that signs',
        "all: the signature is that side's meter key",
      ],
      sequence: [
        'number',
        'Increases with each receipt of this trade and side',
        "partner's secure world and gateway: increasing; two different receipts with one sequence prove a fault",
      ],
      energy: [
        'mWh',
        "Energy in the signer's own register since the delivery opened",
        'secure world: its own register; contract: never below what was claimed',
      ],
      partnerSequence: [
        'number',
        "`sequence` of the partner's newest receipt that was verified; 0 before the first",
        "partner's meter: too old a value pauses the delivery",
      ],
      partnerEnergy: [
        'mWh',
        '`energy` of that receipt; 0 before the first',
        "contract: in a final pair, the seller's must equal the buyer's `energy`",
      ],
      final: [
        '0 or 1',
        'Whether the signer has finished; it stays so',
        'contract: both must be final to settle at once',
      ],
      cause: [
        'see [causes](#causes)',
        'Why the receipt is final; `none` otherwise',
        'secure world; contract: a known value only. It changes no payment',
      ],
    },
  },
  Cancel: {
    signedBy: 'meter key or account key',
    purpose: 'Withdraws one order, every order below a nonce, or both.',
    checkedIn:
      'the secure world (`SIGN_CANCEL`, `REVOKE_MANDATE`, `MIGRATE`) and the contract (`cancelOrder`, `cancelNonces`)',
    fields: {
      account: ['address', 'The account of the meter', 'secure world: its own; contract: enrolled for `meterKey`'],
      meterKey: ['address', 'Whose orders are withdrawn', 'contract: enrolled for `account`, active or not'],
      orderHash: [
        'digest',
        'The order that is withdrawn; zero for none',
        'contract: the digest of the order that comes with the call',
      ],
      minNonce: [
        'number',
        'Every nonce below it is spent',
        'secure world: not above its next nonce; contract: moves the window of nonces',
      ],
      submitterFee: [
        'micro-units',
        'Paid from the balance to whoever sends the transaction',
        "secure world: at most the provisioned fee; contract: under the meter key at most the market's cap, once a UTC day",
      ],
      deadline: ['UTC seconds', 'Last second at which the contract accepts it', 'contract: block time'],
    },
  },
  Withdrawal: {
    signedBy: 'account key, on an approval by passkey',
    purpose: 'Pays free balance out of the market.',
    checkedIn: 'the secure world (`SIGN_WITHDRAWAL`, `SIGN_FORMER_WITHDRAWAL`) and the contract (`withdraw`)',
    fields: {
      account: ['address', 'Whose balance is paid out', 'secure world: its own; contract: the signer'],
      token: ['address', 'The settlement token', "contract: the market's token"],
      to: [
        'address',
        'Who is paid',
        'secure world: an address of its provisioned list; contract: not zero and not the market',
      ],
      amount: ['micro-units', 'What is paid', 'contract: more than zero, at most the free balance'],
      submitterFee: [
        'micro-units',
        'Paid on top to whoever sends the transaction',
        'secure world: at most the provisioned fee; contract: covered by the balance',
      ],
      nonce: ['number', 'Single use for each account', "contract: the market's `nonces(account)`"],
      deadline: ['UTC seconds', 'Last second at which the contract accepts it', 'contract: block time'],
    },
  },
  Replace: {
    signedBy: 'account key, on an approval by passkey',
    purpose:
      'Moves an account to another meter, 48 hours after it is on chain. With both keys equal it withdraws a pending request.',
    checkedIn: 'the secure world (`SIGN_REPLACE`), the gateway, and the registry (`requestReplace`)',
    fields: {
      account: ['address', 'The account that moves', 'secure world: its own; registry: the signer, owner of both keys'],
      oldMeterKey: [
        'address',
        'The meter key that is active now',
        'secure world: this or the new one is its own; registry: active, with no replacement due',
      ],
      newMeterKey: ['address', 'The meter key that takes its place', 'registry: enrolled in standby for this account'],
      nonce: ['number', 'Single use for each account', "registry: the registry's `nonces(account)`"],
      deadline: ['UTC seconds', 'Last second at which the registry accepts it', 'registry: block time'],
    },
  },
  Enrolment: {
    signedBy: 'account key and meter key',
    purpose: 'Admits a meter key for an account. The enroller can only admit what both keys have signed.',
    checkedIn:
      'the secure world (`SIGN_ENROLMENT`, at the provisioning socket), the operator (`verifyEnrolment` of `@evlock/protocol`), and the registry (`enrol`)',
    fields: {
      purpose: [
        '`active` 0, `standby` 1',
        "The account's first meter, or one that waits for a `Replace`",
        'registry: whether the account has a meter',
      ],
      deviceIdHash: [
        'digest',
        "Salted hash of the device's id",
        'operator: of the id in the evidence; registry: enrols each device once',
      ],
      account: [
        'address',
        'The account',
        'secure world: its own; operator: that of the evidence; registry: one signer',
      ],
      meterKey: [
        'address',
        'The meter key',
        'secure world: its own; operator: that of the evidence; registry: the other signer, not enrolled yet',
      ],
      sensorClass: [
        '`normal-world` 0, `secure-world` 1',
        'Which world reads the sensor',
        'secure world: of its platform; operator: that of the evidence',
      ],
      nonce: ['number', 'Single use for each account', "registry: the registry's `nonces(account)`"],
      deadline: ['UTC seconds', 'Last second at which the registry accepts it', 'registry: block time'],
    },
  },
  Reading: {
    signedBy: 'meter key',
    purpose: 'Both registers over one interval, chained to the reading before. It moves no money; it is evidence.',
    checkedIn: 'the secure world (`SIGN_READING`), the gateway before it stores the reading, and the audit',
    fields: {
      meterKey: ['address', 'The meter', 'gateway: the signer, and the key of the connected device'],
      sequence: [
        'number',
        'Increases with each reading; it may skip values after a restart',
        'gateway and audit: increasing; two different readings with one sequence prove a fault',
      ],
      intervalStart: ['UTC seconds', 'First second of the interval', 'secure world: not before the last `intervalEnd`'],
      intervalEnd: [
        'UTC seconds',
        'First second after it',
        'secure world: after the start, at most 31 days after the last reading or its date',
      ],
      import: [
        'mWh',
        'Import register (OBIS 1.8.0) at `intervalEnd`',
        'secure world: its register; gateway: never less',
      ],
      export: [
        'mWh',
        'Export register (OBIS 2.8.0) at `intervalEnd`',
        'secure world: its register; gateway: never less',
      ],
      flags: [
        'bits',
        'Bit 0: the clock was set. Bit 1: restarted within the interval. Bit 2: the self-test failed',
        'secure world: sets bits 1 and 2 itself',
      ],
      previousHash: [
        'struct hash',
        '`hashStruct` of the reading before; zero for the first',
        'gateway and audit: the chain has neither gap nor branch',
      ],
    },
  },
  Evidence: {
    signedBy: 'attestation key, meter key and account key',
    purpose: 'What a secure world says about itself when its meter enrols (RFC 9334).',
    checkedIn:
      'the gateway before it issues a certificate, and the operator before the meter is admitted on chain (`verifyEvidence` of `@evlock/protocol`)',
    fields: {
      verifierNonce: ['digest', 'Hash of the one-time enrolment code', 'a code made for this device, used once'],
      deviceId: ['32 bytes', 'Made at random with the keys', 'the device that the code was made for'],
      meterKey: ['address', 'The meter key', 'one of the signers'],
      account: ['address', 'The account', 'one of the signers, and not the meter key'],
      tlsKeyHash: ['SHA-256', "The TLS key's SubjectPublicKeyInfo", 'the key of the certificate request'],
      passkeyHash: [
        'SHA-256',
        'x ‖ y of the first passkey; zero while none is bound',
        'the passkey that is enrolled with it',
      ],
      rpIdHash: ['SHA-256', 'The relying party id', 'that of the deployment file'],
      originHash: [
        'SHA-256',
        'The accepted origins in their order, joined by line feeds',
        'those of the deployment file',
      ],
      calibrationHash: [
        'SHA-256',
        'The provisioned calibration',
        'recorded; compare it with the record of the factory',
      ],
      limitsHash: ['SHA-256', 'Provisioned limits and withdrawal addresses', 'recorded'],
      taHash: ['SHA-256', 'The code that runs', 'recorded; compare it with the release'],
      taVersion: ['number', 'Version of that code', 'recorded'],
      securityClass: [
        '`emulator` 0, `qemu` 1, `board` 2',
        'What protects the keys',
        'anything but `board` is refused outside development networks',
      ],
      sensorClass: [
        '`normal-world` 0, `secure-world` 1',
        'Which world reads the sensor',
        'equals that of the enrolment',
      ],
      bootCount: ['number', 'Starts of the secure world so far', 'recorded'],
      sequence: ['number', 'Increases with each evidence', 'recorded'],
    },
  },
  Mandate: {
    signedBy: "an owner's passkey (the digest is the WebAuthn challenge)",
    purpose: 'What an owner allows a meter to sign, and within which limits. It never goes on chain.',
    checkedIn: 'the secure world (`AUTHORIZE_MANDATE`, then `SIGN_ORDER` for each order)',
    fields: {
      meterKey: OWN_METER,
      side: ['`bid` 0, `offer` 1', 'Buying or selling', 'secure world: that of the order'],
      energyCap: [
        'mWh',
        'Maximum energy of all orders together',
        'secure world: at most the provisioned limit; reserved when an order is signed',
      ],
      minEnergy: [
        'mWh',
        'Minimum `energy` and `minEnergy` of an order',
        'secure world: bounds how many small trades can be cut from the mandate',
      ],
      moneyCap: [
        'micro-units',
        'Bid: maximum money that all orders together may lock. Offer: 0, unused',
        'secure world: at most the provisioned limit; reserved when an order is signed',
      ],
      limitPrice: [
        'micro-units per kWh',
        'Bid: the highest price. Offer: the lowest',
        'secure world: `price` of the order',
      ],
      deliveryFrom: ['UTC seconds', 'Earliest `start` of an order', 'secure world'],
      deliveryUntil: ['UTC seconds', 'Latest `end` of an order', 'secure world'],
      approvedAt: [
        'UTC seconds',
        "The owner's clock at approval: a date that has passed",
        'secure world: moves its date forward, by 400 days at most',
      ],
      validUntil: ['UTC seconds', 'Latest `openBefore` of an order', 'secure world'],
      minReputation: ['points, signed', 'Minimum `minReputation` of an order', 'secure world'],
      minSensorClass: ['`normal-world` 0, `secure-world` 1', 'Minimum `minSensorClass` of an order', 'secure world'],
      lossBandPpm: ['parts per million', 'Maximum `lossBandPpm` of an order', 'secure world'],
      mandateId: ['number', "Strictly increasing for each meter, by the owner's clock", 'secure world: used once'],
    },
  },
  PasskeyBinding: {
    signedBy: 'a passkey that is bound already (the digest is the WebAuthn challenge)',
    purpose: 'Binds a further passkey to the meter. It never goes on chain.',
    checkedIn: 'the secure world (`BIND_FURTHER_PASSKEY`)',
    fields: {
      meterKey: OWN_METER,
      publicKeyX: ['32 bytes', 'x of the new key (P-256)', 'secure world: a point of the curve, not bound yet'],
      publicKeyY: ['32 bytes', 'y of the new key', 'as `publicKeyX`'],
      bindingId: ['number', 'Strictly increasing for each meter', 'secure world: used once'],
    },
  },
  PasskeyRemoval: {
    signedBy:
      'another bound passkey (the digest is the WebAuthn challenge); at the provisioning socket it needs no assertion',
    purpose: 'Removes a passkey from the meter. The last one needs the recovery phrase as well.',
    checkedIn: 'the secure world (`REMOVE_PASSKEY`)',
    fields: {
      meterKey: OWN_METER,
      publicKeyX: ['32 bytes', 'x of the key that is removed', 'secure world: a bound passkey'],
      publicKeyY: ['32 bytes', 'y of the key that is removed', 'as `publicKeyX`'],
      bindingId: [
        'number',
        'Strictly increasing for each meter, counted together with those of `PasskeyBinding`',
        'secure world: used once',
      ],
    },
  },
  Migration: {
    signedBy: "an owner's passkey (the digest is the WebAuthn challenge), in the domain of the market that is left",
    purpose: 'Moves a meter to another market, or replaces the settings that were provisioned. It never goes on chain.',
    checkedIn: 'the secure world (`MIGRATE`, at the provisioning socket)',
    fields: {
      meterKey: OWN_METER,
      chainId: [
        'chain id',
        'Chain of the market that the meter signs for from then on',
        'secure world: that of the request',
      ],
      market: [
        'address',
        'That market; the same one where only settings change',
        'secure world: at most 4 former markets',
      ],
      settingsHash: [
        'SHA-256',
        'Date, limits, withdrawal addresses and origins as they are in the request',
        'secure world: computes it from the request',
      ],
      migrationId: ['number', 'Strictly increasing for each meter', 'secure world: used once'],
    },
  },
  SessionChallenge: {
    signedBy: "an owner's passkey (the digest is the WebAuthn challenge)",
    purpose:
      'Opens a session at a gateway. It is a struct of its own so that no gateway can pass off another approval as a sign-in.',
    checkedIn: "the owner's device (it computes the digest itself) and the gateway",
    fields: {
      meterKey: [
        'address',
        'The meter whose owner signs in',
        "owner's device: that of its profile; gateway: the passkey that was enrolled with it",
      ],
      gatewayNonce: ['32 bytes', 'Drawn at random by the gateway', 'gateway: used once'],
      expires: ['UTC seconds', 'The challenge is refused from this time on', 'gateway: its clock'],
    },
  },
};
