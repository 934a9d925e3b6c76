/** The operator: admits devices at the gateway with a token, and on chain with an enrolling key the gateway never has. */
import { type Bytes32, type EnrolmentView, EvlockError, type MeterFaultView, type Timestamp } from '@evlock/protocol';
import type { ApiClient } from './api-client.ts';

export class Operator {
  private readonly token: string;
  private readonly api: ApiClient;

  /** `token` comes from a file or the environment. */
  constructor({ token }: { token: string }, { api }: { api: ApiClient }) {
    this.token = token;
    this.api = api;
  }

  /** A one-time code for one device. */
  async createCode(): Promise<{ code: string; expires: Timestamp }> {
    return this.api.call('createEnrolmentCode', { token: this.token });
  }

  async enrolments(): Promise<EnrolmentView[]> {
    return (await this.api.call('enrolments', { token: this.token })).enrolments;
  }

  /** Throws `NOT_ENROLLED` when no such device asked. */
  async enrolment(deviceId: Bytes32): Promise<EnrolmentView> {
    const found = (await this.enrolments()).find((view) => view.deviceId === deviceId);
    if (!found) throw new EvlockError('NOT_ENROLLED', { deviceId });
    return found;
  }

  /** Meters that proved faulty, each with what proves it. */
  async meterFaults(): Promise<MeterFaultView[]> {
    return (await this.api.call('meterFaults', { token: this.token })).faults;
  }

  /** Ends the device's certificate at once; the chain is not touched. */
  async revoke(deviceId: Bytes32): Promise<void> {
    await this.api.call('revoke', { params: { deviceId }, token: this.token });
  }
}
