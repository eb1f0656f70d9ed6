/**
 * Defers the theme until the reader touches the page. Until then this script opens search, and it delays the
 * request for the search index until search is open. It is a module, so it doesn't block rendering.
 */
const search = document.getElementById("__search");
const query = document.querySelector(".md-search__input");

// A phone opens its keyboard only if the focus is set while it handles the tap.
search.addEventListener("change", () => search.checked && query.focus());
query.addEventListener("focus", () => search.checked || search.click());

const opened = new Promise((open) => {
  if (search.checked) open();
  search.addEventListener("change", open, { once: true });
});
window.XMLHttpRequest = class extends XMLHttpRequest {
  open(...request) {
    super.open(...request);
    if (!request[1].endsWith("/search_index.json")) return;
    this.waits = opened;
    // The theme requests it only once: if that failed, search would say "initializing" forever.
    const again = async (end) => {
      if (this.status === 200) return;
      end.stopImmediatePropagation();
      await new Promise((go) => {
        for (const sign of signs) addEventListener(sign, go, { capture: true, once: true });
      });
      super.open(...request);
      super.send();
    };
    this.addEventListener("load", again);
    this.addEventListener("error", again);
  }
  async send(...body) {
    if (this.waits) await this.waits;
    super.send(...body);
  }
};

/** Start loading a sheet or a script, and wait until it has loaded. */
const load = (element, start) =>
  new Promise((done, failed) => {
    element.onload = done;
    element.onerror = failed;
    start();
  });

const loadSheets = async () => {
  const sheets = [...document.querySelectorAll("link[rel=asleep]")];
  try {
    await Promise.all(
      sheets.map((sheet) => {
        sheet.media = "not all";
        return load(sheet, () => (sheet.rel = "stylesheet"));
      }),
    );
  } catch (lost) {
    for (const sheet of sheets) sheet.rel = "asleep";
    throw lost;
  }
  // Apply all at once: the theme's rules without ours would shift the layout.
  for (const sheet of sheets) sheet.media = "all";
};

const loadScript = async () => {
  const deferred = document.querySelector("script[data-src]");
  if (!deferred) return;
  // The theme starts its search worker only once, too, so put the worker into the browser's cache first.
  const { ok } = await fetch(JSON.parse(document.getElementById("__config").textContent).search);
  if (!ok) throw Error();
  const script = document.createElement("script");
  script.src = deferred.dataset.src;
  await load(script, () => document.body.append(script));
  deferred.remove();
  // The theme sets itself up on this event, which fired long ago.
  document.dispatchEvent(new Event("DOMContentLoaded"));
};

// The module every-page.js starts the page's other modules, its tools.
const { src } = document.querySelector("body > script[src][type='text/asleep']");

const loadTools = async (all) => {
  let isLost = false;
  try {
    // A browser never retries a failed import, so put the module into its cache first.
    if (!(await fetch(src)).ok) throw Error();
    await (await import(src)).startTools(all);
  } catch {
    isLost = true;
    listen(); // The next touch tries again.
  }
  // This class removes the space reserved for the tools, and shows a line that says they are missing.
  document.documentElement.classList.toggle("app-lost", isLost);
};

const isParsed = new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
const signs = ["pointerdown", "click", "keydown", "focusin", "scroll", "beforeprint", "online", "storage"];
const listen = () => {
  for (const sign of signs) addEventListener(sign, loadTheme, { capture: true, passive: true });
};
// The connection may be back before an attempt without it has failed.
let isBack;
addEventListener("online", () => (isBack = true));
const loadTheme = async () => {
  for (const sign of signs) removeEventListener(sign, loadTheme, true);
  isBack = false;
  await isParsed;
  loadTools(true);
  try {
    await loadSheets();
    await loadScript();
  } catch {
    // The signal was lost: the next touch tries again.
    isBack ? loadTheme() : listen();
  }
};
listen();
loadTools(false);
// The reader may have touched the page before this ran. Or the address has a fragment or a query, for which
// the theme opens a fold or a search.
const isTouched = scrollY > 0 || document.querySelector(":focus, #__drawer:checked, #__search:checked");
if (isTouched || location.hash || location.search) loadTheme();
