// @ts-check
/// <reference path="build.d.ts" />
/**
 * The data stored on this device, the change event on which all parts of a page redraw, and the babies.
 *
 * Nothing leaves the device. Each value has its own key, so that two open tabs don't overwrite each other.
 * No key contains a name.
 *
 *   baby:<number>               {"born", "due", "weeks", "weekDays"}, the argument of ageOf
 *   current                     the number of the selected baby
 *   tick:<number>:<kind>:<id>   an answer and its day, such as "not-yet 2026-11-24"; kind is milestone or sign;
 *                               "none" if it was taken back
 *   text:<number>:<id>          what a parent typed on the visit sheet
 *   saved:<activity>            the day on which a parent saved an activity for later
 */
import { ageOf, dayText } from "./age.js";
import { formatter, root } from "./every-page.js";

const say = formatter(WORDS);

const PREFIX = "infant-ot:";
// Set and removed right away, only to notify other tabs.
const FORGOTTEN = `${PREFIX}forgotten`;

/** Values that the browser couldn't store; they last until the reader leaves the page. @type {Map<string, string>} */
const unsaved = new Map();

/** Whether the browser can store data; one whose storage is full still has what it stored earlier. */
export const canStore = (() => {
  const key = "infant-ot-try"; // without the prefix, so that other tabs ignore it
  try {
    localStorage.setItem(key, "1");
    localStorage.removeItem(key);
    return true;
  } catch {
    return keys("").length > 0;
  }
})();

/** @param {string} key @returns {string | null} */
function stored(key) {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/** @param {string} key @returns {string | null} */
export function read(key) {
  return unsaved.get(key) ?? stored(key);
}

/** Whether the value of a key outlasts the page. @param {string} key */
export function isKept(key) {
  return !unsaved.has(key);
}

/** @param {string} key @param {string | null} value null erases it @returns {boolean} whether it was stored */
export function write(key, value) {
  unsaved.delete(key);
  changed();
  try {
    if (value === null) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, value);
    return true;
  } catch {
    if (value !== null) unsaved.set(key, value);
    return false;
  }
}

/** @param {string} start @returns {string[]} the keys that start with it, without the prefix */
export function keys(start) {
  const found = new Set(unsaved.keys());
  try {
    for (let at = 0; at < localStorage.length; at += 1) {
      const key = localStorage.key(at);
      if (key?.startsWith(PREFIX)) found.add(key.slice(PREFIX.length));
    }
  } catch {
    // The browser blocks storage; there are only the unsaved values of this page.
  }
  return [...found].filter((key) => key.startsWith(start)).sort();
}

/** Erase all data in every tab, and the kept pages. */
export function forget() {
  for (const path of EDITIONS) forgetPages(new URL(path, root).href);
  eraseData();
}

/** Erase all data, in every tab. */
export function eraseData() {
  for (const key of keys("")) write(key, null);
  try {
    localStorage.setItem(FORGOTTEN, "");
    localStorage.removeItem(FORGOTTEN);
  } catch {
    // The browser blocks storage, so other tabs share no data with this one.
  }
}

// Pages kept for a bad signal, by the service worker that pages/kept_pages.py builds.

/** The worker of a site; another site of this origin may have one that also covers its pages. @param {string} site */
async function keeper(site) {
  const found = await navigator.serviceWorker?.getRegistration(site);
  return found?.scope === site ? found : undefined;
}

/** @param {ServiceWorkerRegistration | undefined} found @returns {string[]} */
const agesOf = (found) => new URL(found?.active?.scriptURL ?? root).search.slice(1).split("&").filter(Boolean);

/** The ages whose pages this device keeps. Rejects if the browser blocks it. */
export async function keptAges() {
  return agesOf(await keeper(root));
}

/** Keep the pages of an age, besides others. Rejects if that isn't possible. @param {string} age */
export async function keepPages(age) {
  await keepOnly([...new Set([...await keptAges(), age])]);
}

/** Take the pages of an age off this device. Rejects if the others can't be kept without it. @param {string} age */
export async function forgetAge(age) {
  const others = (await keptAges()).filter((each) => each !== age);
  await (others.length ? keepOnly(others) : forgetPages(root));
}

/** Keep the pages of these ages and no others, with a worker whose address names them. @param {string[]} ages */
async function keepOnly(ages) {
  const found = await navigator.serviceWorker.register(`${root}keep.js?${ages.join("&")}`);
  const worker = found.installing ?? found.waiting;
  if (!worker) return; // it kept them already
  await /** @type {Promise<void>} */ (new Promise((done, failed) => {
    const look = () => {
      if (worker.state === "activated") done();
      if (worker.state === "redundant") failed(Error(worker.state));
    };
    worker.addEventListener("statechange", look);
    look();
  }));
}

/** Take the kept pages off this device, those of the site in one language. @param {string} site its root */
async function forgetPages(site) {
  try {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(`kept ${site} `)).map((name) => caches.delete(name)));
    await (await keeper(site))?.unregister();
  } catch {
    // The browser blocks it, so nothing is kept.
  }
}

// The change event.

/** @type {(() => void)[]} */
const redraws = [];
let isDue = false;

