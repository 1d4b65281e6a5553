// Part of the service worker (/sw.js names the rest, and what is kept). Only the offline page and what it is dressed in are ever kept: no other page,
// since any could be somebody's, and no answer of the API.
const { cache: kept, page: offlinePage, assets } = self.promozilla;

self.addEventListener("install", event => event.waitUntil((async () => {
  const cache = await caches.open(kept);
  // Without cookies: the offline page of nobody.
  await cache.addAll([offlinePage, ...assets].map(address => new Request(address, { credentials: "omit", cache: "reload" })));
  await self.skipWaiting();
})()));

self.addEventListener("activate", event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("offline-") && name !== kept) await caches.delete(name);
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
})()));

self.addEventListener("fetch", event => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(navigate(event));
  else if (assets.includes(address.pathname)) event.respondWith(caches.match(address.pathname, { cacheName: kept }).then(found => found ?? fetch(request)));
});

async function navigate(event) {
  try {
    return await event.preloadResponse ?? await fetch(event.request);
  } catch {
    return await caches.match(offlinePage, { cacheName: kept }) ?? Response.error();
  }
}
