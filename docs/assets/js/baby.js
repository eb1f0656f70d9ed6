// @ts-check
/** The babies of this device, the one that the page shows, and what every page says of its age. */
import { addDays, ageOf, parseDay } from "./age.js";
import { isKept, keeps, keys, onChange, read, write } from "./device.js";
import { dayInWords, make, root, rule, sayer, tell } from "./page.js";

const say = sayer(WORDS);

/**
 * @typedef {import("./age.js").Baby} Baby
 * @typedef {import("./age.js").Found} Found
 * @typedef {import("./age.js").Refused} Refused
 */

export const MOST_BABIES = 4;

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

/** @param {number} count */
function months(count) {
  return say(count === 0 ? "js-under-one-month" : count === 1 ? "js-one-month" : "js-months", { count });
}

/** Both ages in one sentence. @param {Found} found */
function ageSentence(found) {
  const values = { baby: nameOf(shown), birth: months(found.birth.months), until: rule.until_months };
  if (found.use === "birth") {
    return say(found.daysEarly > rule.early_days ? "js-age-no-longer-both" : "js-age-birth", values);
  }
  if (line?.dataset.use === "birth") return say("js-age-by-birth", values);
  if (found.months === null) return say("js-age-before-due", { ...values, due: dayInWords(dueDay(found)) });
  const both = { ...values, weeks: found.weeksEarly, use: months(found.months) };
  return say(found.months === found.birth.months ? "js-age-both-the-same" : "js-age-both", both);
}

/** @param {Found} found @returns {string} "YYYY-MM-DD" */
function dueDay(found) {
  const born = /** @type {import("./age.js").Day} */ (parseDay(`${facts(shown)?.born}`));
  return dayText(addDays(born, found.daysEarly));
}

// The line on every page that follows the baby. Its parts stay and are shown or hidden, so that the focus stays.

/** @type {HTMLElement | null} */
const line = document.querySelector(".app-my-baby");
const sentence = make("strong", { role: "status" });
const here = make("span", {}, say("js-this-page"));
const open = /** @type {HTMLAnchorElement} */ (make("a", {}, say("js-open-page")));
const change = make("a", { href: `${root}#my-baby` });
const others = Array.from({ length: MOST_BABIES - 1 }, () => {
  const button = /** @type {HTMLButtonElement} */ (make("button", { type: "button", class: "app-button" }));
  button.addEventListener("click", () => follow(Number(button.value)));
  return button;
});
const note = make("span");

/** @param {Found | null} found */
function showLine(found) {
  tell(sentence, found ? ageSentence(found) : "");
  open.href = `${root}${found?.page}`;
  const isHere = open.pathname === location.pathname;
  here.hidden = !found || !isHere;
  open.hidden = !found || isHere;
  tell(change, say(facts(shown) ? "js-change" : "js-set"));
  tell(note, keeps && isKept(`baby:${shown}`) ? "" : say("js-keeps-nothing"));
  const rest = babies().filter((each) => each !== shown);
  others.forEach((button, at) => {
    button.hidden = at >= rest.length;
    if (button.hidden) return;
    button.value = String(rest[at]);
    tell(button, say("js-follow", { baby: nameOf(rest[at]) }));
  });
}

const byBirth = make("strong");
const safety = make("a", {}, say("js-safety-open"));
const birthSafety = make("p", { class: "app-birth-safety", hidden: "" }, byBirth, " ", safety);

/** Safety goes by the birth age, even where play and skills don't. @param {Found | null} found */
function showSafety(found) {
  birthSafety.hidden = !found || found.use === "birth";
  if (!found || birthSafety.hidden) return;
  const band = rule.ages.filter(({ from }) => from <= found.birth.months).pop();
  tell(byBirth, say("js-safety-by-birth", { birth: months(found.birth.months) }));
  safety.setAttribute("href", `${root}ages/${band?.id}/#safety`);
}

if (line) line.className = "app-my-baby"; // it waits no longer
line?.replaceChildren(...[sentence, here, open, change, ...others, note].flatMap((part) => [part, " "]));
document.getElementById("safety")?.after(birthSafety);
onChange(() => {
  shown = chosen();
  const found = age();
  const known = found?.ok ? found : null;
  if (line?.hasAttribute("data-known")) line.hidden = !known;
  showLine(known);
  showSafety(known);
});
