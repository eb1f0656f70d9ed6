// @ts-check
/// <reference path="build.d.ts" />
/**
 * Runs on every page, and starts its other modules, its tools. On a light page, light/wait.js loads this module
 * and starts the tools.
 *
 * On a phone, the theme's menu and its parts open by touch only: their buttons are labels of hidden check boxes.
 * This module replaces them with real buttons. It opens and closes search. It also disables the theme's one-letter shortcuts,
 * which speech input can trigger by accident (WCAG 2.1.4). And it shows a notice if the next check of the page is
 * overdue.
 */

const SHORTCUTS = /^[pn.,]$/i;

window.addEventListener(
  "keydown",
  (event) => {
    const target = event.target;
    const typing = target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (plain && !typing && SHORTCUTS.test(event.key)) event.stopImmediatePropagation();
  },
  { capture: true },
);

/**
 * Replace a label that only works by touch or mouse with a real button.
 * @param {HTMLLabelElement} label of a hidden check box, which opens and closes something
 */
function makeButton(label) {
  const box = /** @type {HTMLInputElement} */ (document.getElementById(label.htmlFor));
  const button = make("button", {
    type: "button",
    class: `${label.className} app-plain-button`,
    ...(label.id && { id: label.id }),
    ...(label.title && { "aria-label": label.title }),
  }, ...label.childNodes);
  label.replaceWith(button);
  const show = () => button.setAttribute("aria-expanded", String(box.checked));
  box.addEventListener("change", show);
  show();
  button.addEventListener("click", () => box.click());
  return { box, button };
}

/** Let the menu of a phone work by keyboard. @param {HTMLLabelElement} label */
function makeMenuButton(label) {
  const { box, button } = makeButton(label);
  const menu = /** @type {HTMLElement} */ (document.querySelector(".md-nav--primary"));
  button.dataset.opens = "drawer";
  button.addEventListener("click", (event) => {
    // `detail` is 0 if the click came from the keyboard: then move the focus into what opened.
    if (box.checked && event.detail === 0) {
      /** @type {HTMLElement} */ (menu.querySelector("a.md-nav__link--active") ?? menu.querySelector("a.md-nav__link")).focus();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.checked) return;
    box.click();
    button.focus();
  });
  // The open menu covers the page, so it closes when the focus goes on to the page.
  document.addEventListener("focusin", ({ target }) => {
    if (box.checked && target !== button && !menu.contains(/** @type {Node} */ (target))) box.click();
  });
}

/** @type {NodeListOf<HTMLLabelElement>} */
const parts = document.querySelectorAll(".md-nav--primary .md-nav__item--nested > label.md-nav__link");
parts.forEach(makeButton);
/** @type {NodeListOf<HTMLLabelElement>} */
const menuLabel = document.querySelectorAll("label.md-header__button[for=__drawer]");
menuLabel.forEach(makeMenuButton);

/** @type {HTMLElement | null} */
const overdue = document.querySelector(".app-overdue");
if (overdue && new Date().toISOString().slice(0, 10) > (overdue.dataset.due ?? "")) overdue.hidden = false;

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
function isKept(start) {
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
  const awaited = [...tools].filter(({ dataset: { kept } }) => all || !kept || isKept(kept));
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

// Search.

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

function closeSearch() {
  search.open = false;
}

opener.addEventListener("click", (event) => {
  event.preventDefault();
  search.open = !search.open;
  // A phone opens its keyboard only if the focus is set while it handles the tap.
  if (search.open) field.focus();
});
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !search.open) return;
  closeSearch();
  opener.focus();
});
document.addEventListener("click", ({ target }) => search.contains(/** @type {Node} */ (target)) || closeSearch());
search.addEventListener("focusout", ({ relatedTarget }) => {
  if (relatedTarget instanceof Node && !search.contains(relatedTarget)) closeSearch();
});
search.addEventListener("toggle", startSearch);
field.addEventListener("input", startSearch);
addEventListener("online", startSearch);
// The reader may have opened it before this ran.
if (search.open) field.focus();
startSearch();
