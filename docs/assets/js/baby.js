// @ts-check
/**
 * My baby: what a parent keeps on this device, the baby's age on every page, and the ticks on the lists.
 *
 * Nothing leaves the device. Each thing has a key of its own, so that two open tabs can't overwrite each
 * other; where the browser keeps nothing, a thing lasts until the page is left. No key holds a name.
 *
 *   baby:<number>               {"born", "due", "weeks", "weekDays"}, as ageOf takes them
 *   current                     the number of the baby that pages follow
 *   tick:<number>:<kind>:<id>   a word and its day, such as "not-yet 2026-11-24"; kind is milestone or sign
 *   text:<number>:<id>          what a parent typed on the visit sheet
 */
/// <reference path="build.d.ts" />
import { ageOf } from "./age.js";

/**
 * @typedef {import("./age.js").Baby} Baby
 * @typedef {import("./age.js").Found} Found
 * @typedef {import("./age.js").Refused} Refused
 * @typedef {{word: string, day: string}} Tick
 */

export const MOST_BABIES = 4;

export const rule = AGE_RULE;

/** The address of the site's root. */
export const root = new URL("../../", import.meta.url).href;

/** What a record is called now, by the id that an old link or tick has. @param {string} section @param {string} id */
export function nowCalled(section, id) {
  return new Map(Object.entries(NOW_CALLED[section] ?? {})).get(id) ?? id;
}

/** @typedef {(id: string, values?: Record<string, string | number>) => string} Say */

/** What says the phrases of one module, with their names filled in. @param {typeof WORDS} words @returns {Say} */
export const sayer = (words) => (id, values = {}) => (
  words[id].replace(/\{(\w+)\}/g, (_, name) => String(values[name]))
);
const say = sayer(WORDS);

/** @param {number} count */
export function months(count) {
  return say(count === 0 ? "js-under-one-month" : count === 1 ? "js-one-month" : "js-months", { count });
}

// What is kept on the device.

const PREFIX = "infant-ot:";

/** @type {Map<string, string>} */
const forNow = new Map();

/** Tells whether the browser keeps what it is given; a page says so calmly when it doesn't. */
export const keeps = (() => {
  try {
    localStorage.setItem(`${PREFIX}try`, "1");
    localStorage.removeItem(`${PREFIX}try`);
    return true;
  } catch {
    return false;
  }
})();

/** @param {string} key @returns {string | null} */
export function read(key) {
  try {
    return localStorage.getItem(PREFIX + key) ?? forNow.get(key) ?? null;
  } catch {
    return forNow.get(key) ?? null;
  }
}

/** @param {string} key @param {string | null} value null takes it away @returns {boolean} whether it is kept */
export function write(key, value) {
  if (value === null) forNow.delete(key);
  else forNow.set(key, value);
  try {
    if (value === null) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, value);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} start @returns {string[]} the keys that start so, without the prefix */
