/** Follows every request to a secure world and its answer, and checks each answer against `table.ts`. */
import { createHash } from 'node:crypto';
import {
  type Address,
  type Domain,
  isSameMarket,
  recoverAddress,
  type Signature,
  structs,
  ZERO_BYTES32,
} from '@evlock/protocol';
import {
  COMMANDS,
  type CommandName,
  type CommandRequest,
  type CommandResponse,
  calibration as calibrationLayout,
  commandConstant,
  EVLOCK_ERROR_PAYLOAD_SIZE,
  fromHex,
  limits,
  payloads,
  type ResponseFrame,
  STATUSES,
  toHex,
} from '@evlock/secure-world';
import { Ledger } from './ledger.ts';
import { leaked, type Secrets } from './secrets.ts';
import { choices, type Signed, type Signer } from './table.ts';

const names = new Map(
  (Object.keys(payloads) as CommandName[]).map((name): [number, CommandName] => [
    COMMANDS[commandConstant(name)],
    name,
  ]),
);

type Settings = CommandRequest<'provision'>;

/** What was provisioned, and whose keys sign. */
interface Device {
  readonly domain: Domain;
  readonly signers: Partial<Record<Signer, Address>>;
  readonly settings: Settings;
  /** Which it has left. */
  readonly formers: readonly Domain[];
}

const UINT40_MAX = 2 ** 40 - 1;
const sha256 = (...parts: readonly (Uint8Array | string)[]): string =>
  toHex(parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest());

/** What evidence states about provisioning, which nothing can change. */
const hashesOf = ({ calibration, limits: bounds, withdrawalAddresses, rpId, origins }: Settings): Values => ({
  calibrationHash: sha256(calibrationLayout.write(calibration)),
  limitsHash: sha256(limits.write(bounds), ...withdrawalAddresses.map(fromHex)),
  rpIdHash: sha256(rpId),
  originHash: sha256(origins.join('\n')),
});

type Values = Readonly<Record<string, unknown>>;

const decoded = (layout: unknown, payload: Uint8Array): Values =>
  (layout as { decode(bytes: Uint8Array): Values }).decode(payload);

export class Judge {
  /** Signatures checked against the table, by command. */
  readonly signatures = new Map<CommandName, number>();
  /** Answers searched for secrets. */
  answers = 0;
  private device: Device | undefined;
  private readonly secrets: () => Secrets;
  private readonly ledger: Ledger;

  /** `secrets`: the device's current ones; none while it has none. `now`: ms of a clock parallel to the device's. */
  constructor(secrets: () => Secrets, now: () => number) {
    this.secrets = secrets;
    this.ledger = new Ledger(now);
  }

  restarted(): void {
    this.ledger.restarted();
  }

  /** Throws on an answer that the table does not allow. */
  hear(number: number, request: Uint8Array, { status, payload }: ResponseFrame, local: boolean): void {
    const name = names.get(number);
    if (status !== STATUSES.OK) {
      this.expect(payload.length === EVLOCK_ERROR_PAYLOAD_SIZE, 'a refusal says more than its reason', name);
      if (name === 'addSamples' && status === STATUSES.SENSOR_FAULT) this.ledger.failed();
    } else {
      this.expect(name !== undefined, 'answers an unknown command', name);
      if (name) this.accepted(name, request, payload, local);
    }
    this.search(name, status, payload);
  }

  private search(name: CommandName | undefined, status: number, payload: Uint8Array): void {
    this.answers += 1;
    const isBirth = name === 'provision' && status === STATUSES.OK;
    const found = leaked(payload, this.secrets()).filter((secret) => !(isBirth && secret === 'words'));
    this.expect(found.length === 0, `gives away ${found.join(', ')}`, name);
  }

  private accepted(name: CommandName, payload: Uint8Array, answer: Uint8Array, local: boolean): void {
    const request = decoded(payloads[name].request, payload);
    const response = decoded(payloads[name].response, answer);
    if (name === 'provision' || name === 'restore') this.born(request as never, response as never, local);
    if (name === 'bindPasskey') this.expect(local, 'binds away from the provisioning socket', name);
    if (name === 'info') this.identify(response as never);
    const { signs } = choices[name];
    const signed = name === 'migrate' ? (response.cancels as Values[]) : [response];
    if (signs) for (const one of signed) this.signed(name, signs, request, one);
    const { settings, signers, domain } = this.device ?? {};
    this.ledger.follow(name, request, response, settings, { ...signers, ...(domain ? { domain } : {}) });
    if (name === 'migrate') this.moved(request as never, local);
  }

