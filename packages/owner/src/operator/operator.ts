/** The operator: acts at the gateway with a token or a session, and on chain with keys that the gateway never has. */
import {
  type AuditView,
  type Bytes32,
  type Dispute,
  type EnrolmentFile,
  type EnrolmentView,
  EvlockError,
  type MeterFaultView,
  type MeterHealth,
  type Operations,
  type OperatorRole,
  type OperatorView,
  type RouteBody,
  type RouteQuery,
  type RouteResponse,
  type Timestamp,
} from '@evlock/protocol';
import type { ApiClient } from '../api/client.ts';

export class Operator {
  private readonly token: string;
  private readonly api: ApiClient;

  /** `token` comes from a file or the environment. */
  constructor({ token }: { token: string }, { api }: { api: ApiClient }) {
    this.token = token;
    this.api = api;
  }

  /** A one-time code for this device. Throws `DEVICE_REVOKED` for a revoked one. */
  async createCode(deviceId: Bytes32): Promise<{ code: string; expires: Timestamp }> {
    return this.api.call('createEnrolmentCode', { body: { deviceId }, token: this.token });
  }

  async enrolments(): Promise<EnrolmentView[]> {
    return (await this.api.call('enrolments', { token: this.token })).enrolments;
  }

  /** Throws `NOT_ENROLLED` when no such device requested enrolment. */
  async enrolment(deviceId: Bytes32): Promise<EnrolmentView> {
    const found = (await this.enrolments()).find((view) => view.deviceId === deviceId);
    if (!found) throw new EvlockError('NOT_ENROLLED', { deviceId });
    return found;
  }

  /** The evidence a device submitted: to be verified, since the gateway's word proves nothing. Throws `DEVICE_UNKNOWN`. */
  async file(deviceId: Bytes32): Promise<EnrolmentFile> {
    return this.api.call('enrolment', { params: { deviceId }, token: this.token });
  }

  /** Lets a revoked device request enrolment again with a new code. Throws `DEVICE_UNKNOWN`. */
  async readmit(deviceId: Bytes32): Promise<void> {
    await this.api.call('readmit', { params: { deviceId }, token: this.token });
  }

  /** Meters found faulty, each with the proof. */
  async meterFaults(): Promise<MeterFaultView[]> {
    return (await this.api.call('meterFaults', { token: this.token })).faults;
  }

  /** Revokes the device's certificate at once; the chain is not touched. */
  async revoke(deviceId: Bytes32): Promise<void> {
    await this.api.call('revoke', { params: { deviceId }, token: this.token });
  }

  /** Everybody who may act for the operator, and who could. */
  async people(): Promise<OperatorView[]> {
    return (await this.api.call('operators', { token: this.token })).operators;
  }

  /** A one-time sign-up code for a new person, or for a further passkey of one. Throws `OPERATOR_EXISTS`. */
  async addPerson(name: string, role: OperatorRole): Promise<{ code: string; expires: Timestamp }> {
    return this.api.call('addOperator', { body: { name, role }, token: this.token });
  }

  /** Throws `OPERATOR_UNKNOWN`. */
  async removePerson(name: string): Promise<void> {
    await this.api.call('removeOperator', { body: { name }, token: this.token });
  }

  /** What was done, newest first. */
  async record(query: RouteQuery<'record'>): Promise<RouteResponse<'record'>> {
    return this.api.call('record', { query, token: this.token });
  }

  /** Puts on record what a wallet did on chain. */
  async report(done: RouteBody<'reportOnChain'>): Promise<void> {
    await this.api.call('reportOnChain', { body: done, token: this.token });
  }

  async meters(): Promise<MeterHealth[]> {
    return (await this.api.call('meters', { token: this.token })).meters;
  }

  async operations(): Promise<Operations> {
    return this.api.call('operations', { token: this.token });
  }

  async disputes(): Promise<Dispute[]> {
    return (await this.api.call('disputes', { token: this.token })).disputes;
  }

  /** The running one and the last results, newest first. */
  async audits(): Promise<AuditView[]> {
    return (await this.api.call('audits', { token: this.token })).audits;
  }

  /** Starts an audit, unless one runs. */
  async startAudit(): Promise<AuditView> {
    return this.api.call('startAudit', { token: this.token });
  }

  /** Ends the session that the token is of. */
  async signOut(): Promise<void> {
    await this.api.call('operatorSignOut', { token: this.token });
  }
}
