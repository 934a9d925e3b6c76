/**
 * The offline shell: the household app opens without a network and says so. What is newest goes before what is kept; what the
 * gateway or the chain says is never kept.
 */
/// <reference lib="webworker" />
const scope = self as unknown as ServiceWorkerGlobalScope;

const CACHE = 'evlock-home-1';
/** How long a page may take before the kept one is shown, in milliseconds. */
const PATIENCE = 4_000;
/** Kept files of old bundles, at most. */
const KEPT = 120;

const isShell = ({ pathname }: URL): boolean => pathname === '/home/' || pathname.startsWith('/icons/');
/** Named by its content. */
const isAsset = ({ pathname }: URL): boolean => pathname.startsWith('/assets/');
/** The worker that verifies is of no use without a network, and is asked for each time. */
const isWorker = ({ destination }: Request): boolean => destination === 'worker';

async function keep(request: Request, response: Response): Promise<Response> {
  if (!response.ok || response.type !== 'basic') return response;
  const cache = await caches.open(CACHE);
  await cache.put(request, response.clone());
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - KEPT)).map((old) => cache.delete(old)));
  return response;
}

async function assetOf(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? (await keep(request, await fetch(request)));
}

async function shellOf(request: Request): Promise<Response> {
  const kept = await caches.match(request, { ignoreSearch: true });
  const signal = kept ? AbortSignal.timeout(PATIENCE) : undefined;
  try {
    return await keep(request, await fetch(request, signal ? { signal } : {}));
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== scope.location.origin || isWorker(request)) return;
  if (isAsset(url)) event.respondWith(assetOf(request));
  else if (isShell(url)) event.respondWith(shellOf(request));
});
