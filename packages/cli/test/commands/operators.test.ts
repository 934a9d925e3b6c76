/** The people of an operator, at a gateway that answers as the API describes. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evlock } from '@evlock/testing/cli/test-context';
import { TestGateway } from '@evlock/testing/owner/test-gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const CODE = 'AB12-CD34-EF56-GH78';
let gateway: TestGateway;
let token: string;
beforeAll(async () => {
  gateway = await TestGateway.start();
  token = join(await mkdtemp(join(tmpdir(), 'evlock-operators-')), 'token');
  await writeFile(token, 'operator-token\n', { mode: 0o600 });
  gateway.handlers = {
    addOperator: () => ({ code: CODE, expires: 1_800_086_400 }),
    removeOperator: () => ({}),
    operators: () => ({
      operators: [
        {
          name: 'Olga',
          role: 'operator',
          added: 1_800_000_000,
          addedBy: 'token',
          removed: null,
          passkeys: [1_800_000_100],
          invitedUntil: null,
          signedInUntil: null,
        },
      ],
    }),
  };
});
afterAll(() => gateway.stop());

const run = (...argv: string[]) =>
  evlock(['operators', ...argv, '--gateway', gateway.url, '--authority', gateway.authorityFile, '--token-file', token]);

describe('evlock operators', () => {
  it('add gives a code, and a link that no server sees the code of', async () => {
    const { exit, out } = await run('add', 'Ada', '--role', 'auditor', '--pages', 'https://energy.example', '--json');
    expect(exit).toBe(0);
    const link = `https://energy.example/operator/#/sign-up/${CODE}`;
    expect(JSON.parse(out)).toEqual({ name: 'Ada', role: 'auditor', code: CODE, expires: 1_800_086_400, link });
    expect(gateway.last('addOperator').body).toEqual({ name: 'Ada', role: 'auditor' });
    expect(new URL(link).pathname).toBe('/operator/');
  });

  it.each([['token'], [' Ada'], ['a/b']])('add refuses the name "%s"', async (name) => {
    expect((await run('add', name)).exit).toBe(2);
  });

  it('list shows who may sign in', async () => {
    const { out } = await run('list');
    expect(out).toMatch(/Olga +operator +1 +may sign in/);
  });

  it('remove names the person', async () => {
    expect((await run('remove', 'Olga')).out).toContain('removed Olga');
    expect(gateway.last('removeOperator').body).toEqual({ name: 'Olga' });
  });
});