export function keys(start) {
  const found = new Set([...forNow.keys()]);
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

/** Call back when another tab has changed something. @param {() => void} changed */
export function onOtherTab(changed) {
  window.addEventListener("storage", (event) => {
    if (event.key === null || event.key.startsWith(PREFIX)) changed();
  });
}

// The babies.

/** Today on this device's calendar. @returns {import("./age.js").Day} */
export function today() {
  const now = new Date();
  return { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
}

/** @param {import("./age.js").Day} day @returns {string} */
export function dayText({ year, month, day }) {
  return [String(year).padStart(4, "0"), ...[month, day].map((each) => String(each).padStart(2, "0"))].join("-");
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

/** The baby that pages follow; 1 until a parent chooses. */
export function current() {
  const number = Number(read("current"));
  const known = babies();
  return known.includes(number) ? number : (known[0] ?? 1);
}

/** @returns {Found | Refused | null} the age of the current baby today; null when no birth date is known */
export function age() {
  const baby = facts(current());
  return baby && ageOf(baby, today(), rule);
}

/** "Your baby", or "Baby 2" when there are more. @param {number} number */
export function nameOf(number) {
  return babies().length > 1 ? say("js-baby", { number }) : say("js-your-baby");
}

/** Both ages in one sentence. @param {Found} found @param {number} number */
export function ageSentence(found, number) {
  const values = { baby: nameOf(number), birth: months(found.birth.months), weeks: found.weeksEarly };
  if (found.use === "birth") return say("js-age-birth", values);
  if (found.months === null) return say("js-age-before-due", values);
  return say("js-age-both", { ...values, use: months(found.months) });
}

// Ticks.

/** @param {string} kind @param {string} id @param {number} [baby] @returns {Tick | null} */
export function tick(kind, id, baby = current()) {
  const found = /^([a-z-]+) (\d{4}-\d\d-\d\d)$/.exec(read(`tick:${baby}:${kind}:${id}`) ?? "");
  return found && { word: found[1], day: found[2] };
}

/** @param {string} kind @param {string} id @param {string | null} word null takes the tick away */
export function setTick(kind, id, word) {
  write(`tick:${current()}:${kind}:${id}`, word && `${word} ${dayText(today())}`);
}

/** Ticks of records that were renamed since. A tick under the new name counts, and the old one goes. */
function renameTicks() {
  for (const key of keys("tick:")) {
    const [, baby, kind, id] = key.split(":");
    const name = nowCalled(`${kind}s`, id);
    if (name === id) continue;
    if (!tick(kind, name, Number(baby))) write(`tick:${baby}:${kind}:${name}`, read(key));
    write(key, null);
  }
}

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

// On every page that follows the baby: one line with both ages.

function showLine() {
  const line = document.querySelector(".app-my-baby");
  if (!line) return;
  const found = age();
  const number = current();
  const change = make("a", { href: `${root}#my-baby` }, say(found ? "js-change" : "js-set"));
  line.classList.add("app-my-baby--on");
  line.replaceChildren();
  if (!found?.ok) {
    line.append(change);
  } else {
    const page = `${root}${found.page}`;
    const here = new URL(page, location.href).pathname === location.pathname;
    line.append(
      make("strong", {}, ageSentence(found, number)), " ",
      here ? say("js-this-page") : make("a", { href: page }, say("js-open-page")), " ", change,
    );
    for (const other of babies().filter((each) => each !== number)) {
      const button = make("button", { type: "button", class: "app-button" }, say("js-follow", { baby: nameOf(other) }));
      button.addEventListener("click", () => {
        write("current", String(other));
        showAll();
      });
      line.append(" ", button);
    }
  }
  if (!keeps) line.append(" ", say("js-keeps-nothing"));
  const known = found?.ok ? found : null;
  markStrip(known);
  markSigns(known);
  showSafety(known);
}

/** @param {Found | null} found */
function markStrip(found) {
  const own = found && new URL(`${root}${found.page}`, location.href).href;
  for (const link of document.querySelectorAll(".app-strip a, .app-ages a")) {
    const isOwn = /** @type {HTMLAnchorElement} */ (link).href === own;
    link.querySelector(".app-mine")?.remove();
    link.classList.toggle("app-is-mine", isOwn);
    if (isOwn) link.append(make("span", { class: "app-mine app-hidden" }, ` (${say("js-mine")})`));
  }
}

/** Which groups of signs the baby has reached. @param {Found | null} found */
function markSigns(found) {
  for (const group of document.querySelectorAll("details[data-month]")) {
    group.querySelector(".app-mine")?.remove();
    if (found && Number(group.getAttribute("data-month")) <= (found.months ?? 0)) {
      group.querySelector("summary")?.append(" ", make("span", { class: "app-mine app-when" }, say("js-counts")));
    }
  }
}

/** Safety goes by the birth age, even where play and skills don't. @param {Found | null} found */
function showSafety(found) {
  const heading = document.getElementById("safety");
  document.querySelector(".app-birth-safety")?.remove();
  if (!heading || !found || found.use === "birth") return;
  const band = rule.ages.filter(({ from }) => from <= found.birth.months).pop();
  const href = `${root}ages/${band?.id}/#safety`;
  heading.after(make("p", { class: "app-birth-safety" },
    make("strong", {}, say("js-safety-by-birth", { birth: months(found.birth.months) })), " ",
    make("a", { href }, say("js-safety-open"))));
}

// On an age page: a tick for each milestone.

function showTicks() {
  for (const item of document.querySelectorAll("[data-tick]")) {
    const [kind, id] = (item.getAttribute("data-tick") ?? "").split(":");
    const words = (item.getAttribute("data-words") ?? "").split(" ");
    item.querySelector(":scope > .app-tick")?.remove();
    const kept = tick(kind, id);
    const named = item.querySelector(".app-milestone__title") ?? item.closest("details")?.querySelector("summary");
    const title = item.getAttribute("data-title") ?? named?.firstChild?.textContent?.trim() ?? "";
    const group = make("fieldset", { class: "app-tick" }, make("legend", { class: "app-hidden" }, title));
    for (const word of words) {
      const input = make("input", {
        type: words.length > 1 ? "radio" : "checkbox", name: `tick-${kind}-${id}`, value: word,
      });
      const box = /** @type {HTMLInputElement} */ (input);
      box.checked = kept?.word === word;
      // A second tap on the chosen answer takes it back.
      box.addEventListener("click", () => {
        if (tick(kind, id)?.word === word) box.checked = false;
        setTick(kind, id, box.checked ? word : null);
        showTick(item, kind, id);
      });
      group.append(make("label", {}, input, ` ${say(`js-tick-${item.getAttribute("data-label") ?? word}`)}`));
    }
    group.append(make("span", { class: "app-tick__day", role: "status" }));
    const after = item.querySelector(":scope > .app-milestone__title");
    if (after) after.after(group);
    else item.append(group);
    showTick(item, kind, id, false);
  }
}

/** @param {Element} item @param {string} kind @param {string} id @param {boolean} [now] just tapped */
function showTick(item, kind, id, now = true) {
  const kept = tick(kind, id);
  const day = item.querySelector(".app-tick__day");
  if (day) {
    const notes = kept ? [say("js-tick-day", { day: dayInWords(kept.day) })] : [];
    if (kept?.word === "not-sure") notes.push(say("js-not-sure"));
    if (kept && !keeps) notes.push(say("js-keeps-nothing"));
    day.textContent = notes.join(" ");
  }
  const before = document.querySelector("a[rel=prev]")?.getAttribute("href");
  if (day && before && kept?.word === "not-yet") day.append(" ", make("a", { href: before }, say("js-list-before")));
  const help = item.querySelector("details");
  if (now && help && kept?.word === "not-yet") help.open = true;
}

/** Take away everything that is kept here. */
export function forget() {
  for (const key of keys("")) write(key, null);
}

function showAll() {
  showLine();
  showTicks();
}

renameTicks();
showAll();
onOtherTab(showAll);
