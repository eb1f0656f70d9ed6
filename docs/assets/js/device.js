// @ts-check
/**
 * What this device keeps for a parent, and the one event after which every part of a page redraws.
 *
 * Nothing leaves the device. Each value has a key of its own, so that two open tabs can't overwrite each
 * other. No key holds a name.
 *
 *   baby:<number>               {"born", "due", "weeks", "weekDays"}, as ageOf takes them
 *   current                     the number of the baby that pages follow
 *   tick:<number>:<kind>:<id>   an answer and its day, such as "not-yet 2026-11-24"; kind is milestone or sign
 *   text:<number>:<id>          what a parent typed on the visit sheet
 */

const PREFIX = "infant-ot:";
// Written and removed at once, so that other tabs hear of it; it outlasts nothing.
const FORGOTTEN = `${PREFIX}forgotten`;

/** What the browser refused to keep. It lasts until the page is left. @type {Map<string, string>} */
const refused = new Map();

/** Whether the browser keeps anything at all; one that is full keeps what it has. */
export const keeps = (() => {
  const key = "infant-ot-try"; // without the prefix: it means nothing to other tabs
  try {
    localStorage.setItem(key, "1");
    localStorage.removeItem(key);
    return true;
  } catch {
    return keys("").length > 0;
  }
})();

/** @param {string} key @returns {string | null} */
function kept(key) {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/** @param {string} key @returns {string | null} */
export function read(key) {
  return refused.get(key) ?? kept(key);
}

/** Whether what `read` returns lasts when the page is left. @param {string} key */
export function isKept(key) {
  return !refused.has(key);
}

/** @param {string} key @param {string | null} value null erases it @returns {boolean} whether it is kept */
export function write(key, value) {
  refused.delete(key);
  changed();
  try {
    if (value === null) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, value);
    return true;
  } catch {
    if (value !== null) refused.set(key, value);
    return false;
  }
}

/** @param {string} start @returns {string[]} the keys that start with it, without the prefix */
export function keys(start) {
  const found = new Set(refused.keys());
  try {
    for (let at = 0; at < localStorage.length; at += 1) {
      const key = localStorage.key(at);
      if (key?.startsWith(PREFIX)) found.add(key.slice(PREFIX.length));
    }
  } catch {
    // Nothing is kept; what was typed on this page is all there is.
  }
  return [...found].filter((key) => key.startsWith(start)).sort();
}

/** Erase all that is kept here, in every tab. */
export function forget() {
  for (const key of keys("")) write(key, null);
  try {
    localStorage.setItem(FORGOTTEN, "");
    localStorage.removeItem(FORGOTTEN);
  } catch {
    // Where nothing is kept, no other tab has anything from here.
  }
}

// The change event.

/** @type {(() => void)[]} */
const redraws = [];
let isDue = false;

/**
 * Redraw now, and after every change of what is kept: on this page, in another tab, and while the page
 * was out of sight, when the day may have changed, too. A redraw changes only what is new: it may come
 * while a parent types.
 * @param {() => void} redraw
 */
export function onChange(redraw) {
  redraws.push(redraw);
  redraw();
}

/** Several changes at once are drawn once. */
function changed() {
  if (isDue) return;
  isDue = true;
  queueMicrotask(() => {
    isDue = false;
    for (const redraw of redraws) redraw();
  });
}

addEventListener("storage", ({ key }) => {
  if (key !== null && !key.startsWith(PREFIX)) return;
  if (key === null || key === FORGOTTEN) refused.clear();
  else refused.delete(key.slice(PREFIX.length));
  changed();
});
addEventListener("pagehide", () => refused.clear());
addEventListener("pageshow", changed);
addEventListener("focus", changed);
document.addEventListener("visibilitychange", changed);
