/** The operator: admits devices at the gateway with a token, and on chain with an enrolling key the gateway never has. */
import {
  type Bytes32,
  type EnrolmentFile,
  type EnrolmentView,
  EvlockError,
  type MeterFaultView,
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
}
