/** SIGN_ENROLMENT: account and meter key ask together to be admitted. */
import { Enrolment } from '@evlock/protocol';
import type { CommandRequest, CommandResponse } from '@evlock/secure-world';
import type { World } from './world.ts';

export function signEnrolment(world: World, terms: CommandRequest<'signEnrolment'>): CommandResponse<'signEnrolment'> {
  const { domain } = world.provisioned;
  const { meter, account } = world.ownKeys;
  const enrolment: Enrolment = {
    ...terms,
    account: account.address,
    meterKey: meter.address,
    sensorClass: 'normal-world',
  };
  const digest = Enrolment.digest(domain, enrolment);
  return { enrolment, account: account.sign(digest), meter: meter.sign(digest) };
}
