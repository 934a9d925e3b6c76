/** A community with a fault injector on every line. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FinalizedBlock } from '@evlock/chain';
import { Community, Layout } from '@evlock/community';
import { systemClock } from '@evlock/protocol';
import { CommunityUnderTest, DEPOSIT, type Pair } from '@evlock/testing/community/community-under-test';
import { Draw } from '@evlock/testing/protocol/draw';
import { noteAcknowledgements } from '../../verdict/acknowledgements.ts';
import { MeterStore } from '../../verdict/meter-store.ts';
import { Faults } from './faults.ts';
import { HackedLink } from './hacked-link.ts';
import { honest } from './lies.ts';
import { MESSAGE_FAULTS } from './message-line.ts';
import { RelayWatch } from './relay-watch.ts';
import { RPC_FAULTS, SEND_FAULTS, UnrulyEndpoint } from './unruly-endpoint.ts';
import { UnrulyWire, WIRE_FAULTS } from './unruly-wire.ts';

export class Network {
  readonly draw: Draw;
  readonly faults;
  /** Meter to gateway, and owner to gateway. */
  readonly deviceWire: UnrulyWire;
  readonly ownerWire: UnrulyWire;
  /** Each party's two: `gateway`, a household's meter by the household's name, or its owner by `NAME's owner`. */
  readonly #endpoints = new Map<string, { readonly urls: readonly [string, string]; readonly both: EndpointPair }>();
  readonly #cutOffSince = new Map<string, number>();
  #link: HackedLink | undefined;
  #longAgo: FinalizedBlock | undefined;
  #underTest: CommunityUnderTest | undefined;
  #relays: RelayWatch | undefined;

  constructor(seed: number) {
    this.draw = new Draw(seed);
    this.faults = {
      deviceWire: new Faults(WIRE_FAULTS, this.draw),
      ownerWire: new Faults(WIRE_FAULTS, this.draw),
      messages: new Faults(MESSAGE_FAULTS, this.draw),
      gatewayRpc: new Faults(RPC_FAULTS, this.draw),
      gatewaySends: new Faults(SEND_FAULTS, this.draw),
      meterRpc: new Faults(RPC_FAULTS, this.draw),
      ownerRpc: new Faults(RPC_FAULTS, this.draw),
    };
    this.deviceWire = new UnrulyWire(this.faults.deviceWire);
    this.ownerWire = new UnrulyWire(this.faults.ownerWire);
  }

  /** A block from the community's beginning. */
  get longAgo(): FinalizedBlock {
    return opened(this.#longAgo);
  }

  async open(pairs: readonly Pair[]): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'evlock-network-'));
    const households = pairs.flatMap(({ seller, buyer }) => [seller, buyer]);
    const link = new HackedLink({ layout: new Layout(folder), households, faults: this.faults.messages });
    this.#link = link;
    const community = new Community({
      folder,
      households,
      wires: pairs.map(({ seller, buyer, wire }) => ({ id: wire, from: seller, to: buyer })),
      deposit: DEPOSIT,
      gateway: { watchtower: { graceSeconds: 5 } },
      endpoints: (part, url) => this.#endpointsOf(part, url),
      // Meters dial the wire; behind it a man in the middle handles every message to and from the gateway.
      tap: async (port, kind) =>
        kind === 'http' ? this.ownerWire.listen(port) : this.deviceWire.listen(await link.listen(port)),
    });
    await community.start();
    await Promise.all([...community.households.values()].map(noteAcknowledgements));
    this.#longAgo = await community.reader.finalized();
    this.#underTest = new CommunityUnderTest(community);
    this.#relays = new RelayWatch(community, (household) => this.#silentSince(household));
    this.#relays.start();
  }

  get community(): Community {
    return opened(this.#underTest).community;
  }

  get link(): HackedLink {
    return opened(this.#link);
  }

  get relays(): RelayWatch {
    return opened(this.#relays);
  }

  /** The buyer's meter is unreachable until it rejoins: neither side hears the other. */
  cutOff({ seller, buyer }: Pair): void {
    this.link.cutOff(buyer);
    for (const name of [seller, buyer]) this.#cutOffSince.set(name, systemClock.monotonic());
  }

  /** Everybody is reachable again. */
  rejoin(): void {
    for (const name of this.#cutOffSince.keys()) this.link.rejoin(name);
    this.#cutOffSince.clear();
  }

  endpointsOf(part: string): EndpointPair {
    return opened(this.#endpoints.get(part)).both;
  }

  /** Everything works, and every endpoint is honest. */
  calm(): void {
    for (const faults of Object.values(this.faults)) faults.rate = 0;
    for (const { both } of this.#endpoints.values()) {
      for (const endpoint of both) Object.assign(endpoint, { lie: honest, dead: false, refuses: new Set() });
    }
  }

  /**
   * An hour passes for what meters remember of silent partners: on lines like these honest ones fall silent too, and each
   * case needs its deliveries.
   */
  welcomePartners(): void {
    for (const household of this.community.households.values()) new MeterStore(household).welcomePartners();
  }

  async close(): Promise<void> {
    await this.#relays?.stop();
    await this.#underTest?.close();
    this.#link?.close();
    this.deviceWire.close();
    this.ownerWire.close();
    for (const { both } of this.#endpoints.values()) for (const endpoint of both) endpoint.close();
  }

  #silentSince(household: string): number | undefined {
    return this.deviceWire.darkSince ?? this.#cutOffSince.get(household) ?? this.#link?.mutedSince.get(household);
  }

  async #endpointsOf(part: string, url: string): Promise<readonly [string, string]> {
    const known = this.#endpoints.get(part);
    if (known) return known.urls;
    const { gatewayRpc, gatewaySends, meterRpc, ownerRpc } = this.faults;
    const household = part.endsWith("'s owner") ? ownerRpc : meterRpc;
    const make = (): UnrulyEndpoint =>
      new UnrulyEndpoint(url, part === 'gateway' ? gatewayRpc : household, gatewaySends);
    const both: EndpointPair = [make(), make()];
    const urls = [await both[0].start(), await both[1].start()] as const;
    this.#endpoints.set(part, { urls, both });
    return urls;
  }
}

export type EndpointPair = readonly [UnrulyEndpoint, UnrulyEndpoint];

function opened<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the network is not open');
  return value;
}
