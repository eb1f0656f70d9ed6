// @ts-check
/** The form on Home for the birth dates of up to four babies, and the buttons to save and restore all data. */
import { ageOf, daysBetween, dayText, parseDay } from "./age.js";
import { babies, facts, selectBaby, forget, MOST_BABIES, onChange, rule, setBaby, shownBaby, today } from "./device.js";
import { dayInWords, load, make, root, formatter, tell } from "./every-page.js";

const say = formatter(WORDS);

/** @typedef {import("./age.js").Baby} Baby */

const section = document.getElementById("my-baby");
const form = section?.querySelector("form");

const PARTS = ["month", "day", "year"];
const WEEKS = /^(\d+)\s*(?:w|wks?|weeks?)?\s*(?:[+,]|and)?\s*(?:(\d)(?:\/7)?\s*(?:d|days?)?)?$/i;

/** @param {HTMLFormElement} form @param {string} name */
function field(form, name) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
}

// Reading what a parent typed.

/** The names of the months in the page's language, in lower case. */
const months = Array.from({ length: 12 }, (_, at) => (
  new Date(2000, at, 1).toLocaleDateString(document.documentElement.lang, { month: "long" }).toLowerCase()
));

/** @param {string} text @returns {string} the number of a month named by three letters or more; else the text */
function monthNumber(text) {
  const at = text.length < 3 ? -1 : months.findIndex((name) => name.startsWith(text.toLowerCase()));
  return at < 0 ? text : String(at + 1);
}

/**
 * A date in American order, such as 11/20/25, 11-20-2025, Nov 20, 2025 or 112025; or as 2025-11-20.
 * @param {string} text @returns {string[] | null} month, day and year; null if the text hasn't these three parts
 */
function wholeDate(text) {
  const digits = /^\s*(\d\d)(\d\d)(\d\d|\d{4})\s*$/.exec(text);
  const plain = text.replace(/(\d)(?:st|nd|rd|th)\b/gi, "$1");
  const parts = digits ? digits.slice(1) : plain.match(/\d+|\p{L}+/gu) ?? [];
  const numbers = parts.map(monthNumber);
  if (numbers.length !== 3 || numbers.some((each) => !/\d/.test(each))) return null;
  const [one, two, three] = numbers;
  const isDayFirst = /\d/.test(parts[0]) && !/\d/.test(parts[1]);
  const [month, day, year] = one.length === 4 ? [two, three, one] : isDayFirst ? [two, one, three] : [one, two, three];
  return [month, day, year.length === 2 ? `20${year}` : year];
}

/** Split a whole date into its fields, so that a parent sees how it was read. @param {HTMLFormElement} form */
function tidy(form) {
  for (const name of ["born", "due"]) {
    const fields = PARTS.map((part) => field(form, `${name}-${part}`));
    const texts = fields.map(({ value }) => value);
    const date = texts.map(wholeDate).find(Boolean) ?? wholeDate(texts.join(" "));
    if (date) fields.forEach((each, at) => { each.value = date[at]; });
  }
  const [weeks, days] = [field(form, "weeks"), field(form, "days")];
  const found = weeks.value.trim() && WEEKS.exec(`${weeks.value} ${days.value}`.trim());
  if (found) [weeks.value, days.value] = [found[1], found[2] ?? ""];
}

/** @param {HTMLFormElement} form @param {string} name @returns {number | null} NaN if it isn't a number */
function number(form, name) {
  const text = field(form, name).value.trim();
  return text === "" ? null : /^\d+$/.test(text) ? Number(text) : NaN;
}

/** @param {HTMLFormElement} form @param {string} name */
function typedDay(form, name) {
  const [month, day, year] = PARTS.map((part) => number(form, `${name}-${part}`));
  return month === null && day === null && year === null
    ? null
    : { year: year ?? NaN, month: month ?? NaN, day: day ?? NaN };
}

// Finding mistakes.

/**
 * @param {HTMLFormElement} form @param {string} name
 * @returns {[problem: string, field: string] | null}
 */
