// @ts-check
/// <reference path="build.d.ts" />
/**
 * What this device keeps for a parent, the one event after which every part of a page redraws, and the
 * babies that are known here.
 *
 * Nothing leaves the device. Each value has a key of its own, so that two open tabs can't overwrite each
 * other. No key holds a name.
 *
 *   baby:<number>               {"born", "due", "weeks", "weekDays"}, as ageOf takes them
 *   current                     the number of the baby that pages follow
 *   tick:<number>:<kind>:<id>   an answer and its day, such as "not-yet 2026-11-24"; kind is milestone or sign
 *   text:<number>:<id>          what a parent typed on the visit sheet
 */
import { ageOf } from "./age.js";
import { sayer } from "./every-page.js";

const say = sayer(WORDS);

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

// The babies.

/**
 * @typedef {import("./age.js").Baby} Baby
 * @typedef {import("./age.js").Found} Found
 * @typedef {import("./age.js").Refused} Refused
 */

export const rule = AGE_RULE;
export const MOST_BABIES = 4;

/** Today on this device's calendar. @returns {import("./age.js").Day} */
export function today() {
  const now = new Date();
  return { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
}

/** @returns {number[]} the babies that have a birth date here */
export function babies() {
  return keys("baby:").map((key) => Number(key.slice(5))).filter((number) => facts(number) !== null);
}

/** @param {number} number @returns {Baby | null} null when there is none, or what is kept can't be read */
export function facts(number) {
  try {
    const kept = JSON.parse(read(`baby:${number}`) ?? "null");
    return kept && typeof kept === "object" && typeof kept.born === "string" ? kept : null;
  } catch {
    return null;
  }
}

/** Keep what is known of a baby, and show this baby. @param {number} number @param {Baby} baby @returns {boolean} whether it is kept */
export function setBaby(number, baby) {
  // An earlier birth date must not be left behind when there is no room for this one.
  write(`baby:${number}`, null);
  write("current", String(number));
  return write(`baby:${number}`, JSON.stringify(baby));
}

/** Let pages follow another baby. @param {number} number */
export function follow(number) {
  write("current", String(number));
}

/** The baby that a parent chose last; the first one until then. */
function chosen() {
  const number = Number(read("current"));
  const known = babies();
  return known.includes(number) ? number : (known[0] ?? 1);
}

let shown = chosen();
onChange(() => {
  shown = chosen(); // before any other part redraws
});

/** The baby that this page shows: all that a parent does here is about this one. */
export function shownBaby() {
  return shown;
}

/** @returns {Found | Refused | null} the age of the shown baby today; null when no birth date is known */
export function age() {
  const baby = facts(shown);
  return baby && ageOf(baby, today(), rule);
}

/**
 * Call back now, and whenever another page fits the shown baby: another baby, birth date or day.
 * @param {(page: string | null) => void} changed takes the page's address below the root, null when no age is known
 */
export function onOtherPage(changed) {
  /** @type {string | null | undefined} */
  let last;
  onChange(() => {
    const found = age();
    const page = found?.ok ? found.page : null;
    if (page !== last) changed((last = page));
  });
}

/** "Your baby", or "Baby 2" when there are more. @param {number} number */
export function nameOf(number) {
  return babies().length > 1 ? say("js-baby", { number }) : say("js-your-baby");
}

// A link or an answer may still have a former id of its record.

const renamed = new Map(Object.entries(NOW_CALLED).map(([section, ids]) => [section, new Map(Object.entries(ids))]));

/** The present id of a record, by the one that an old link or answer has. @param {string} section @param {string} id */
export function nowCalled(section, id) {
  return renamed.get(section)?.get(id) ?? id;
}

/** The ids that a record has had, its present one first. @param {string} section @param {string} id */
export function namesOf(section, id) {
  const former = [...(renamed.get(section) ?? [])].filter(([, present]) => present === id);
  return [id, ...former.map(([name]) => name)];
}

/**
 * The records that a link lists, by their present ids.
 * @param {string} section @param {string | null} text ids and commas, and whatever a message put around them
 */
export function idsIn(section, text) {
  const ids = (text ?? "").split(",").map((id) => id.replace(/^[^a-z0-9]+|[^a-z0-9]+$/gi, ""));
  return [...new Set(ids.filter(Boolean).map((id) => nowCalled(section, id)))];
}
