// Suggestions under the search box. Without this script the box is a plain form.
const form = document.querySelector("[data-suggestions]");
const input = form.querySelector("input[name=q]");
const holder = form.querySelector("[data-holder]");
const status = form.querySelector("[data-said]");
const kept = new Map();
let asked = null;
let wait = 0;
let active = -1;

for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": "suggestions", "aria-expanded": "false" })) {
  input.setAttribute(name, value);
}

const options = () => [...holder.querySelectorAll("[role=option]")];

function mark(index) {
  active = index;
  options().forEach((option, at) => option.setAttribute("aria-selected", at === index));
  const option = options()[index];
  if (option) {
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    input.removeAttribute("aria-activedescendant");
  }
}

function close() {
  clearTimeout(wait);
  asked?.abort();
  holder.hidden = true;
  input.setAttribute("aria-expanded", "false");
  status.textContent = "";
  mark(-1);
}

function show(html, words) {
  if (input.value.trim() !== words || document.activeElement !== input) return;
  holder.innerHTML = html;
  const list = holder.firstElementChild;
  const any = options().length > 0;
  holder.hidden = !any;
  input.setAttribute("aria-expanded", any);
  status.textContent = list.dataset.status;
  mark(-1);
}

async function ask() {
  const words = input.value.trim();
  asked?.abort();
  if (words.length < 2) return close();
  if (kept.has(words)) return show(kept.get(words), words);
  asked = new AbortController();
  try {
    const query = new URLSearchParams({ q: words, lang: document.documentElement.lang });
    const answer = await fetch(`${form.dataset.suggestions}?${query}`, { signal: asked.signal });
    if (!answer.ok) return close();
    const html = await answer.text();
    kept.set(words, html);
    show(html, words);
  } catch (failure) {
    if (failure.name !== "AbortError") close();
  }
}

input.addEventListener("input", () => {
  clearTimeout(wait);
  wait = setTimeout(ask, 120);
});

input.addEventListener("keydown", event => {
  const count = options().length;
  if (event.key === "Escape" && !holder.hidden) {
    event.preventDefault();
    close();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (holder.hidden) return ask();
    const step = event.key === "ArrowDown" ? 1 : -1;
    mark(active < 0 && step < 0 ? count - 1 : active + step >= count ? -1 : active + step);
  } else if (event.key === "Enter" && active >= 0 && !holder.hidden) {
    event.preventDefault();
    location.assign(options()[active].dataset.go);
  }
});

input.addEventListener("blur", close);
holder.addEventListener("pointerdown", event => event.preventDefault());
holder.addEventListener("click", event => {
  const option = event.target.closest("[role=option]");
  if (option) location.assign(option.dataset.go);
});
