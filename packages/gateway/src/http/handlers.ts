/** What each route does: one line each, to a desk of the market, to enrolment or to the sessions. */
import type {
  AuditView,
  Bytes32,
  Dispute,
  EnrolmentFile,
  EnrolmentView,
  MarketInfo,
  MeterHealth,
  Operations,
  operatorRoutes,
  passkeyRoutes,
  RouteBody,
  RouteName,
  RouteParams,
  RouteQuery,
  RouteResponse,
  routes,
} from '@evlock/protocol';
import type { OperatorRecord } from '../database/operator-record.ts';
import type { OperatorIdentity } from '../database/operators.ts';
import type { Principal } from '../database/principal.ts';
import type { Market } from '../market/market.ts';
import type { OperatorSessions } from './operator-sessions.ts';
import type { Sessions } from './sessions.ts';

export interface Call<N extends RouteName> {
  readonly body: RouteBody<N>;
  readonly params: RouteParams<N>;
  readonly query: RouteQuery<N>;
  /** Whose session it is, on the routes that need one. */
  readonly principal: (typeof routes)[N]['access'] extends 'owner' ? Principal : undefined;
  /** Which session it is, by its id. */
  readonly session: (typeof routes)[N]['access'] extends 'owner' ? Bytes32 : undefined;
  /** Who it is, on the operator's routes, and with which token. */
  readonly operator: (typeof routes)[N]['access'] extends 'operator'
    ? { readonly person: OperatorIdentity; readonly token: string }
    : undefined;
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

/** What the console watches. */
export interface OperationsDesk {
  meters(): Promise<MeterHealth[]>;
  operations(): Promise<Operations>;
  disputes(): Promise<Dispute[]>;
  audits(): Promise<AuditView[]>;
  startAudit(by: string): Promise<AuditView>;
}

/** The desks that owners and the operator are served from. */
export type MarketDesks = Pick<
  Market,
  | 'orders'
  | 'offers'
  | 'cancels'
  | 'standing'
  | 'trades'
  | 'accounts'
  | 'history'
  | 'replacements'
  | 'passkeys'
  | 'faults'
  | 'community'
>;

export interface HandlerModules {
  readonly market: MarketDesks;
  readonly enrolment: EnrolmentDesk;
  readonly sessions: Sessions;
  readonly operators: OperatorSessions;
  readonly record: Pick<OperatorRecord, 'add' | 'list'>;
  readonly operations: OperationsDesk;
  readonly marketInfo: MarketInfo;
  readonly health: () => Promise<RouteResponse<'health'>>;
}

export function createHandlers(modules: HandlerModules): Handlers {
  const { market, enrolment, sessions, marketInfo, health } = modules;
  return {
    health: () => health(),
    market: async () => marketInfo,
    community: () => market.community.view(),
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
    meterFaults: async () => ({ faults: await market.faults.list() }),
    offers: ({ query }) => market.offers.list(query),
    offer: ({ params }) => market.offers.find(params.hash),
    placeOffer: ({ principal, body }) => market.orders.place(principal, body.approval, body.terms),
    cancelOrder: ({ principal, params, body }) => market.cancels.cancelOrder(principal, params.hash, body),
    buy: ({ principal, body }) => market.orders.buy(principal, body.approval, body.terms),
    trades: async ({ principal, query }) => ({ trades: await market.trades.list(principal, query) }),
    trade: ({ principal, params }) => market.trades.find(principal, params.id),
    tradeReceipts: ({ principal, params, query }) => market.trades.receipts(principal, params.id, query),
    stop: async ({ principal, params }) => {
      await market.trades.stop(principal, params.id);
      return {};
    },
    account: ({ principal }) => market.accounts.view(principal),
    movements: ({ principal, query }) => market.history.movements(principal, query),
    totals: ({ principal, query }) => market.history.totals(principal, query),
    energyHistory: ({ principal, query }) => market.history.energy(principal, query),
    withdraw: ({ principal, body }) => market.accounts.withdraw(principal, body),
    revokeMandate: ({ principal, params }) => market.cancels.revokeMandate(principal, params.mandateId),
    placeStandingOrder: ({ principal, body }) => market.standing.place(principal, body),
    standingOrders: async ({ principal }) => ({ standingOrders: await market.standing.list(principal) }),
    stopStandingOrder: ({ principal, params }) => market.standing.stop(principal, params.mandateId),
    replacement: ({ principal }) => market.replacements.view(principal),
    replace: ({ principal, body }) => market.replacements.request(principal, body),
    finishReplacement: ({ principal }) => market.replacements.finish(principal),
    ...passkeyHandlers(modules),
    ...operatorHandlers(modules),
  };
}

function passkeyHandlers({ market, sessions }: HandlerModules): Pick<Handlers, keyof typeof passkeyRoutes> {
  return {
    passkeys: ({ principal }) => market.passkeys.list(principal),
    bindPasskey: ({ principal, body }) => market.passkeys.bind(principal, body),
    removePasskey: async ({ principal, body, session }) => {
      const left = await market.passkeys.remove(principal, body);
      // A session does not say which passkey opened it.
      await sessions.end(principal, 'others', session);
      return left;
    },
    sessions: ({ principal, session }) => sessions.list(principal, session),
    endSessions: async ({ principal, body, session }) => {
      await sessions.end(principal, body.which, session);
      return {};
    },
  };
}

function operatorHandlers({
  operators,
  record,
  operations,
}: HandlerModules): Pick<Handlers, keyof typeof operatorRoutes> {
  return {
    operatorSignUp: ({ body }) => operators.signUp(body),
    operatorChallenge: async () => operators.challenge(),
    operatorSignIn: ({ body }) => operators.signIn(body),
    operatorSignOut: async ({ operator }) => {
      await operators.signOut(operator.token);
      return {};
    },
    operators: async () => ({ operators: await operators.list() }),
    addOperator: ({ operator, body }) => operators.invite(body, operator.person),
    removeOperator: async ({ body }) => {
      await operators.remove(body.name);
      return {};
    },
    record: ({ query }) => record.list(query),
    // It is put on record as every act is.
    reportOnChain: async () => ({}),
    meters: async () => ({ meters: await operations.meters() }),
    operations: () => operations.operations(),
    disputes: async () => ({ disputes: await operations.disputes() }),
    audits: async () => ({ audits: await operations.audits() }),
    startAudit: ({ operator }) => operations.startAudit(operator.person.name),
  };
}
