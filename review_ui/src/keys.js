// Keys press the links and buttons that are on the page: each says its own in data-key. No state is kept but a "g".
const typing = (at) => at && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) &&
  !/^(radio|checkbox|button|submit)$/.test(at.type);
const seen = (at) => at.getClientRects().length > 0;
const find = (key) => [...document.activeElement.closest("li")?.querySelectorAll(`[data-key="${CSS.escape(key)}"]`) ?? [],
  ...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((at) => seen(at) && (!document.querySelector("dialog[open]") || at.closest("dialog[open]")));
let before = "";

function press(at) {
  const target = at.dataset.focus ? document.getElementById(at.dataset.focus) : at;
  if (at.form) at.form.dataset.send = at.value; // what Ctrl Enter will send
  if (target.matches("input:not([type=radio]), textarea, select") || at.dataset.focus) return target.focus();
  if (target.type === "radio") target.focus();
  target.click();
}

// The next or the previous of the links that are read one after the other.
function walk(step) {
  const links = [...document.querySelectorAll("[data-step]")].filter(seen);
  const at = links.indexOf(document.activeElement) + 1 || links.findIndex((link) => link.ariaCurrent) + 1;
  const next = links[at ? at - 1 + step : step > 0 ? 0 : links.length - 1];
  if (!next) return;
  next.focus();
  if (next.dataset.step === "open") next.click();
}

function region() {
  const all = [...document.querySelectorAll("[data-region]")].filter(seen);
  const at = all.findIndex((one) => one.contains(document.activeElement));
  all[(at + 1) % all.length]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "F6") { event.preventDefault(); return region(); }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = document.activeElement.closest("form");
    const sends = form && (form.dataset.send ? `[value="${form.dataset.send}"]` : "[data-key='ctrl enter']");
    const button = sends && [...form.querySelectorAll(`button${sends}`)].find(seen);
    if (button) { event.preventDefault(); button.click(); }
    return;
  }
  if (event.key === "Escape") {
    if (typing(document.activeElement)) document.activeElement.blur();
    document.querySelectorAll("details.me[open]").forEach((one) => { one.open = false; });
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.body.dataset.keys === "off") return;
  const key = event.key.toLowerCase(), at = find(before ? `${before} ${key}` : key);
  before = !before && key === "g" ? "g" : "";
  if (at) { event.preventDefault(); press(at); }
  else if (!before && (key === "j" || key === "k")) { event.preventDefault(); walk(key === "j" ? 1 : -1); }
});

// The statement that was asked for is the current one, wherever it was asked from.
document.addEventListener("click", ({ target }) => {
  const href = target.closest?.("a[hx-get]")?.getAttribute("href");
  if (!href?.startsWith("?s=")) return;
  for (const one of document.querySelectorAll("a.statement"))
    one.getAttribute("href") === href ? one.setAttribute("aria-current", "true") : one.removeAttribute("aria-current");
});

// What did not reach the server is said where it was sent from; what was typed stays.
for (const name of ["htmx:sendError", "htmx:timeout"])
  document.addEventListener(name, ({ detail }) => {
    const slot = detail.elt.querySelector?.(".message") ?? document.querySelector(".message");
    const words = document.getElementById("unreached");
    if (slot && words) slot.replaceChildren(words.content.cloneNode(true));
  });
