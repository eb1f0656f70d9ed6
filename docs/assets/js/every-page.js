// @ts-check
/// <reference path="build.d.ts" />
/**
 * What every page needs at once, and how its tools start and write on it. The tools of a light page are its
 * other modules; light/wait.js loads this one, and starts them.
 *
 * The theme's menu and search on a phone open by touch only: their buttons are labels of hidden check boxes.
 * This puts real buttons in their place. It also takes away the theme's one-letter shortcuts, which fire by
 * accident in speech input (WCAG 2.1.4). And it shows the line on a check that fell due after the build.
 */

const SHORTCUTS = /^[sfpn./,]$/i;

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
 * Put a real button in the place of a label that only a finger or a mouse can use.
 * @param {HTMLLabelElement} label
 */
function makeButton(label) {
  const box = document.getElementById(label.htmlFor);
  if (!(box instanceof HTMLInputElement) || !box.dataset.mdToggle) return;
  const button = make("button", {
    type: "button",
    class: `${label.className} app-header-button`,
    "data-opens": box.dataset.mdToggle,
    "aria-label": label.title,
  }, ...label.childNodes);
  label.replaceWith(button);
  const show = () => button.setAttribute("aria-expanded", String(box.checked));
  box.addEventListener("change", show);
  show();
  button.addEventListener("click", (event) => {
    box.click();
    // A click by key has no detail: then the keyboard goes where the eye goes.
    if (box.checked && event.detail === 0) firstIn(box)?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.checked) return;
    box.click();
    button.focus();
  });
}

/**
 * What to go to when a menu has opened.
 * @param {HTMLInputElement} box
 * @returns {HTMLElement | null}
 */
function firstIn(box) {
  return box.dataset.mdToggle === "drawer"
    ? document.querySelector(".md-nav--primary a.md-nav__link--active, .md-nav--primary a.md-nav__link")
    : document.querySelector(".md-search__input");
}

/**
 * The titles of open parts of the menu lead back; let them do so by key.
 * @param {HTMLLabelElement} label
 */
function makeReachable(label) {
  label.tabIndex = 0;
  label.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      label.click();
    }
  });
}

for (const label of document.querySelectorAll(".md-nav .md-nav .md-nav__title[for]")) {
  if (label instanceof HTMLLabelElement) makeReachable(label);
}
for (const label of document.querySelectorAll("label.md-header__button")) {
  if (label instanceof HTMLLabelElement) makeButton(label);
}

/** @type {HTMLElement | null} */
const overdue = document.querySelector(".app-overdue");
if (overdue && new Date().toISOString().slice(0, 10) > (overdue.dataset.due ?? "")) overdue.hidden = false;

// How tools start.

/** @type {Map<string, Promise<void>>} */
const fetched = new Map();

/** Fetch a module and what it imports, each once. @param {string} address @returns {Promise<void>} */
function fetchModule(address) {
  const fetching = fetched.get(address) ?? fetchAnew(address);
  fetched.set(address, fetching);
  return fetching;
}

/** @param {string} address */
async function fetchAnew(address) {
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
 * Import a module of this folder. A browser remembers for the whole life of a page that an import has failed,
 * so none starts before all of it is in the browser's cache: after a failure this can be called again.
 * @param {string} name such as "./visit.js"
 */
export async function load(name) {
  const address = new URL(name, import.meta.url).href;
  await fetchModule(address);
  return import(address);
}

/** Whether this device keeps something for a tool. @param {string} start of its keys */
function isKept(start) {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(start));
  } catch {
    return true; // The tools say that this browser keeps nothing.
  }
}

/** When the page is loaded and idle; not every browser says when it is. @returns {Promise<unknown>} */
const idle = () => new Promise((rest) => {
  const wait = () => (self.requestIdleCallback ?? requestAnimationFrame)(rest);
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait, { once: true });
});

/**
 * Start the tools of a light page: all of them, or those that show something at once. Those with `data-kept`
 * do so only for what this device keeps, and the boxes for answers when the page is idle. Rejects when a tool
 * couldn't be had; a later call tries again.
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

// How tools write.

/** The address of the site's root. */
export const root = new URL("../../", import.meta.url).href;

/** @typedef {(id: string, values?: Record<string, string | number>) => string} Say */

/** What says the phrases of one module, with their names filled in. @param {typeof WORDS} words @returns {Say} */
export const sayer = (words) => (id, values = {}) => (
  words[id].replace(/\{(\w+)\}/g, (_, name) => String(values[name]))
);

/** A day in words, in the reader's own calendar style. @param {string} text "YYYY-MM-DD" */
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

/** Write a text only where it is new: a screen reader reads out what is written. @param {Element | null} place @param {string} text */
export function tell(place, text) {
  if (place && place.textContent !== text) place.textContent = text;
}
