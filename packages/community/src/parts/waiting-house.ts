/**
 * A house that waits for an owner. Its keys are made, and its first passkey is bound, by a person at its meter's own page; the
 * community plays the rest: who installed it, and the operator's code for it.
 */
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChainReader } from '@evlock/chain';
import { replaceFile } from '@evlock/files';
import type { Operator } from '@evlock/owner';
import type { OperatorLedger } from '@evlock/owner/node';
import { type Clock, EvlockError, milliseconds, parseJson, toJson } from '@evlock/protocol';
import { nominalCalibration } from '@evlock/simulator';
import { z } from 'zod';
import type { GatewayAddress } from './entries.ts';
import type { Household } from './household.ts';

const LOOK = milliseconds(1_000);
const MAX_FILE = 65_536;

const pageFile = z.looseObject({ url: z.string(), code: z.string() });

export interface WaitingHouseModules {
  readonly operator: Operator;
  readonly ledger: OperatorLedger;
  readonly reader: Pick<ChainReader, 'meter'>;
  readonly clock: Clock;
}

export type Taken = 'nobody' | 'provisioned' | 'requested' | 'enrolled';

export class WaitingHouse {
  readonly household: Household;
  readonly #modules: WaitingHouseModules;
  #page: { readonly url: string; readonly code: string } | undefined;
  #taken: Taken = 'nobody';

  constructor(household: Household, modules: WaitingHouseModules) {
    this.household = household;
    this.#modules = modules;
  }

  /** How far somebody has come with taking it. */
  get taken(): Taken {
    return this.#taken;
  }

  /** Its meter's page and the code that a console or a label would show. */
  get page(): { readonly url: string; readonly code: string } {
    if (!this.#page) throw new EvlockError('OUT_OF_STATE', { problem: 'the house is not started' });
    return this.#page;
  }

  async start({ gateway, pagesFolder }: { gateway: GatewayAddress; pagesFolder: string }): Promise<void> {
    const { household } = this;
    await household.startSecureWorld();
    const { address } = await household.wallet();
    const settings = { calibration: nominalCalibration(), withdrawalAddresses: [address] };
    await replaceFile(this.#settingsFile, toJson(settings, 2), 0o644);
    await household.writeMeterProfile(gateway, {
      provisioningSocket: { path: household.console },
      process: 'meter',
      settingsFile: this.#settingsFile,
      enrolmentCodeFile: this.#codeFile,
      pagesFolder,
    });
    await household.meter.start();
    const file = join(household.layout.folder, 'local-page.json');
    this.#page = parseJson(pageFile, await readFile(file, 'utf8'), MAX_FILE);
  }

  /** Waits until it has an owner whom the operator has admitted. Throws the signal's reason. */
  async untilTaken(signal: AbortSignal): Promise<void> {
    while (this.#taken !== 'enrolled') {
      // Its secure world may be restarting.
      this.#taken = await this.#look().catch(() => this.#taken);
      if (this.#taken !== 'enrolled') await this.#modules.clock.sleep(LOOK, signal);
    }
  }

  async #look(): Promise<Taken> {
    const info = await this.household.learn();
    if (!info) return 'nobody';
    if (await this.#modules.reader.meter(info.meterKey)) return 'enrolled';
    if (await exists(join(this.household.layout.folder, 'certificate.pem'))) return 'requested';
    if (info.passkeys > 0 && !(await exists(this.#codeFile))) await this.#makeCode();
    return 'provisioned';
  }

  /** As an operator hands one to an installer. */
  async #makeCode(): Promise<void> {
    const { operator, ledger, clock } = this.#modules;
    const { deviceId } = this.household;
    const made = await operator.createCode(deviceId);
    await ledger.codeMade(deviceId, made, clock.now());
    await replaceFile(this.#codeFile, made.code, 0o600);
  }

  get #settingsFile(): string {
    return join(this.household.layout.folder, 'provision.json');
  }

  get #codeFile(): string {
    return join(this.household.layout.keys, 'enrolment.code');
  }
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
