/**
 * Defers the theme until the reader touches the page. It is a module, so it doesn't block rendering.
 */
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
const loadTheme = async (event) => {
  // Search needs no theme, which would delay it on a weak signal; only every-page.js, if that was lost.
  if (event?.target.closest?.(".app-search")) {
    if (document.documentElement.classList.contains("app-lost")) loadTools(false);
    return;
  }
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
// The reader may have touched the page before this ran. Or the address has a fragment, for which the theme
// opens a fold.
const isTouched = scrollY > 0 || document.querySelector(":focus:not(.app-search *), #__drawer:checked");
if (isTouched || location.hash) loadTheme();
