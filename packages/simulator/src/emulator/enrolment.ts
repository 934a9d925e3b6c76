/** SIGN_ENROLMENT: account and meter key jointly apply for admission. */
import { Enrolment } from '@evlock/protocol';
import type { CommandRequest, CommandResponse } from '@evlock/secure-world';
import type { Device } from './device.ts';

export function signEnrolment(
  device: Device,
  terms: CommandRequest<'signEnrolment'>,
): CommandResponse<'signEnrolment'> {
  const { domain } = device.provisioned;
  const { meter, account } = device.ownKeys;
  const enrolment: Enrolment = {
    ...terms,
    account: account.address,
    meterKey: meter.address,
    sensorClass: 'normal-world',
  };
  const digest = Enrolment.digest(domain, enrolment);
  return { enrolment, account: account.sign(digest), meter: meter.sign(digest) };
}
