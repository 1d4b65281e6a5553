// Part of the service worker: shows what the site sends, once for each tag, and opens what it speaks of.
self.addEventListener("push", event => {
  let told;
  try {
    told = event.data.json();
  } catch {
    return;
  }

  event.waitUntil(self.registration.showNotification(told.title, {
    body: told.body, tag: told.tag, icon: "/icons/icon-192.png", badge: "/icons/icon-192.png", data: { url: told.url },
  }));
});

self.addEventListener("notificationclick", event => {
  event.notification.close();
  const address = new URL(event.notification.data?.url ?? "/", self.location.origin);
  if (address.origin === self.location.origin) event.waitUntil(open(address.href));
});

async function open(address) {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const shown = windows.find(one => one.url === address);
  return shown ? shown.focus() : self.clients.openWindow(address);
}
