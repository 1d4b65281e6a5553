// Passkeys are the one part of an account that the browser offers to scripts only. A form marked data-passkey asks the server for
// options, lets the device make or show a key, and then posts the answer as any other form does.
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const known = list => (list ?? []).map(one => ({ ...one, id: bytes(one.id) }));

async function make(options) {
  const made = await navigator.credentials.create({ publicKey: {
    ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) }, excludeCredentials: known(options.excludeCredentials),
  } });
  const { response } = made;
  return { ...common(made), response: {
    clientDataJSON: text(response.clientDataJSON), attestationObject: text(response.attestationObject), transports: response.getTransports?.() ?? [],
  } };
}

async function show(options) {
  const shown = await navigator.credentials.get({ publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) } });
  const { response } = shown;
  return { ...common(shown), response: {
    clientDataJSON: text(response.clientDataJSON), authenticatorData: text(response.authenticatorData), signature: text(response.signature),
    userHandle: response.userHandle ? text(response.userHandle) : undefined,
  } };
}

const common = key => ({
  id: key.id, rawId: text(key.rawId), type: key.type, clientExtensionResults: key.getClientExtensionResults(), authenticatorAttachment: key.authenticatorAttachment ?? undefined,
});

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    const trouble = form.querySelector('[data-passkey-trouble]');
    form.hidden = false;
    form.addEventListener('submit', async event => {
      event.preventDefault();
      trouble.hidden = true;
      try {
        const answer = await fetch(form.dataset.options, { method: 'POST', body: new FormData(form) });
        if (!answer.ok) throw new Error(`${answer.status}`);
        const options = await answer.json();
        form.elements.credencial.value = JSON.stringify(await (form.dataset.passkey === 'make' ? make(options) : show(options)));
        form.submit();
      } catch {
        trouble.hidden = false;
      }
    });
  }
}
