// @ts-check
/** Shows the selected baby's age on every page, and which safety section applies. */
import { addDays, dayText, parseDay } from "./age.js";
import { age, babies, facts, selectBaby, isKept, canStore, MOST_BABIES, nameOf, onChange, rule, shownBaby } from "./device.js";
import { dayInWords, make, root, formatter, tell } from "./every-page.js";

const say = formatter(WORDS);

/** @typedef {import("./age.js").Found} Found */

/** @param {number} count */
function months(count) {
  return say(count === 0 ? "js-under-one-month" : count === 1 ? "js-one-month" : "js-months", { count });
}

/** Both ages in one sentence. @param {Found} found */
function ageSentence(found) {
  const values = { baby: nameOf(shownBaby()), birth: months(found.birth.months), until: rule.until_months };
  if (found.use === "birth") {
    return say(found.daysEarly > rule.early_days ? "js-age-no-longer-both" : "js-age-birth", values);
  }
  if (found.months === null) return say("js-age-before-due", { ...values, due: dayInWords(dueDay(found)) });
  const both = { ...values, weeks: found.weeksEarly, use: months(found.months) };
  return say(found.months === found.birth.months ? "js-age-both-the-same" : "js-age-both", both);
}

/** @param {Found} found @returns {string} "YYYY-MM-DD" */
function dueDay(found) {
  const born = /** @type {import("./age.js").Day} */ (parseDay(`${facts(shownBaby())?.born}`));
  return dayText(addDays(born, found.daysEarly));
}

// The line with the baby's age. Its parts are shown and hidden, never replaced, so that they don't lose focus.

/** @type {HTMLElement | null} */
const line = document.querySelector(".app-my-baby");
const sentence = make("strong", { role: "status" });
const here = make("span", {}, say("js-this-page"));
const open = /** @type {HTMLAnchorElement} */ (make("a", {}, say("js-open-page")));
const change = make("a", { href: `${root}#my-baby` });
const others = Array.from({ length: MOST_BABIES - 1 }, () => {
  const button = /** @type {HTMLButtonElement} */ (make("button", { type: "button", class: "app-button" }));
  button.addEventListener("click", () => selectBaby(Number(button.value)));
  return button;
});
const note = make("span");

/** @param {ReturnType<typeof age>} given */
function showLine(given) {
  const found = given?.ok ? given : null;
  const isTooOld = given?.ok === false && given.problem === "too-old";
  tell(sentence, found ? ageSentence(found) : isTooOld ? say("js-age-past", { baby: nameOf(shownBaby()) }) : "");
  if (line?.hasAttribute("data-known")) line.hidden = !found && !isTooOld;
  open.href = `${root}${found?.page}`;
  const isHere = open.pathname === location.pathname;
  here.hidden = !found || !isHere;
  open.hidden = !found || isHere;
  tell(change, say(facts(shownBaby()) ? "js-change" : "js-set"));
  tell(note, canStore && isKept(`baby:${shownBaby()}`) ? "" : say("js-keeps-nothing"));
  const rest = babies().filter((each) => each !== shownBaby());
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

/** Safety goes by birth age, even if play and skills go by corrected age. @param {Found | null} found */
function showSafety(found) {
  birthSafety.hidden = !found || found.use === "birth";
  if (!found || birthSafety.hidden) return;
  const band = rule.ages.filter(({ from }) => from <= found.birth.months).pop();
  tell(byBirth, say("js-safety-by-birth", { birth: months(found.birth.months) }));
  safety.setAttribute("href", `${root}ages/${band?.id}/#safety`);
}

if (line) {
  const { offsetHeight } = line;
  line.className = "app-my-baby"; // remove the class that reserved space
  // The text may be a little shorter than the reserved space. The layout must not shift.
  if (age() && offsetHeight) line.style.minHeight = `${offsetHeight}px`;
}
line?.replaceChildren(...[sentence, here, open, change, ...others, note].flatMap((part) => [part, " "]));
// Below what a phone shows first: on an activity, safety comes before the steps.
(document.getElementById("safety-rules")?.closest("details") ?? document.getElementById("safety"))?.after(birthSafety);
onChange(() => {
  const found = age();
  showLine(found);
  showSafety(found?.ok ? found : null);
});
