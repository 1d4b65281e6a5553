// One key presses a button of /admin. Whoever is hindered by that, as those who speak their keys are, switches it off, and it stays off.
const holder = document.querySelector("[data-keys]");
const box = holder?.querySelector("input");

if (holder) {
  holder.hidden = false;
  box.checked = localStorage.getItem("admin-keys") !== "off";
  box.addEventListener("change", () => localStorage.setItem("admin-keys", box.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (!box.checked || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`)?.click();
  });
}