function faultOfDay(form, name) {
  const day = typedDay(form, name);
  if (!day) return name === "born" ? ["born-empty", "born-month"] : null;
  const missing = PARTS.find((part) => !/^(\d{1,2}|\d{4})$/.test(field(form, `${name}-${part}`).value.trim()));
  if (missing) return ["date-part", `${name}-${missing}`];
  if (day.year < 1000) return ["date-part", `${name}-year`];
  return parseDay(dayText(day)) ? null : ["not-a-day", `${name}-${day.month < 1 || day.month > 12 ? "month" : "day"}`];
}

/**
 * @param {HTMLFormElement} form @param {Baby} baby as read from the form
 * @param {import("./age.js").Found | import("./age.js").Refused} found
 * @returns {[problem: string, field: string | null] | null}
 */
function faultOf(form, { weeks }, found) {
  const fault = faultOfDay(form, "born") ?? faultOfDay(form, "due");
  if (fault) return fault;
  const built = /** @type {import("./age.js").Day} */ (parseDay(form.dataset.built ?? ""));
  // Some time zones are a day behind.
  if (daysBetween(today(), built) > 1) return ["clock", null];
  if (found.ok) return null;
  const { problem } = found;
  if (problem === "due-outside") return [problem, "due-month"];
  if (problem === "give-one") return [problem, "weeks"];
  if (problem !== "weeks-outside") return [problem, "born-year"];
  const areRight = weeks != null && weeks >= rule.least_weeks && weeks <= rule.most_weeks;
  return [problem, areRight ? "days" : "weeks"];
}

const faultLine = make("p", { class: "app-form__fault", id: "form-fault" });

/** Show what is wrong below its field, and move the focus there. @param {HTMLFormElement} form @param {string} text @param {string | null} [name] */
function showFault(form, text, name) {
  for (const each of form.querySelectorAll("[aria-invalid]")) {
    each.removeAttribute("aria-invalid");
    each.removeAttribute("aria-describedby");
  }
  faultLine.remove();
  const alert = form.querySelector("[role=alert]");
  if (alert) alert.textContent = name ? "" : text;
  if (!name) return;
  const wrong = field(form, name);
  const fold = wrong.closest("details");
  if (fold) fold.open = true;
  faultLine.textContent = text;
  wrong.closest("fieldset")?.append(faultLine);
  wrong.setAttribute("aria-invalid", "true");
  wrong.setAttribute("aria-describedby", faultLine.id);
  wrong.focus();
}

/** @param {HTMLFormElement} form @param {SubmitEvent} event */
function submit(form, event) {
  event.preventDefault();
  tidy(form);
  const [born, due] = [typedDay(form, "born"), typedDay(form, "due")];
  const baby = { born, due, weeks: number(form, "weeks"), weekDays: number(form, "days") };
  const found = ageOf(baby, today(), rule);
  const wrong = faultOf(form, baby, found);
  if (wrong) {
    const values = { least: rule.least_weeks, most: rule.most_weeks, today: dayInWords(dayText(today())) };
    showFault(form, say(`js-problem-${wrong[0]}`, values), wrong[1]);
    return;
  }
  const which = Number(/** @type {HTMLSelectElement} */ (form.elements.namedItem("baby")).value);
  const kept = setBaby(which, { ...baby, born: born && dayText(born), due: due && dayText(due) });
  showFault(form, "");
  filled = typed(form); // nothing is half-typed anymore
  if (kept && found.ok) location.href = `${root}${found.page}`;
  // Nothing was stored, so other pages won't know the age: show the line above the form, which links on.
  else queueMicrotask(() => /** @type {HTMLElement} */ (document.querySelector(".app-my-baby a")).focus());
}

// Filling in the form.

/** @param {HTMLFormElement} form */
function fill(form) {
  const choice = /** @type {HTMLSelectElement} */ (form.elements.namedItem("baby"));
  const known = babies();
  const shown = Math.max(shownBaby(), ...known, 1);
  choice.replaceChildren(
    ...Array.from({ length: shown }, (_, at) => new Option(say("js-baby", { number: at + 1 }), String(at + 1))),
  );
  choice.value = String(shownBaby());
  /** @type {HTMLElement} */ (choice.parentElement).hidden = shown < 2;
  show(form, shownBaby());
}

