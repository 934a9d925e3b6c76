/** What each route does: one line each, to the market or to enrolment. */
import type {
  Bytes32,
  EnrolmentFile,
  EnrolmentView,
  MarketInfo,
  RouteBody,
  RouteName,
  RouteParams,
  RouteQuery,
  RouteResponse,
  routes,
} from '@evlock/protocol';
import type { Market } from '../market/market.ts';
import type { Owner } from '../market/owner.ts';
import type { Sessions } from './sessions.ts';

export interface Call<N extends RouteName> {
  readonly body: RouteBody<N>;
  readonly params: RouteParams<N>;
  readonly query: RouteQuery<N>;
  /** The owner of the session, on the routes that need one. */
  readonly owner: (typeof routes)[N]['access'] extends 'owner' ? Owner : undefined;
}

export type Handlers = { readonly [N in RouteName]: (call: Call<N>) => Promise<RouteResponse<N>> };

/** What the routes ask of enrolment. */
export interface EnrolmentDesk {
  createCode(deviceId: Bytes32): Promise<RouteResponse<'createEnrolmentCode'>>;
  enrol(request: RouteBody<'enrol'>): Promise<RouteResponse<'enrol'>>;
  list(): Promise<EnrolmentView[]>;
  file(deviceId: Bytes32): Promise<EnrolmentFile>;
  revoke(deviceId: Bytes32): Promise<void>;
  readmit(deviceId: Bytes32): Promise<void>;
  onEnded(listener: (deviceId: Bytes32) => void): void;
}

export interface HandlerModules {
  readonly market: Market;
  readonly enrolment: EnrolmentDesk;
  readonly sessions: Sessions;
  readonly marketInfo: MarketInfo;
  readonly health: () => Promise<RouteResponse<'health'>>;
}

export function createHandlers({ market, enrolment, sessions, marketInfo, health }: HandlerModules): Handlers {
  return {
    health: () => health(),
    market: async () => marketInfo,
    challenge: async ({ body }) => sessions.challenge(body.meterKey),
    signIn: ({ body }) => sessions.signIn(body),
    enrol: ({ body }) => enrolment.enrol(body),
    createEnrolmentCode: ({ body }) => enrolment.createCode(body.deviceId),
    enrolments: async () => ({ enrolments: await enrolment.list() }),
    enrolment: ({ params }) => enrolment.file(params.deviceId),
    readmit: async ({ params }) => {
      await enrolment.readmit(params.deviceId);
      return {};
    },
    revoke: async ({ params }) => {
      await enrolment.revoke(params.deviceId);
      return {};
    },
    meterFaults: async () => ({ faults: await market.meterFaults() }),
    offers: ({ query }) => market.offers(query),
    offer: ({ params }) => market.offer(params.hash),
    placeOffer: ({ owner, body }) => market.placeOffer(owner, body.approval, body.terms),
    cancelOrder: ({ owner, params, body }) => market.cancelOrder(owner, params.hash, body),
    buy: ({ owner, body }) => market.buy(owner, body.approval, body.terms),
    trades: async ({ owner, query }) => ({ trades: await market.trades(owner, query) }),
    trade: ({ owner, params }) => market.trade(owner, params.id),
    stop: async ({ owner, params }) => {
      await market.stop(owner, params.id);
      return {};
    },
    account: ({ owner }) => market.account(owner),
    withdraw: ({ owner, body }) => market.withdraw(owner, body),
    revokeMandate: ({ owner, params }) => market.revokeMandate(owner, params.mandateId),
    replacement: ({ owner }) => market.replacement(owner),
    replace: ({ owner, body }) => market.replace(owner, body),
    finishReplacement: ({ owner }) => market.finishReplacement(owner),
  };
}
