/**
 * The household's owner as a page sees it: `Owner` of `@evlock/owner` in a Web Worker, verification included. The window holds
 * types only; what it calls runs there, and comes back with its verdict.
 */
import type { Owner, ShownEvent } from '@evlock/owner';
import type { Address, Assertion, Bytes32, RouteName, RouteResponse } from '@evlock/protocol';
import { createContext, use } from 'react';

/** The household that a page acts for: public values, pinned when its meter was bound. */
export interface House {
  readonly meterKey: Address;
  readonly account: Address;
  /** Passkeys of this browser, base64url; empty where the browser finds them itself. */
  readonly credentialIds: readonly string[];
  /** As its owner calls it. */
  readonly name: string;
}

// biome-ignore lint/suspicious/noExplicitAny: every method of a class, whatever it takes.
type Method = (...given: any[]) => any;
/** Generators stay in the worker: `subscribe` takes their place. */
type Callable<T> = {
  [Name in keyof T]: T[Name] extends Method ? (ReturnType<T[Name]> extends AsyncGenerator ? never : Name) : never;
}[keyof T];

/** Every method of `T` as seen across a worker's boundary. */
export type Remote<T> = {
  readonly [Name in Callable<T>]: T[Name] extends (...given: infer Given) => infer Result
    ? (...given: Given) => Promise<Awaited<Result>>
    : never;
};

/** What a listener is told: events of the gateway's stream, each verified, and whether the stream stands. */
export type OwnerEvent = ShownEvent | { readonly name: 'connection'; readonly data: { readonly connected: boolean } };

/** The owner in its worker. Every method of `Owner` is here by its name; a new one there is here at once. */
export interface OwnerClient extends Omit<Remote<Owner>, 'signIn' | 'call' | 'untilEnded'> {
  /** Opens a session with the passkey. The token never leaves the worker. */
  signIn(): Promise<void>;
  /** Ends it here and at the gateway. */
  signOut(): Promise<void>;
  /** Whether there is a session. */
  signedIn(): Promise<boolean>;
  /** A route without a method of its own: nothing of its answer is verified, and it must be shown so. */
  call<N extends RouteName>(name: N, input: Parameters<typeof Owner.prototype.call<N>>[1]): Promise<RouteResponse<N>>;
  /** Tells every event until the returned function is called. */
  subscribe(listener: (event: OwnerEvent) => void): () => void;
  /** Throws `DEPLOYMENT_DIFFERS` when the gateway speaks for another market than this page is pinned to. */
  checkGateway(): Promise<void>;
  /** Signs with this browser's passkey. For what no method of `Owner` does. */
  assert(challenge: Bytes32): Promise<Assertion>;
}

const Context = createContext<OwnerClient | undefined>(undefined);
export const OwnerContext = Context;

/** The owner of the household that is signed in. Only below the home page's frame. */
export function useOwner(): OwnerClient {
  const owner = use(Context);
  if (!owner) throw new Error('useOwner is for screens of a household that is open');
  return owner;
}

const HouseContext = createContext<House | undefined>(undefined);

export { HouseContext };

/** The household that is open: its name and public keys. */
export function useHouse(): House {
  const house = use(HouseContext);
  if (!house) throw new Error('useHouse is for screens of a household that is open');
  return house;
}
