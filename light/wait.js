/**
 * Defers the page's modules until the reader touches the page. It is a module, so it doesn't block rendering, and
 * it fetches nothing before the first paint.
 */
// The module every-page.js starts the page's other modules, its tools.
const { src } = document.querySelector("body > script[src][type='text/asleep']");
const { classList } = document.documentElement;
const signs = ["pointerdown", "click", "keydown", "focusin", "scroll", "beforeprint", "online", "storage"];
const listen = () => {
  for (const sign of signs) addEventListener(sign, wake, true);
};
// The connection may be back before an attempt without it has failed.
let isBack;
addEventListener("online", () => (isBack = true));

const loadTools = async (all) => {
  let lost = false;
  isBack = false;
  try {
    // A browser never retries a failed import, so put the module into its cache first.
    if (!(await fetch(src)).ok) throw Error();
    await (await import(src)).startTools(all);
  } catch {
    lost = true;
  }
  // This class removes the space reserved for the tools, and shows a line that says they are missing.
  classList.toggle("app-lost", lost);
  // The next touch tries again.
  if (lost) isBack ? loadTools(all) : listen();
};

const wake = (event) => {
  // Search needs no other tools, which would delay it on a weak signal; only every-page.js, if that was lost.
  if (event.target.closest?.(".app-search")) {
    if (classList.contains("app-lost")) loadTools(false);
    return;
  }
  for (const sign of signs) removeEventListener(sign, wake, true);
  loadTools(true);
};
listen();
// The reader may have touched the page before this ran. Or the address has a fragment, which a tool may read.
const start = () => {
  loadTools(scrollY || location.hash || document.querySelector(":focus:not(.app-search *)"));
};
// A fetch before the first paint would delay it. Its frame is on screen soon after its callback; not every browser
// reports when.
requestAnimationFrame(() => setTimeout(start, 100));
