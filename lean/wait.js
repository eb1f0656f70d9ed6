/**
 * The theme's script waits until a reader touches the page. This stands right after the header of every
 * page and does at once what the theme would do there: it paints the reader's choice of light or dark,
 * opens search, and asks for the index of search only then. A module with `data-kept` waits, too, unless
 * this device has kept something for it.
 */
{
  const html = document.documentElement;
  const search = document.getElementById("__search");
  const query = document.querySelector(".md-search__input");
  const choices = [...document.querySelectorAll("[name=__palette]")];

  /** Show one choice of the palette, and the button that leads to the next. */
  const paint = (choice) => {
    const color = {};
    for (const part of ["media", "scheme", "primary", "accent"]) {
      color[part] = choice.getAttribute(`data-md-color-${part}`);
      document.body.setAttribute(`data-md-color-${part}`, color[part]);
    }
    for (const each of choices) each.nextElementSibling.hidden = each !== choice;
    return { index: choices.indexOf(choice), color };
  };

  html.classList.replace("no-js", "js");
  paint(
    choices[__md_get("__palette")?.index] ??
      choices.find((each) => matchMedia(each.dataset.mdColorMedia).matches) ??
      choices[0],
  );
  for (const each of choices) each.addEventListener("change", () => __md_set("__palette", paint(each)));

  // A phone opens its keyboard only for a focus given while the finger is still known.
  search.addEventListener("change", () => search.checked && query.focus());
  query.addEventListener("focus", () => search.checked || search.click());

  const opened = new Promise((open) => search.addEventListener("change", open, { once: true }));
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
  // The theme opens the fold that an address leads into, and searches for what an address asks.
  if (location.hash || location.search) wake();
}