  /**
   * By passkey on the provisioning socket: another market, and what may be reset. Calibration and relying party are kept.
   */
  private moved({ migration, assertion: _, ...settings }: CommandRequest<'migrate'>, local: boolean): void {
    const { device } = this;
    this.expect(local && device !== undefined, 'migrates away from the provisioning socket');
    if (!device) return;
    const domain = { chainId: Number(migration.chainId), market: migration.market };
    const formers = [...device.formers, device.domain].filter((former) => !isSameMarket(former, domain));
    this.device = { ...device, domain, formers, settings: { ...device.settings, ...settings } };
  }

  /** Once in a device's life: keys and calibration are chosen here and nowhere else. */
  private born(settings: Settings, { meterKey, account }: CommandResponse<'restore'>, local: boolean): void {
    this.expect(local, 'makes keys away from the provisioning socket');
    this.expect(this.device === undefined, 'makes keys a second time');
    const domain = { chainId: Number(settings.chainId), market: settings.market };
    this.device = { domain, signers: { meter: meterKey, account }, settings, formers: [] };
  }

  private identify({ meterKey, account, attestationKey, state }: CommandResponse<'info'>): void {
    const { device } = this;
    this.expect((state === 'provisioned') === (device !== undefined), 'is provisioned when it was not');
    if (!device) return;
    this.expect(device.signers.meter === meterKey && device.signers.account === account, 'has other keys than before');
    device.signers.attestation ??= attestationKey;
    this.expect(device.signers.attestation === attestationKey, 'has another attestation key than before');
  }

  /** A struct of the table, every field of which matches the table; signed by the keys that it names. */
  private signed(name: CommandName, signs: Signed, request: Values, response: Values): void {
    const key = signs.struct.toLowerCase();
    const value = (response[key] ?? request[key]) as Values;
    this.expect(this.device !== undefined, 'signs without keys', name);
    if (!this.device) return;
    const { signers, settings } = this.device;
    const domain = this.domainOf(name, request, this.device);
    for (const field of Object.keys(signs.caller))
      if (field in request && field !== 'cause') this.chosen(name, field, request[field], value[field]);
    if ('account' in value) this.chosen(name, 'account', signers.account, value.account);
    if ('meterKey' in signs.own) this.chosen(name, 'meterKey', signers.meter, value.meterKey);
    const digest = structs[signs.struct].digest(domain, value as never);
    for (const [signer, signature] of this.signaturesOf(signs, value, response)) {
      const expected = signers[signer];
      // Evidence may precede any request for the attestation key.
      if (expected) this.expect(recoverAddress(digest, signature) === expected, `does not sign as ${signer}`, name);
      else signers[signer] = recoverAddress(digest, signature);
    }
    if (name === 'attest') this.given(name, hashesOf(settings), value);
    if (name === 'revokeMandate' || name === 'migrate')
      this.given(name, { orderHash: ZERO_BYTES32, submitterFee: 0n, deadline: UINT40_MAX }, value);
    this.signatures.set(name, (this.signatures.get(name) ?? 0) + 1);
  }

  /** Where a signature is valid: the current market, except for a withdrawal from one that was left. */
  private domainOf(name: CommandName, request: Values, { domain, formers }: Device): Domain {
    if (name !== 'signFormerWithdrawal') return domain;
    const named = { chainId: Number(request.chainId), market: request.market as Domain['market'] };
    this.expect(
      formers.some((former) => isSameMarket(former, named)),
      'signs for a market that it never left',
      name,
    );
    return named;
  }

  private signaturesOf({ by }: Signed, value: Values, response: Values): [Signer, Signature][] {
    if (by === 'meter or account') {
      const isOwn = value.meterKey === this.device?.signers.meter;
      return [[isOwn ? 'meter' : 'account', response.signature as Signature]];
    }
    return by.map((signer) => [signer, (response.signature ?? response[signer]) as Signature]);
  }

  private chosen(name: CommandName, field: string, given: unknown, signed: unknown): void {
    // Bits 1 and 2 of a reading's flags belong to the secure world.
    const [left, right] = field === 'flags' ? [Number(given) & 1, Number(signed) & 1] : [given, signed];
    this.expect(left === right, `signs another ${field}`, name);
  }

  private given(name: CommandName, expected: Values, value: Values): void {
    for (const [field, own] of Object.entries(expected))
      this.expect(value[field] === own, `signs another ${field}`, name);
  }

  private expect(holds: boolean, problem: string, name?: CommandName): void {
    if (!holds) throw new Error(`${name ?? 'the secure world'}: ${problem}`);
  }
}
