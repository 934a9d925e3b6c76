/** An owner whose gateway is hacked: its certificate is genuine, and so is everything else visible from outside. */
import {
  ApiClient,
  MemoryOwnerStore,
  Owner,
  type OwnersChain,
  type Passkey,
  verification as realVerification,
  type Verification,
} from '@evlock/owner';
import { httpsTransport } from '@evlock/owner/node';
import {
  type Assertion,
  type Bytes32,
  type Clock,
  type DeploymentFile,
  type MarketInfo,
  systemClock,
  timestamp,
} from '@evlock/protocol';
import { SoftwarePasskey } from '@evlock/simulator';
import { HostileApi, type Rule, Rules } from '@evlock/simulator/hostile-gateway';
import { HackedAuthority } from '@evlock/testing/gateway/hacked-authority';
import { energyHistoryOf, movementViews, signedReadings, totalsOf } from '@evlock/testing/owner/history-samples';
import {
  account,
  accountView,
  bought,
  meterKey,
  offerView,
  placed,
  receiptsView,
  tradeView,
} from '@evlock/testing/owner/samples';
import { deployment, hex, market } from '@evlock/testing/owner/test-gateway';

export const NOW = timestamp(1_800_000_000);
const clock: Clock = { ...systemClock, now: () => NOW, sleep: async () => undefined };

/** Records what it was made to approve: what was signed, whatever was shown. */
export class WatchedPasskey implements Passkey {
  readonly approved: Bytes32[] = [];
  readonly #key = SoftwarePasskey.generate();

  assert(challenge: Bytes32, page: { rpId: string; origin: string }): Assertion {
    this.approved.push(challenge);
    return this.#key.assert(challenge, page);
  }
}

export interface OwnerParts {
  readonly chain?: OwnersChain;
  readonly checkContracts?: () => Promise<void>;
  /** Replaces the handed-over one, for a control. */
  readonly deployment?: DeploymentFile;
  /** Replaces the real verification, for a control. */
  readonly verification?: Partial<Verification>;
}

export class HostileFixture {
  readonly passkey = new WatchedPasskey();
  readonly #hacked: HackedAuthority;
  readonly #gateway: HostileApi;
  readonly #api: ApiClient;

  private constructor(hacked: HackedAuthority, gateway: HostileApi, api: ApiClient) {
    this.#hacked = hacked;
    this.#gateway = gateway;
    this.#api = api;
  }

  get rules(): Rules {
    return this.#gateway.rules;
  }

  static async open(): Promise<HostileFixture> {
    const hacked = await HackedAuthority.make();
    const gateway = new HostileApi({ identity: await hacked.identity() }, { rules: new Rules() });
    await gateway.start();
    const transport = httpsTransport({ url: gateway.url, authority: hacked.certificate });
    return new HostileFixture(hacked, gateway, new ApiClient({ transport }));
  }

  /** Answers honestly except for these rules. */
  lie(...rules: readonly Rule[]): void {
    this.rules.clear();
    this.rules.add(...honest, ...rules);
    this.rules.seen.length = 0;
    this.passkey.approved.length = 0;
  }

  owner({ chain, checkContracts, verification, deployment: pinned = deployment }: OwnerParts = {}): Owner {
    const modules = { api: this.#api, passkey: this.passkey, store: new MemoryOwnerStore(), clock };
    const judged = verification && { verification: { ...realVerification, ...verification } };
    return new Owner({ deployment: pinned, meterKey, account }, { ...modules, chain, checkContracts, ...judged });
  }

  /** What it says of the market. */
  market(): Promise<MarketInfo> {
    return this.#api.call('market', {});
  }

  /** Open event streams. */
  get listeners(): number {
    return this.#gateway.listeners;
  }

  /** An event that never happened. */
  tell(name: string, data: unknown): void {
    this.#gateway.tell(name, data);
  }

  /** The bodies of the requests received for one route. */
  asked<T>(name: string): T[] {
    return this.rules.seen.filter((exchange) => exchange.name === name).map(({ body }) => body as T);
  }

  async close(): Promise<void> {
    this.#api.close();
    await this.#gateway.stop();
    await this.#hacked.remove();
  }
}

const momentsIn = (query: Readonly<Record<string, string>> | undefined): number[] =>
  (query?.at ?? '').split(',').map(Number);

const honest: readonly Rule[] = [
  { on: 'market', reply: () => market },
  { on: 'challenge', reply: () => ({ gatewayNonce: hex('9'), expires: NOW + 60 }) },
  { on: 'signIn', reply: () => ({ token: 'token', expires: NOW + 3600 }) },
  { on: 'account', reply: () => accountView },
  { on: 'offers', reply: () => ({ offers: [offerView], next: null }) },
  { on: 'offer', reply: () => offerView },
  { on: 'placeOffer', reply: ({ body }) => placed((body as { terms: Record<string, unknown> }).terms) },
  { on: 'buy', reply: ({ body }) => bought((body as { terms: Record<string, unknown> }).terms) },
  { on: 'trades', reply: () => ({ trades: [tradeView()] }) },
  { on: 'trade', reply: () => tradeView() },
  { on: 'tradeReceipts', reply: () => receiptsView() },
  { on: 'movements', reply: () => ({ movements: movementViews, next: null }) },
  { on: 'totals', reply: ({ query }) => totalsOf(momentsIn(query)) },
  { on: 'energyHistory', reply: ({ query }) => energyHistoryOf(momentsIn(query), signedReadings(momentsIn(query))) },
];
