/** Two households of real processes, the pages' server in front of a gateway that can be made to lie, and the owners' passkeys. */
import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Household } from '@evlock/community';
import type { HttpsOptions } from '@evlock/https';
import type { Part } from '@evlock/protocol';
import { HostileApi, type Rule, Rules } from '@evlock/simulator/hostile-gateway';
import { type CommunityUnderTest, pair, startCommunity } from '@evlock/testing/community/community-under-test';
import { HackedAuthority } from '@evlock/testing/gateway/hacked-authority';
import { buildPages, createPagesServer, type PagesConfig, type PagesReady } from '@evlock/web';
import type { Page } from 'playwright-core';
import { Authenticator, type HeldPasskey } from './chromium.ts';

const STREET = pair('street');
/** `AQIDBA==` in base64url: the id under which a browser holds an owner's passkey. */
const CREDENTIAL = 'AQIDBA';

interface Parts {
  readonly hacked: HackedAuthority;
  readonly hostile: HostileApi;
  readonly pages: Part<PagesReady>;
  /** Where the pages' server finds the gateway. */
  readonly gateway: { address: HttpsOptions };
  readonly url: string;
}

export class Neighbours {
  readonly underTest: CommunityUnderTest;
  readonly url: string;
  readonly #hacked: HackedAuthority;
  readonly #hostile: HostileApi;
  readonly #pages: Part<PagesReady>;
  readonly #gateway: { address: HttpsOptions };
  readonly #honest: HttpsOptions;

  private constructor(underTest: CommunityUnderTest, parts: Parts) {
    this.underTest = underTest;
    this.url = parts.url;
    this.#hacked = parts.hacked;
    this.#hostile = parts.hostile;
    this.#pages = parts.pages;
    this.#gateway = parts.gateway;
    this.#honest = parts.gateway.address;
  }

  static async start(): Promise<Neighbours> {
    const [folder, underTest] = await Promise.all([buildPages(), startCommunity([STREET], { pages: true })]);
    const { community } = underTest;
    const hacked = await HackedAuthority.make();
    const authority = await readFile(community.address.authorityFile, 'utf8');
    const identity = { ...(await hacked.identity()), authority };
    const hostile = new HostileApi({ identity, upstream: community.address.url }, { rules: new Rules() });
    await hostile.start();
    const gateway = { address: { url: community.address.url, authority } };
    const settings: Omit<PagesConfig, 'version'> = {
      deployment: community.deployment,
      endpoints: [community.chain.url],
      demo: true,
      houses: [],
    };
    const pages = createPagesServer(
      { folder, port: community.pagesPort },
      { settings: () => settings, gateway: () => gateway.address },
    );
    const { url } = await pages.start();
    return new Neighbours(underTest, { hacked, hostile, pages, gateway, url });
  }

  get seller(): Household {
    return this.underTest.community.household(STREET.seller);
  }

  get buyer(): Household {
    return this.underTest.community.household(STREET.buyer);
  }

  /** From now on the pages speak to a hacked gateway, which lies by these rules and is honest in everything else. */
  lie(...rules: readonly Rule[]): void {
    this.#hostile.rules.add(...rules);
    this.#gateway.address = { url: this.#hostile.url, authority: this.#hacked.certificate };
  }

  beHonest(): void {
    this.#hostile.rules.clear();
    this.#gateway.address = this.#honest;
  }

  /** Gives a page the passkey and the public values of a household, as if it had taken it. */
  async moveIn(page: Page, { name, meterKey, account }: Household): Promise<Authenticator> {
    const house = { name, meterKey, account, credentialIds: [CREDENTIAL] };
    await page.addInitScript(
      (kept) => {
        localStorage.setItem('evlock.houses', kept);
      },
      JSON.stringify([house]),
    );
    return Authenticator.add(page, await this.#passkeyOf(name));
  }

  async #passkeyOf(name: string): Promise<HeldPasskey> {
    const { layout, deployment } = this.underTest.community;
    const pem = await readFile(join(layout.household(name).keys, 'passkey.pem'), 'utf8');
    const privateKey = createPrivateKey(pem).export({ format: 'der', type: 'pkcs8' }).toString('base64');
    return { privateKey, rpId: deployment.rpId };
  }

  async stop(): Promise<void> {
    await this.#pages.stop();
    await this.#hostile.stop();
    await this.#hacked.remove();
    await this.underTest.close();
  }
}
