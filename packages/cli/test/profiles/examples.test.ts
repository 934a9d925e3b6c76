import { gatewayProfileSchema } from '@evlock/gateway/internal/profile';
import { limitsSchema } from '@evlock/gateway/limits';
import { meterProfileSchema } from '@evlock/meter';
import { ownerProfileSchema } from '@evlock/owner/node';
import { DEFAULT_LIMITS, provisionFileSchema, toJson } from '@evlock/protocol';
import { emulatorProfileSchema } from '@evlock/simulator';
import { evlock } from '@evlock/testing/cli/test-context';
import { deployment } from '@evlock/testing/owner/test-gateway';
import { describe, expect, it } from 'vitest';
import { provisionInput } from '../../src/input/provision-input.ts';
import { PROFILE_KINDS } from '../../src/profiles/examples.ts';

const schemas = {
  owner: ownerProfileSchema,
  gateway: gatewayProfileSchema,
  meter: meterProfileSchema,
  emulator: emulatorProfileSchema,
  provision: provisionFileSchema,
};

describe('an example of a profile', () => {
  it.each(PROFILE_KINDS)('for %s is one', async (kind) => {
    const { exit, out } = await evlock(['profiles', 'print', kind]);
    expect(exit).toBe(0);
    expect(schemas[kind].safeParse(JSON.parse(out)).error).toBeUndefined();
  });
});

it('the limits of the example are those of a profile that names none', async () => {
  const { out } = await evlock(['profiles', 'print', 'gateway']);
  expect(limitsSchema.parse(JSON.parse(out).limits)).toEqual(limitsSchema.parse({}));
});

describe('what a meter is provisioned with', () => {
  const none = { file: {}, limits: {}, withdrawalAddresses: [], deployment, calibration: undefined };

  it('is asked for where nothing gives it', () => {
    expect(() => provisionInput(none)).toThrow(/calibration/);
  });

  it('comes from the options before the file, and from defaults last', async () => {
    const file = provisionFileSchema.parse(JSON.parse((await evlock(['profiles', 'print', 'provision'])).out));
    const input = provisionInput({ ...none, file, limits: { powerLimit: DEFAULT_LIMITS.powerLimit } });
    expect(input).toMatchObject({
      domain: { chainId: deployment.chainId, market: deployment.market },
      rpId: 'localhost',
    });
    expect(toJson(input.limits)).toBe(toJson(DEFAULT_LIMITS));
    expect(input.withdrawalAddresses).toEqual(file.withdrawalAddresses);
  });
});
