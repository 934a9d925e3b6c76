/** The console as screens see it: its worker, called as if it were here. The window holds types only. */
import type { EnrolmentTarget, IdentifiedAssertion, Operator } from '@evlock/owner';
import type {
  Address,
  Bytes32,
  DeploymentFile,
  EnrolmentFile,
  Hex,
  NamedCheck,
  OperatorRole,
  RouteBody,
  Timestamp,
} from '@evlock/protocol';
import { createContext, use } from 'react';
import type { OperatorMethod } from './operator-methods.ts';

/** What the console is opened with: from the page's own server, never from the gateway. */
export interface ConsoleSettings {
  readonly deployment: DeploymentFile;
}

export interface Person {
  readonly name: string;
  readonly role: OperatorRole;
  readonly expires: Timestamp;
}

/** A transaction that a wallet sends. */
export interface WalletCall {
  readonly to: Address;
  readonly data: Hex;
}

export interface Enrolment {
  readonly file: EnrolmentFile;
  readonly checks: readonly NamedCheck[];
}

export interface ConsoleClient extends Pick<Operator, OperatorMethod> {
  checkGateway(): Promise<void>;
  signUp(request: RouteBody<'operatorSignUp'>): Promise<Pick<Person, 'name' | 'role'>>;
  signIn(): Promise<Person>;
  signOut(): Promise<void>;
  invite(deviceId: Bytes32): Promise<{ code: string; expires: Timestamp }>;
  enrolment(target: EnrolmentTarget): Promise<Enrolment>;
  enrolCall(target: EnrolmentTarget): Promise<WalletCall>;
  roleCall(act: 'suspend' | 'resume', meterKey: Address): Promise<WalletCall>;
  ledgerText(): Promise<string>;
  mergeLedger(text: string): Promise<void>;
}

export type { IdentifiedAssertion };

export interface OpenConsole {
  readonly client: ConsoleClient;
  readonly person: Person;
  readonly settings: ConsoleSettings;
  readonly demo: boolean;
}

export const ConsoleContext = createContext<OpenConsole | undefined>(undefined);

/** The console of the person who is signed in. */
export function useConsole(): OpenConsole {
  const open = use(ConsoleContext);
  if (!open) throw new Error('useConsole is for screens of somebody who is signed in');
  return open;
}
