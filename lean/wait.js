/**
 * The theme's script waits until a reader touches the page. Until then this opens search, and it asks for
 * the index of search only then. A module with `data-kept` waits, too, unless this device has kept
 * something for it. A module itself, so that no page waits for it.
 */
const search = document.getElementById("__search");
const query = document.querySelector(".md-search__input");

// A phone opens its keyboard only for a focus given while the finger is still known.
search.addEventListener("change", () => search.checked && query.focus());
query.addEventListener("focus", () => search.checked || search.click());

const opened = new Promise((open) => {
  if (search.checked) open();
  search.addEventListener("change", open, { once: true });
});
window.XMLHttpRequest = class extends XMLHttpRequest {
  open(method, address, ...more) {
    this.waits = address.endsWith("/search_index.json") ? opened : undefined;
    super.open(method, address, ...more);
  }
  async send(...body) {
    if (this.waits) await this.waits;
    super.send(...body);
  }
};

/** Put a sheet or a script to work, and wait for it. */
const comes = (part, begin) =>
  new Promise((done, failed) => {
    part.onload = done;
    part.onerror = failed;
    begin();
  });

const wakeSheets = async () => {
  const sheets = [...document.querySelectorAll("link[rel=asleep]")];
  try {
    await Promise.all(
      sheets.map((sheet) => {
        sheet.media = "not all";
        return comes(sheet, () => (sheet.rel = "stylesheet"));
      }),
    );
  } catch (lost) {
    for (const sheet of sheets) sheet.rel = "asleep";
    throw lost;
  }
  // All at once: the theme's rules without ours above them would move the page.
  for (const sheet of sheets) sheet.media = "all";
};

const wakeScript = async () => {
  const script = document.createElement("script");
  script.src = document.querySelector("script[data-src]").dataset.src;
  await comes(script, () => document.body.append(script));
  // The theme builds its parts on this event, which has long passed.
  document.dispatchEvent(new Event("DOMContentLoaded"));
};

const isKept = (prefix) => {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(prefix));
  } catch {
    return true; // The module says that this browser keeps nothing.
  }
};

const wakeModules = (when = () => true) => {
  for (const { dataset, src } of document.querySelectorAll("script[data-kept]")) {
    if (when(dataset.kept)) import(src);
  }
};

const loaded = new Promise((load) => document.addEventListener("DOMContentLoaded", load, { once: true }));
const signs = ["pointerdown", "touchstart", "keydown", "focusin", "wheel", "scroll"];
const listen = () => {
  for (const sign of signs) addEventListener(sign, wake, { capture: true, passive: true });
};
const wake = async () => {
  for (const sign of signs) removeEventListener(sign, wake, true);
  await loaded;
  wakeModules();
  try {
    await wakeSheets();
    await wakeScript();
  } catch {
    listen(); // The signal was lost: the next touch tries again.
  }
};
listen();
loaded.then(() => wakeModules(isKept));
// What a reader did before this came. And the theme opens the fold that an address leads into, and searches
// for what an address asks.
const isTouched = scrollY > 0 || document.querySelector(":focus, #__drawer:checked, #__search:checked");
if (isTouched || location.hash || location.search) wake();
