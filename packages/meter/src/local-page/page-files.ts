/** The files of the local page, out of the built bundle, with a policy that lets nothing else in. */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** No script but the bundle's, nothing from elsewhere, no frame, no form, no string that becomes script. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

export interface PageFile {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** `/` is the page; what it loads is flat, under `/assets/`. Undefined for anything else, and for what is not there. */
export async function pageFile(folder: string | undefined, path: string): Promise<PageFile | undefined> {
  const name = path === '/' ? 'meter/index.html' : /^\/(assets\/[\w-][\w.-]*)$/.exec(path)?.[1];
  const type = TYPES[extname(name ?? '')];
  if (folder === undefined || name === undefined || type === undefined) return undefined;
  try {
    return { type, bytes: await readFile(join(folder, name)) };
  } catch {
    return undefined;
  }
}
