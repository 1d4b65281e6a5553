// A page that is connected to one process of the site. While that process lives the framework's script finds the way back by itself; where it is gone, and
// with it what it knew of the page, the page is read anew as soon as another process answers, and goes on from there.
const lost = document.getElementById("components-reconnect-modal");
const isOver = () => ["failed", "rejected", "resume-failed"].some((end) => lost.classList.contains(`components-reconnect-${end}`));
let isReading = false;

const readAnew = async () => {
  if (isReading) return;
  isReading = true;
  for (;;) {
    const answer = await fetch(location.href, { cache: "no-store", redirect: "manual" }).catch(() => null);
    if (answer && answer.status < 500) return location.reload();
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
};

new MutationObserver(() => isOver() && readAnew()).observe(lost, { attributes: true, attributeFilter: ["class"] });