/** @param {HTMLFormElement} form @param {number} baby */
function show(form, baby) {
  const kept = facts(baby);
  for (const name of ["born", "due"]) {
    const text = kept?.[/** @type {"born" | "due"} */ (name)];
    const [year, month, day] = typeof text === "string" ? text.split("-") : ["", "", ""];
    field(form, `${name}-year`).value = year;
    field(form, `${name}-month`).value = String(Number(month) || "");
    field(form, `${name}-day`).value = String(Number(day) || "");
  }
  field(form, "weeks").value = String(kept?.weeks ?? "");
  field(form, "days").value = String(kept?.weekDays ?? "");
  const early = form.querySelector("details");
  if (early) early.open = Boolean(kept?.due || kept?.weeks);
  showFault(form, "");
  filled = typed(form);
}

/** The contents of the form when it was filled in, and the stored data at that time. */
let filled = "";
let filledFrom = "";

/** @param {HTMLFormElement} form */
function typed(form) {
  return [...form.querySelectorAll("input")].map((each) => each.value).join(" ");
}

// Saving all data to a file, and restoring it.

const backup = /** @type {HTMLElement} */ (document.getElementById("backup"));
const file = /** @type {HTMLInputElement} */ (backup.querySelector("input"));

const place = /** @type {HTMLElement} */ (backup.querySelector(".app-carry"));
const status = /** @type {HTMLElement} */ (backup.querySelector("[role=status]"));

/** Load the module for backups, use it, and show the result. @param {(form: typeof import("./backup-form.js")) => string | Promise<string>} use */
async function withBackup(use) {
  tell(status, await load("./backup-form.js").then(use, () => say("js-backup-lost")));
}

/** What came with a link from another device: `#carry=` and a code. */
function meetCode() {
  if (!/^#carry\W/i.test(location.hash)) return;
  backup.scrollIntoView();
  withBackup(({ meet }) => meet(location.hash, place, status));
}

backup.querySelector("[name=save]")?.addEventListener("click", () => withBackup(({ save }) => save()));
backup.querySelector("[name=restore]")?.addEventListener("click", () => file.click());
file.addEventListener("change", async () => {
  const [chosen] = file.files ?? [];
  if (chosen) await withBackup(({ restore }) => restore(chosen));
  file.value = ""; // so that the same file can be chosen again
});
backup.querySelector("[name=list]")?.addEventListener("click", async () => {
  tell(status, await load("./kept-list.js").then(({ list }) => list(place, status), () => say("js-backup-lost")));
});
backup.querySelector("[name=carry]")?.addEventListener("click", () => withBackup(({ carry }) => carry(place)));
backup.hidden = false;

if (section && form) {
  section.hidden = false;
  addEventListener("hashchange", meetCode);
  meetCode();
  form.addEventListener("change", () => tidy(form));
  form.addEventListener("submit", (event) => submit(form, event));
  const choice = /** @type {HTMLSelectElement} */ (form.elements.namedItem("baby"));
  choice.addEventListener("change", () => {
    const chosen = Number(choice.value);
    if (facts(chosen)) selectBaby(chosen);
    show(form, chosen);
  });
  form.querySelector("[name=another]")?.addEventListener("click", () => {
    const free = Array.from({ length: MOST_BABIES }, (_, at) => at + 1).find((each) => !facts(each));
    if (!free) {
      showFault(form, say("js-most-babies", { most: MOST_BABIES }));
      return;
    }
    if (choice.options.length < free) choice.append(new Option(say("js-baby", { number: free }), String(free)));
    choice.value = String(free);
    /** @type {HTMLElement} */ (choice.parentElement).hidden = false;
    show(form, free);
    field(form, "born-month").focus();
  });
  form.querySelector("[name=forget]")?.addEventListener("click", () => {
    if (!confirm(say("js-forget-sure"))) return;
    forget();
    fill(form);
  });
  onChange(() => {
    const kept = JSON.stringify([shownBaby(), ...babies().map(facts)]);
    // Never overwrite what a parent has started to type.
    if (kept !== filledFrom && (filledFrom === "" || typed(form) === filled)) fill(form);
    filledFrom = kept;
  });
}
