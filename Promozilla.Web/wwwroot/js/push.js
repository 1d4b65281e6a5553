// Notifications are for the browser to grant and to take: a form marked data-push asks it for a subscription and then posts that as any other form does.
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const same = (one, other) => one && one.byteLength === other.length && new Uint8Array(one).every((byte, place) => byte === other[place]);

const panel = document.querySelector('[data-push-panel]');
if (panel && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window && crypto.subtle) {
  const form = panel.querySelector('[data-push]');
  const shows = (name, shown) => { panel.querySelector(`[data-push-${name}]`).hidden = !shown; };
  const key = bytes(form.dataset.push);
  const worker = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  const subscription = await worker.pushManager.getSubscription();
  shows('unable', false);

  const mark = subscription && [...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(subscription.endpoint)))]
    .map(byte => byte.toString(16).padStart(2, '0')).join('');
  const here = mark && panel.querySelector(`[data-push-device="${mark}"]`);
  if (here && same(subscription.options.applicationServerKey, key)) {
    here.querySelector('[data-push-here]').hidden = false;
    here.querySelector('[data-push-remove]').addEventListener('submit', async event => {
      event.preventDefault();
      await subscription.unsubscribe().catch(() => {});
      event.target.submit();
    });
  } else {
    form.hidden = Notification.permission === 'denied';
    shows('denied', Notification.permission === 'denied');
  }

  form.addEventListener('submit', async event => {
    event.preventDefault();
    shows('trouble', false);
    shows('denied', false);
    if (await Notification.requestPermission() !== 'granted') return shows('denied', true);
    try {
      // One made with another key of ours can't be reached any more.
      if (subscription && !same(subscription.options.applicationServerKey, key)) await subscription.unsubscribe();
      const ready = await navigator.serviceWorker.ready;
      const made = await ready.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
      form.elements.endereco.value = made.endpoint;
      form.elements.chave.value = text(made.getKey('p256dh'));
      form.elements.segredo.value = text(made.getKey('auth'));
      form.submit();
    } catch {
      shows('trouble', true);
    }
  });
}
