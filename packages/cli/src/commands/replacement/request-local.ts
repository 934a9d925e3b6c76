/** `evlock replacement … --local`: a replacement signed at the meter, without the gateway, as a file for `evlock chain submit`. */
import { firstPage } from '@evlock/owner';
import { type Address, domainOf, Replace, type SignedExport, type SignedReplace, timestamp } from '@evlock/protocol';
import type { SecureWorldAddress } from '@evlock/secure-world';
import type { Context } from '../../context.ts';
import { type OwnerOptions, show } from '../../input/options.ts';
import { loadPasskey } from '../../input/passkey.ts';
import { wrongUsage } from '../../input/usage.ts';
import { checkMeter } from '../../meter/own-meter.ts';
import { atSecureWorld } from '../../meter/provisioning-socket.ts';
import { fields, utc } from '../../output/format.ts';
import { chainReader } from '../../session/chain.ts';
import { loadProfile } from '../../session/session.ts';
import { writeWhole } from '../../signed/files.ts';

export interface LocalReplace extends OwnerOptions {
  readonly oldKey: Address;
  /** Null: the profile's own meter. */
  readonly newKey: Address | null;
  readonly socket: SecureWorldAddress;
  readonly rpc: string | undefined;
  readonly out: string;
}

/** May be submitted within a week. */
const VALID_SECONDS = 7 * 86_400;

export async function replaceLocally(options: LocalReplace, context: Context): Promise<void> {
  const profile = await loadProfile(context, options);
  const { deployment, meterKey } = profile;
  const url = options.rpc ?? profile.chain?.endpoints[0];
  if (url === undefined) throw wrongUsage('--rpc', 'is required: the profile names no chain.endpoints');
  const signed = await atSecureWorld(options, async (secureWorld): Promise<SignedReplace> => {
    const info = await secureWorld.info();
    checkMeter(info, profile);
    const { account } = info;
    const reader = await chainReader(context, url, deployment);
    const [nonce, { time }] = await Promise.all([reader.registryNonce(account), reader.finalized()]);
    const replace: Replace = {
      account,
      oldMeterKey: options.oldKey,
      newMeterKey: options.newKey ?? meterKey,
      nonce,
      deadline: timestamp(time + VALID_SECONDS),
    };
    const passkey = await loadPasskey(profile.passkeyFile);
    const assertion = await passkey.assert(Replace.digest(domainOf(deployment), replace), firstPage(deployment));
    return { replace, signature: await secureWorld.signReplace(replace, assertion) };
  });
  const file: SignedExport = {
    format: 'evlock-signed-1',
    deployment,
    written: context.clock.now(),
    trades: [],
    cancels: [],
    withdrawals: [],
    replacements: [signed],
  };
  await writeWhole(options.out, file);
  show(context, options, { ...signed, file: options.out }, () =>
    fields([
      ['signed', `${signed.replace.oldMeterKey} is replaced by ${signed.replace.newMeterKey}`],
      ['valid until', utc(signed.replace.deadline)],
      ['written to', options.out],
      ['next', `evlock chain submit ${options.out}, and again when the 48 hours are over`],
    ]),
  );
}
