// While a form sends a file: how much of it is sent, then that it is being read. Spoken now and then, not at every step.
const PAUSE = 5000; // milliseconds between what is spoken
let spoken = 0;

function on(name, act) {
  document.addEventListener(name, ({ target, detail }) => {
    const at = target.closest?.("form")?.querySelector(".sending");
    if (at) act({ words: at.querySelector("span"), bar: at.querySelector("progress"), aloud: at.nextElementSibling, ...at.dataset }, detail);
  });
}

function say(aloud, words) {
  aloud.textContent = words;
  spoken = Date.now();
}

function sent(loaded, total) {
  const [unit, size] = total < 1e6 ? ["kB", 1e3] : ["MB", 1e6];
  const of = (bytes) => (bytes / size).toFixed(1);
  return `${Math.floor(100 * loaded / total)}% sent, ${of(loaded)} of ${of(total)} ${unit}`;
}

on("htmx:beforeSend", ({ words, bar, aloud }) => {
  bar.value = 0;
  words.textContent = "Sending the file";
  say(aloud, words.textContent);
});

// htmx tells of what comes back under the same name; by then the bar has no value.
on("htmx:xhr:progress", ({ words, bar, aloud, then }, { loaded, total }) => {
  if (!bar.hasAttribute("value")) return;
  if (loaded < total) bar.value = loaded / total; else bar.removeAttribute("value");
  words.textContent = loaded < total ? sent(loaded, total) : then;
  if (loaded === total || Date.now() - spoken > PAUSE) say(aloud, words.textContent);
});

// With the answer, or without one: what did not arrive is told where the form tells it.
on("htmx:afterRequest", ({ words, bar, aloud, done }, { xhr }) => {
  bar.removeAttribute("value");
  words.textContent = "";
  say(aloud, !xhr.status ? "" : xhr.status < 400 ? done : "Not taken; the page says why");
});
