/**
 * The demo's gateway under an attacker's control. Owners and meters reach it through switches; while it lies, these lead to a
 * hostile gateway with the real one's own certificates, which alters or keeps back what passes.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CertificateAuthority } from '@evlock/gateway/certificate-authority';
import { type Bytes32, EvlockError, systemClock } from '@evlock/protocol';
import { connectAsDevice, HostileApi, HostileLink, Rules } from '@evlock/simulator/hostile-gateway';
import type { Layout } from '../folder/layout.ts';
import { type Lie, linkRulesOf, rulesOf } from './lies.ts';
import { Switch } from './switch.ts';

type Listener = 'http' | 'device';

export interface LyingGatewayModules {
  readonly layout: Layout;
  /** The house of a device, whose certificate the attacker uses towards the real gateway. */
  readonly houseOfDevice: (deviceId: Bytes32) => string | undefined;
}

interface Front {
  readonly switch: Switch;
  /** The real gateway's port. */
  readonly real: number;
}

export class LyingGateway {
  readonly #modules: LyingGatewayModules;
  readonly #fronts = new Map<Listener, Front>();
  #stop: (() => Promise<unknown>) | undefined;

  constructor(modules: LyingGatewayModules) {
    this.#modules = modules;
  }

  get isLying(): boolean {
    return this.#stop !== undefined;
  }

  /** Takes a place in front of a listener of the gateway: for `CommunityOptions.tap`. */
  async tap(port: number, listener: Listener): Promise<number> {
    const front = new Switch(port);
    this.#fronts.set(listener, { switch: front, real: port });
    return front.start();
  }

  /** Throws `OUT_OF_STATE` while it lies already. */
  async lie(lie: Lie): Promise<void> {
    const [http, device] = (['http', 'device'] as const).map((listener) => this.#fronts.get(listener));
    if (!http || !device || this.#stop) throw new EvlockError('OUT_OF_STATE', { problem: 'gateway' });
    const { layout } = this.#modules;
    const place = { keyFolder: layout.keys, certificateFile: join(layout.gateway, 'authority.pem') };
    const authority = await CertificateAuthority.open({ ...place, serverNames: [] }, { clock: systemClock });
    const identity = { ...(await authority.issueServer()), authority: authority.certificate };
    const api = new HostileApi(
      { identity, upstream: `https://localhost:${http.real}` },
      { rules: new Rules(rulesOf(lie)) },
    );
    const link = new HostileLink(
      { identity },
      {
        toGateway: new Rules(),
        toMeter: new Rules(linkRulesOf(lie)),
        connect: (deviceId) => this.#connect(deviceId, device.real, authority.certificate),
        clock: systemClock,
      },
    );
    await api.start();
    await link.start();
    http.switch.point(api.port);
    if (linkRulesOf(lie).length > 0) device.switch.point(link.port);
    this.#stop = () => Promise.all([api.stop(), link.stop()]);
  }

  /** The real one is reached again. */
  async beHonest(): Promise<void> {
    for (const { switch: front, real } of this.#fronts.values()) front.point(real);
    const stop = this.#stop;
    this.#stop = undefined;
    await stop?.();
  }

  async stop(): Promise<void> {
    await this.beHonest();
    for (const { switch: front } of this.#fronts.values()) await front.stop();
  }

  async #connect(deviceId: Bytes32, port: number, authority: string) {
    const house = this.#modules.houseOfDevice(deviceId);
    if (house === undefined) throw new EvlockError('DEVICE_OFFLINE', { deviceId });
    const { folder, keys } = this.#modules.layout.household(house);
    const [certificate, privateKey] = await Promise.all([
      readFile(join(folder, 'certificate.pem'), 'utf8'),
      readFile(join(keys, 'tls-key.pem'), 'utf8'),
    ]);
    return connectAsDevice({ url: `wss://localhost:${port}`, authority, certificate, privateKey });
  }
}
