// @ts-check
/** The form on Home in which a parent types the birth date of a baby, of up to four. */
import { ageOf } from "./age.js";
import { babies, dayText, facts, follow, MOST_BABIES, setBaby, shownBaby, today } from "./baby.js";
import { forget, onChange } from "./device.js";
import { root, rule, sayer } from "./page.js";

const say = sayer(WORDS);

/** @typedef {import("./age.js").Baby} Baby */

const section = document.getElementById("my-baby");
const form = section?.querySelector("form");

/** @param {HTMLFormElement} form @param {string} name */
function field(form, name) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
}

/** @param {HTMLFormElement} form @param {string} name @returns {number | null} NaN for what is no number */
function number(form, name) {
  const text = field(form, name).value.trim();
  return text === "" ? null : /^\d+$/.test(text) ? Number(text) : NaN;
}

/** @param {HTMLFormElement} form @param {string} name @returns {import("./age.js").Day | null} */
function typedDay(form, name) {
  const [year, month, day] = ["year", "month", "day"].map((part) => number(form, `${name}-${part}`));
  return year === null && month === null && day === null
    ? null
    : { year: year ?? NaN, month: month ?? NaN, day: day ?? NaN };
}

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
  tell(form, "");
  filled = typed(form);
}

/** What the form held when it was filled, and what was kept then. */
let filled = "";
let filledFrom = "";

/** @param {HTMLFormElement} form */
function typed(form) {
  return [...form.querySelectorAll("input")].map((each) => each.value).join(" ");
}

/** @param {HTMLFormElement} form @param {string} text */
function tell(form, text) {
  const place = form.querySelector(".app-form__fault");
  if (place) place.textContent = text;
}

/** @param {HTMLFormElement} form @param {SubmitEvent} event */
function submit(form, event) {
  event.preventDefault();
  const baby = { born: typedDay(form, "born"), due: typedDay(form, "due"), weeks: number(form, "weeks"), weekDays: number(form, "days") };
  const found = ageOf(baby, today(), rule);
  if (!found.ok) {
    tell(form, say(`js-problem-${found.problem}`, { least: rule.least_weeks, most: rule.most_weeks }));
    const wrong = found.problem.startsWith("due") || found.problem === "give-one" ? "due-month"
      : found.problem === "weeks-outside" ? "weeks" : "born-month";
    const early = form.querySelector("details");
    if (early && wrong !== "born-month") early.open = true;
    field(form, wrong).focus();
    return;
  }
  const which = Number(/** @type {HTMLSelectElement} */ (form.elements.namedItem("baby")).value);
  const kept = { ...baby, born: baby.born && dayText(baby.born), due: baby.due && dayText(baby.due) };
  setBaby(which, kept);
  filled = typed(form); // no longer half typed
  location.href = `${root}${found.page}`;
}

if (section && form) {
  section.hidden = false;
  form.addEventListener("submit", (event) => submit(form, event));
  const choice = /** @type {HTMLSelectElement} */ (form.elements.namedItem("baby"));
  choice.addEventListener("change", () => {
    const chosen = Number(choice.value);
    if (facts(chosen)) follow(chosen);
    show(form, chosen);
  });
  form.querySelector("[name=another]")?.addEventListener("click", () => {
    const free = Array.from({ length: MOST_BABIES }, (_, at) => at + 1).find((each) => !facts(each));
    if (!free) {
      tell(form, say("js-most-babies", { most: MOST_BABIES }));
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
    // What a parent has begun to type is never wiped.
    if (kept !== filledFrom && (filledFrom === "" || typed(form) === filled)) fill(form);
    filledFrom = kept;
  });
}
