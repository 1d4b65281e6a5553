// The service worker shows a page of ours where the network is gone; everything works without it.
if ("serviceWorker" in navigator) {
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => {}));
}

// That page stands under the address that was asked for: as soon as there is a network, the address is asked again.
if (document.querySelector("[data-offline]")) addEventListener("online", () => location.reload());
