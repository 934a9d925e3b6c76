/** What can be in the way of a passkey, each with a way on. Words are in `messages/`. */
import { Problem } from '../problem.ts';

export const PASSKEY_PROBLEMS = [
  /** The prompt was closed, or it ran out. Browsers do not say which, nor whether there was a passkey at all. */
  'PASSKEY_CANCELLED',
  /** Stopped by the page itself: its own button, or a newer request. */
  'PASSKEY_STOPPED',
  /** The browser inside a chat or social app, which shows no prompt and says nothing. */
  'PASSKEY_IN_APP_BROWSER',
  /** No WebAuthn, or not on this address. */
  'PASSKEY_UNSUPPORTED',
  /** An extension answered in the browser's place, in a form that the secure world refuses. */
  'PASSKEY_REPLACED',
  /** The device has one for this house already. */
  'PASSKEY_EXISTS',
  'PASSKEY_FAILED',
] as const;
export type PasskeyProblem = (typeof PASSKEY_PROBLEMS)[number];

const WORDS: Readonly<Record<PasskeyProblem, readonly [message: string, remedy: string]>> = {
  PASSKEY_CANCELLED: [
    'The passkey prompt was closed.',
    'Try again. If no prompt came up, this device may have no passkey for this house: use the one of your phone or security key.',
  ],
  PASSKEY_STOPPED: ['The passkey prompt was stopped.', 'Try again when you are ready.'],
  PASSKEY_IN_APP_BROWSER: [
    'This app’s own browser cannot use passkeys.',
    'Open this page in your phone’s browser: copy the address, or choose “Open in browser” in the app’s menu.',
  ],
  PASSKEY_UNSUPPORTED: [
    'This browser cannot use passkeys on this page.',
    'Use a current Chrome, Edge, Safari or Firefox, and open the page at exactly the address that your operator gave you.',
  ],
  PASSKEY_REPLACED: [
    'An extension answered in place of the browser, in a form that the secure world would refuse.',
    'In the prompt choose “another device” or “use the browser’s passkey”, or switch the password manager off for this page. Nothing was sent.',
  ],
  PASSKEY_EXISTS: [
    'This device has a passkey for this house already.',
    'Sign in with it, or make the new one on another device.',
  ],
  PASSKEY_FAILED: ['The passkey could not be used.', 'Try again; if it persists, use another device.'],
};

export function passkeyProblem(code: PasskeyProblem, cause?: unknown): Problem {
  const [message, remedy] = WORDS[code];
  const details = cause instanceof Error ? { problem: cause.name } : {};
  return new Problem({ code, class: 'refused', message, remedy, details }, { cause });
}
