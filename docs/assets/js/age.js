// @ts-check
/**
 * Calculate a baby's birth age (chronological age), corrected age and page, in whole calendar days.
 * Doesn't use Date: `new Date("2025-03-01")` is the wrong day west of Greenwich. The caller passes today.
 *
 * @typedef {{year: number, month: number, day: number}} Day  months count from 1
 * @typedef {Day | string | null} DayGiven  a Day, or "YYYY-MM-DD"
 *
 * Unknown values are null or absent. Gestation is `weeks` completed weeks and `weekDays` days.
 * @typedef {{born: DayGiven, due?: DayGiven, weeks?: number | null, weekDays?: number | null}} Baby
 *
 * Corrected age applies to babies born more than `early_days` early, until `until_months` after birth.
 * `ages` start at 0 months and ascend.
 * @typedef {{early_days: number, until_months: number, oldest_months: number, least_weeks: number,
 *   most_weeks: number, most_weeks_by_due: number, ages: {id: string, from: number}[]}} Limits
 *
 * @typedef {{months: number, days: number, totalDays: number}} Age  completed months and the days since
 *
 * `months` is of the age in use. `corrected` is null if not in use; before the due date, both are null.
 * @typedef {{ok: true, birth: Age, corrected: Age | null, daysEarly: number, weeksEarly: number,
 *   use: "birth" | "corrected", months: number | null, page: string}} Found
 *
 * @typedef {{ok: false, problem: "today-not-a-day" | "born-not-a-day" | "due-not-a-day" |
 *   "born-in-future" | "too-old" | "weeks-outside" | "due-outside" | "give-one"}} Refused
 */

const TERM = 280; // days: 40 weeks of gestation
const { floor, max, min } = Math;

/** Count days with years that start in March, so that a leap day is the last of its year. @param {Day} day */
function dayNumber({ year, month, day }) {
  const y = month > 2 ? year : year - 1;
  const m = (month + 9) % 12;
  return 365 * y + floor(y / 4) - floor(y / 100) + floor(y / 400) + floor((153 * m + 2) / 5) + day;
}

/** The number of days in a month; month 13 is next January. @param {number} year @param {number} month */
function lastDay(year, month) {
  return dayNumber({ year, month: month + 1, day: 1 }) - dayNumber({ year, month, day: 1 });
}

/** @param {DayGiven} [given] @returns {Day | null} */
function realDay(given) {
  if (typeof given === "string") return parseDay(given);
  if (!given) return null;
  const { year, month, day } = given;
  const whole = [year, month, day].every(Number.isInteger) && year > 0 && month > 0 && day > 0;
  return whole && month < 13 && day <= lastDay(year, month) ? given : null;
}

/** @param {string} text "YYYY-MM-DD" @returns {Day | null} null if there is no such day */
export function parseDay(text) {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  return realDay({ year: +year, month: +month, day: +day });
}

/** @param {Day} day @returns {string} "YYYY-MM-DD" */
export function dayText({ year, month, day }) {
  return [String(year).padStart(4, "0"), ...[month, day].map((each) => String(each).padStart(2, "0"))].join("-");
}

/** @param {Day} from @param {Day} to */
export function daysBetween(from, to) {
  return dayNumber(to) - dayNumber(from);
}

/** Add months; if the month is too short for the day, return its last day. @param {Day} from @param {number} count @returns {Day} */
export function addMonths(from, count) {
  const months = from.year * 12 + from.month - 1 + count;
  const year = floor(months / 12);
  const month = months - year * 12 + 1;
  return { year, month, day: min(from.day, lastDay(year, month)) };
}

/** @param {Day} from @param {number} count @returns {Day} */
export function addDays(from, count) {
  const number = dayNumber(from) + count;
  let first = { ...from, day: 1 };
  while (dayNumber(first) > number) first = addMonths(first, -1);
  while (dayNumber(addMonths(first, 1)) <= number) first = addMonths(first, 1);
  return { ...first, day: 1 + number - dayNumber(first) };
}

/** @param {Day} from @param {Day} to */
export function completedMonths(from, to) {
  const months = (to.year - from.year) * 12 + to.month - from.month;
  return daysBetween(addMonths(from, months), to) < 0 ? months - 1 : months;
}

/** @param {Day} from @param {Day} to */
function ageBetween(from, to) {
  const months = completedMonths(from, to);
  return { months, days: daysBetween(addMonths(from, months), to), totalDays: daysBetween(from, to) };
}

/** The page of an age band; between two bands, that of the younger one. @param {number} months @param {Limits} limits */
function pageAt(months, { ages }) {
  const age = ages.filter(({ from }) => from <= months).pop();
  if (!age) throw RangeError(`no age at ${months} months`);
  return `ages/${age.id}/`;
}

/** @param {Refused["problem"]} problem @returns {Refused} */
const refuse = (problem) => ({ ok: false, problem });

/** @param {Baby} baby @param {DayGiven} today @param {Limits} limits @returns {Found | Refused} */
export function ageOf(baby, today, limits) {
  const now = realDay(today);
  const born = realDay(baby.born);
  const due = realDay(baby.due);
  if (!now) return refuse("today-not-a-day");
  if (!born) return refuse("born-not-a-day");
  if (!due && baby.due != null) return refuse("due-not-a-day");
  if (daysBetween(born, now) < 0) return refuse("born-in-future");
  if (daysBetween(addMonths(born, limits.oldest_months), now) > 0) return refuse("too-old");

  let gestation = TERM; // unless weeks or a due date are given
  const { weeks, weekDays } = baby;
  const hasWeeks = weeks != null || weekDays != null;
  if (hasWeeks) {
    const [w, d] = [weeks ?? NaN, weekDays ?? 0];
    const whole = [w, d].every(Number.isInteger) && d >= 0 && d < 7;
    if (!whole || w < limits.least_weeks || w > limits.most_weeks) return refuse("weeks-outside");
    gestation = 7 * w + d;
  }
  if (due) {
    const byDue = TERM - daysBetween(born, due);
    if (byDue < 7 * limits.least_weeks || byDue > 7 * limits.most_weeks_by_due) return refuse("due-outside");
    if (hasWeeks && byDue !== gestation) return refuse("give-one");
    gestation = byDue;
  }

  const daysEarly = max(0, TERM - gestation);
  const birth = ageBetween(born, now);
  const isCorrected = daysEarly > limits.early_days && birth.months < limits.until_months;
  const isDue = birth.totalDays >= daysEarly;
  const corrected = isCorrected && isDue ? ageBetween(addDays(born, daysEarly), now) : null;
  const months = (isCorrected ? corrected : birth)?.months ?? null;
  const page = months === null ? "guides/first-weeks/" : pageAt(months, limits);
  const use = isCorrected ? "corrected" : "birth";
  const weeksEarly = floor(daysEarly / 7);
  return { ok: true, birth, corrected, daysEarly, weeksEarly, use, months, page };
}
