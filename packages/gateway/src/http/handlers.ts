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
import type { Principal } from '../database/principal.ts';
import type { Market } from '../market/market.ts';
import type { Sessions } from './sessions.ts';

export interface Call<N extends RouteName> {
  readonly body: RouteBody<N>;
  readonly params: RouteParams<N>;
  readonly query: RouteQuery<N>;
  /** The owner of the session, on the routes that need one. */
  readonly principal: (typeof routes)[N]['access'] extends 'owner' ? Principal : undefined;
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
    placeOffer: ({ principal, body }) => market.placeOffer(principal, body.approval, body.terms),
    cancelOrder: ({ principal, params, body }) => market.cancelOrder(principal, params.hash, body),
    buy: ({ principal, body }) => market.buy(principal, body.approval, body.terms),
    trades: async ({ principal, query }) => ({ trades: await market.trades(principal, query) }),
    trade: ({ principal, params }) => market.trade(principal, params.id),
    stop: async ({ principal, params }) => {
      await market.stop(principal, params.id);
      return {};
    },
    account: ({ principal }) => market.account(principal),
    withdraw: ({ principal, body }) => market.withdraw(principal, body),
    revokeMandate: ({ principal, params }) => market.revokeMandate(principal, params.mandateId),
    replacement: ({ principal }) => market.replacement(principal),
    replace: ({ principal, body }) => market.replace(principal, body),
    finishReplacement: ({ principal }) => market.finishReplacement(principal),
  };
}
