/** Debian's Chromium without a window, with an authenticator that a test can hold back, and every console message kept. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';

const EXECUTABLE = '/usr/bin/chromium';
/** Debian's package `chromium`. Without it the lane is skipped, and says so. */
export const hasChromium = existsSync(EXECUTABLE);

const SWITCHES = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: EXECUTABLE, args: SWITCHES });

/** A passkey that a browser is to hold: the PKCS#8 key of an owner of the community. */
export interface HeldPasskey {
  /** Base64. */
  readonly privateKey: string;
  readonly rpId: string;
}

/** A virtual authenticator of one page. Source: https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/ */
export class Authenticator {
  readonly #session: CDPSession;
  readonly #id: string;

  private constructor(session: CDPSession, id: string) {
    this.#session = session;
    this.#id = id;
  }

  static async add(page: Page, passkey?: HeldPasskey): Promise<Authenticator> {
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    if (passkey) {
      const credential = { ...passkey, credentialId: 'AQIDBA==', isResidentCredential: true, userHandle: 'AQ==' };
      await session.send('WebAuthn.addCredential', { authenticatorId, credential: { ...credential, signCount: 0 } });
    }
    return new Authenticator(session, authenticatorId);
  }

  /** Whether a person touches it when it is asked; without that a prompt stays open. */
  async touched(enabled: boolean): Promise<void> {
    await this.#session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: this.#id, enabled });
  }

  /** Whether the person's finger is the right one. */
  async verified(isUserVerified: boolean): Promise<void> {
    await this.#session.send('WebAuthn.setUserVerified', { authenticatorId: this.#id, isUserVerified });
  }
}

export interface Visit {
  readonly width?: number;
  readonly dark?: boolean;
  readonly language?: 'en' | 'ko' | 'de';
}

/** A page in a context of its own, with what its console said that no page of ours should say. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors, warnings, refusals of the policy, and exceptions. */
  readonly complaints: readonly string[];
}

/** What Chromium logs of each answer that is not a success: tests of failures cause these on purpose. */
const ANSWERS = /^Failed to load resource/;

export async function visit(
  browser: Browser,
  { width = 1440, dark = false, language = 'en' }: Visit = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 740 : 900 },
    colorScheme: dark ? 'dark' : 'light',
    locale: language,
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    const isComplaint = message.type() === 'error' || message.type() === 'warning';
    if (isComplaint && !ANSWERS.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { context, page, complaints };
}
