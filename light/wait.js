/**
 * The theme's script waits until a reader touches the page. Until then this opens search, and it asks for
 * the index of search only then. A module itself, so that no page waits for it.
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
  open(...request) {
    super.open(...request);
    if (!request[1].endsWith("/search_index.json")) return;
    this.waits = opened;
    // The theme asks for it once, and would say for good that search is on its way.
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
  const asleep = document.querySelector("script[data-src]");
  if (!asleep) return;
  // What searches is a script of its own, which the theme starts once, too. From here on it is in the cache.
  const { ok } = await fetch(JSON.parse(document.getElementById("__config").textContent).search);
  if (!ok) throw Error();
  const script = document.createElement("script");
  script.src = asleep.dataset.src;
  await comes(script, () => document.body.append(script));
  asleep.remove();
  // The theme builds its parts on this event, which has long passed.
  document.dispatchEvent(new Event("DOMContentLoaded"));
};

// What every page needs is a module, which starts the page's tools, too.
const { src } = document.querySelector("body > script[src][type='text/asleep']");

const wakeTools = async (all) => {
  let isLost = false;
  try {
    // A browser remembers that an import has failed, so none starts before it is in the browser's cache.
    if (!(await fetch(src)).ok) throw Error();
    await (await import(src)).startTools(all);
  } catch {
    isLost = true;
    listen(); // The next touch tries again.
  }
  // The room that is kept for them goes, and a line says what isn't there.
  document.documentElement.classList.toggle("app-lost", isLost);
};

const loaded = new Promise((load) => document.addEventListener("DOMContentLoaded", load, { once: true }));
const signs = ["pointerdown", "click", "keydown", "focusin", "scroll", "beforeprint", "online", "storage"];
const listen = () => {
  for (const sign of signs) addEventListener(sign, wake, { capture: true, passive: true });
};
const wake = async () => {
  for (const sign of signs) removeEventListener(sign, wake, true);
  await loaded;
  wakeTools(true);
  try {
    await wakeSheets();
    await wakeScript();
  } catch {
    listen(); // The signal was lost: the next touch tries again.
  }
};
listen();
wakeTools(false);
// What a reader did before this came. And the theme opens the fold that an address leads into, and searches
// for what an address asks.
const isTouched = scrollY > 0 || document.querySelector(":focus, #__drawer:checked, #__search:checked");
if (isTouched || location.hash || location.search) wake();
