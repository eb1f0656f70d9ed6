// @ts-check
/// <reference path="build.d.ts" />
/**
 * Runs on every page, and starts its other modules, its tools. On a light page, light/wait.js loads this module
 * and starts the tools.
 *
 * It closes the menu and search, and starts search. It opens the fold that the address leads to. And it shows a
 * notice if the next check of the page is overdue.
 */

/** @type {HTMLElement | null} */
const overdue = document.querySelector(".app-overdue");
if (overdue && new Date().toISOString().slice(0, 10) > (overdue.dataset.due ?? "")) overdue.hidden = false;

/** Open the folds around the part of the page that the address leads to. */
function openTarget() {
  const target = document.getElementById(location.hash.slice(1)); // Ids are ASCII: nothing to decode.
  const closed = [...document.querySelectorAll("details:not([open])")].filter((fold) => fold.contains(target));
  for (const fold of closed) fold.setAttribute("open", "");
  if (closed.length) target?.scrollIntoView();
}
addEventListener("hashchange", openTarget);
openTarget();

/** The same page in another language has the same parts, and what a link brought. */
for (const other of document.querySelectorAll("a[lang]")) {
  other.addEventListener("click", () => { /** @type {HTMLAnchorElement} */ (other).hash = location.hash; });
}

// Starting tools.

/** @type {Map<string, Promise<void>>} */
const fetched = new Map();

/** The address of a file of this folder. @param {string} name */
const addressOf = (name) => new URL(name, import.meta.url).href;

/** Fetch a module and its imports, each once. @param {string} address @returns {Promise<void>} */
function fetchModule(address) {
  const fetching = fetched.get(address) ?? fetchWithImports(address);
  fetched.set(address, fetching);
  return fetching;
}

/** @param {string} address */
async function fetchWithImports(address) {
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw Error(`${answer.status} ${address}`);
    const imports = (await answer.text()).matchAll(/(?:from|import) ?\x22(\.[^\x22]+)/g);
    await Promise.all([...imports].map(([, name]) => fetchModule(new URL(name, address).href)));
  } catch (lost) {
    fetched.delete(address);
    throw lost;
  }
}

/**
 * Import a module of this folder; unlike `import()`, this can be retried. A browser remembers a failed import
 * for the life of the page, so the module and its imports are put into the browser's cache first.
 * @param {string} name such as "./visit.js"
 */
export async function load(name) {
  const address = addressOf(name);
  await fetchModule(address);
  return import(address);
}

/** Whether this device has stored something for a tool. @param {string} start of its keys */
function hasStored(start) {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(start));
  } catch {
    return true; // The tools then say that this browser can't store anything.
  }
}

/** Wait until the page has loaded and is idle; Safari lacks requestIdleCallback. @returns {Promise<unknown>} */
const idle = () => new Promise((rest) => {
  const wait = () => (self.requestIdleCallback ?? requestAnimationFrame)(rest);
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait, { once: true });
});

/**
 * Start the tools of a light page: all of them, or only those that show something right away. Tools with
 * `data-kept` do so only if this device has stored something for them, and answer boxes wait until the page is
 * idle. Rejects if a tool couldn't be loaded; a later call tries again.
 * @param {boolean} all
 */
export async function startTools(all) {
  /** @type {NodeListOf<HTMLScriptElement>} */
  const tools = document.querySelectorAll("article script[src][type='text/asleep']");
  const awaited = [...tools].filter(({ dataset: { kept } }) => all || !kept || hasStored(kept));
  await Promise.all(awaited.map(({ src }) => load(src)));
  if (all || !document.querySelector("[data-tick]")) return;
  await idle();
  await startTools(true);
}

// Writing on the page.

/** The address of the site's root. */
export const root = new URL("../../", import.meta.url).href;

/** @typedef {(id: string, values?: Record<string, string | number>) => string} Say */

/** A function that returns a phrase with its placeholders filled in. @param {typeof WORDS} words @returns {Say} */
export const formatter = (words) => (id, values = {}) => (
  words[id].replace(/\{(\w+)\}/g, (_, name) => String(values[name]))
);

/** A day in words, such as "Nov 24, 2026". @param {string} text "YYYY-MM-DD" */
export function dayInWords(text) {
  const [year, month, day] = text.split("-").map(Number);
  return new Date(year, month - 1, day, 12).toLocaleDateString(document.documentElement.lang, {
    dateStyle: "medium",
  });
}

/** @param {string} tag @param {Record<string, string>} [attributes] @param {...(Node | string)} children */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Set a text only if it is new: a screen reader announces every change. @param {Element | null} place @param {string} text */
export function tell(place, text) {
  if (place && place.textContent !== text) place.textContent = text;
}

// The menu and search. Each closes on Escape, on a click beside it, and when the focus or the reader goes on.

/** @type {NodeListOf<HTMLDetailsElement>} */
const panels = document.querySelectorAll(".app-menu, .app-search");
for (const panel of panels) {
  const close = () => {
    panel.open = false;
  };
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !panel.open) return;
    close();
    panel.querySelector("summary")?.focus();
  });
  document.addEventListener("click", ({ target }) => panel.contains(/** @type {Node} */ (target)) || close());
  panel.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !panel.contains(relatedTarget)) close();
  });
  addEventListener("pagehide", close);
}

const say = formatter(WORDS);
const search = /** @type {HTMLDetailsElement} */ (document.querySelector(".app-search"));
const opener = /** @type {HTMLElement} */ (search.querySelector("summary"));
const field = /** @type {HTMLInputElement} */ (search.querySelector("input"));
let isStarted = false;

/** Load what searches and its index, all at the same time. If that fails, the next letter tries again. */
async function startSearch() {
  if (!search.open || isStarted) return;
  isStarted = true;
  const status = search.querySelector("[role=status]");
  tell(status, say("js-search-loading"));
  try {
    const [answer] = await Promise.all([
      fetch(addressOf("./search.json")),
      ...["./search.js", "./find.js", "./vendor/minisearch.js"].map((name) => fetchModule(addressOf(name))),
    ]);
    if (!answer.ok) throw Error(`${answer.status} ${answer.url}`);
    (await load("./search.js")).start(search, await answer.json());
  } catch {
    isStarted = false;
    tell(status, say("js-search-lost"));
  }
}

opener.addEventListener("click", (event) => {
  event.preventDefault();
  search.open = !search.open;
  // A phone opens its keyboard only if the focus is set while it handles the tap.
  if (search.open) field.focus();
});
search.addEventListener("toggle", startSearch);
field.addEventListener("input", startSearch);
addEventListener("online", startSearch);
// The reader may have opened it before this ran.
if (search.open) field.focus();
startSearch();
