/** What a browser is told about everything that comes from here. Nothing inline, nothing from outside, never in a frame. */

export type Headers = Readonly<Record<string, string>>;

/** Of every response. Source: https://www.w3.org/TR/CSP3/, https://w3c.github.io/trusted-types/ */
const EVERYWHERE: Headers = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': [
    ...['publickey-credentials-get=(self)', 'publickey-credentials-create=(self)', 'clipboard-write=(self)'],
    ...['camera=()', 'microphone=()', 'geolocation=()', 'payment=()', 'usb=()', 'serial=()'],
  ].join(', '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

const policy = (directives: Readonly<Record<string, string>>): string =>
  Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`.trim())
    .join('; ');

/** Of pages and scripts: they ask their own origin alone. */
export const PAGE_HEADERS: Headers = {
  ...EVERYWHERE,
  'content-security-policy': policy({
    'default-src': "'none'",
    'script-src': "'self'",
    'worker-src': "'self'",
    'style-src': "'self'",
    // jsPDF and the browser's own form controls draw small images as data.
    'img-src': "'self' data:",
    'font-src': "'self'",
    'manifest-src': "'self'",
    'connect-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': 'evlock',
  }),
};

/** Of what is data and never a page, wherever it came from: a hacked gateway's answer opened in a tab runs nothing. */
export const DATA_HEADERS: Headers = {
  ...EVERYWHERE,
  'cache-control': 'no-store',
  'content-security-policy': policy({ 'default-src': "'none'", 'frame-ancestors': "'none'", sandbox: '' }),
};