/**
 * Redraw now and whenever the stored data may have changed: on this page, in another tab, or while the page was
 * hidden (then the day may be another, too). A redraw must change only what is new, because a parent may be
 * typing.
 * @param {() => void} redraw
 */
export function onChange(redraw) {
  redraws.push(redraw);
  redraw();
}

/** Redraw once for several changes in a row. */
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
  if (key === null || key === FORGOTTEN) unsaved.clear();
  else unsaved.delete(key.slice(PREFIX.length));
  changed();
});
addEventListener("pagehide", () => unsaved.clear());
addEventListener("pageshow", changed);
addEventListener("focus", changed);
document.addEventListener("visibilitychange", changed);

// Babies.

/**
 * @typedef {import("./age.js").Baby} Baby
 * @typedef {import("./age.js").Found} Found
 * @typedef {import("./age.js").Refused} Refused
 */

export const rule = AGE_RULE;
export const MOST_BABIES = 4;

/** Today by this device's clock. @returns {import("./age.js").Day} */
export function today() {
  const now = new Date();
  return { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
}

/** @returns {number[]} the babies with a birth date on this device */
export function babies() {
  return keys("baby:").map((key) => Number(key.slice(5))).filter((number) => facts(number) !== null);
}

/** @param {number} number @returns {Baby | null} null if there is none, or it can't be read */
export function facts(number) {
  try {
    const baby = JSON.parse(read(`baby:${number}`) ?? "null");
    return baby && typeof baby === "object" && typeof baby.born === "string" ? baby : null;
  } catch {
    return null;
  }
}

/** Store a baby, and select it. @param {number} number @param {Baby} baby @returns {boolean} whether it was stored */
export function setBaby(number, baby) {
  // Clear the earlier birth date first: it must not remain if there is no room for the new one.
  write(`baby:${number}`, null);
  write("current", String(number));
  return write(`baby:${number}`, JSON.stringify(baby));
}

/** Select another baby, in all tabs. @param {number} number */
export function selectBaby(number) {
  write("current", String(number));
}

/** The baby a parent selected last, or else the first one. */
function selectedBaby() {
  const number = Number(read("current"));
  const known = babies();
  return known.includes(number) ? number : (known[0] ?? 1);
}

let shown = selectedBaby();
onChange(() => {
  shown = selectedBaby(); // registered first, so it runs before any other part redraws
});

/** The baby this page shows. What a parent does here is stored for this one, even if another tab selects another. */
export function shownBaby() {
  return shown;
}

/** @returns {Found | Refused | null} the age of the shown baby today; null if its birth date is unknown */
export function age() {
  const baby = facts(shown);
  return baby && ageOf(baby, today(), rule);
}

/**
 * Call back now and whenever the page for the shown baby's age changes: with another baby, birth date or day.
 * @param {(page: string | null) => void} follow gets the page's address below the root, null if the age is unknown
 */
export function onOtherPage(follow) {
  /** @type {string | null | undefined} */
  let last;
  onChange(() => {
    const found = age();
    const page = found?.ok ? found.page : null;
    if (page !== last) follow((last = page));
  });
}

/** "Your baby", or "Baby 2" if there are several. @param {number} number */
export function nameOf(number) {
  return babies().length > 1 ? say("js-baby", { number }) : say("js-your-baby");
}

// Activities saved for later. They are for the family, not for one baby.

/** @returns {string[]} their ids, the last saved first */
export function savedActivities() {
  const saved = keys("saved:").map((key) => ({ id: currentId("activities", key.slice(6)), day: read(key) ?? "" }));
  return [...new Set(saved.sort((one, two) => two.day.localeCompare(one.day)).map(({ id }) => id))];
}

/** @param {string} id @param {boolean} isSaved whether it is to be saved @returns {boolean} whether that was stored */
export function saveActivity(id, isSaved) {
  const [key, ...former] = allIdsOf("activities", id).map((name) => `saved:${name}`);
  for (const each of [key, ...former]) write(each, null);
  if (!isSaved || write(key, dayText(today()))) return true;
  write(key, null);
  return false;
}

// Former ids: a link or an answer may be older than its record's current id.

const renamed = new Map(Object.entries(NOW_CALLED).map(([section, ids]) => [section, new Map(Object.entries(ids))]));

/** The current id of a record, given its current or a former one. @param {string} section @param {string} id */
export function currentId(section, id) {
  return renamed.get(section)?.get(id) ?? id;
}

/** All ids of a record, its current one first. @param {string} section @param {string} id */
export function allIdsOf(section, id) {
  const former = [...(renamed.get(section) ?? [])].filter(([, current]) => current === id);
  return [id, ...former.map(([name]) => name)];
}

/**
 * The records in a link, by their current ids.
 * @param {string} section @param {string | null} text ids separated by commas; a messenger may have added quotes or brackets
 */
export function idsIn(section, text) {
  const ids = (text ?? "").split(",").map((id) => id.replace(/^[^a-z0-9]+|[^a-z0-9]+$/gi, ""));
  return [...new Set(ids.filter(Boolean).map((id) => currentId(section, id)))];
}
