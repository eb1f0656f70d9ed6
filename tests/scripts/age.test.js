// For the parent: the age and the page are right on every day and in every time zone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { addDays, addMonths, ageOf, completedMonths, daysBetween, parseDay } from "../../docs/assets/js/age.js";

// The site's own limits and ages, as the test that starts this one reads them from data/.
const limits = JSON.parse(process.env.AGE_RULE ?? "");

const vectors = readFileSync(new URL("../../docs/assets/age-vectors.csv", import.meta.url), "utf8");
const [header, ...lines] = vectors.trimEnd().split("\n");
const columns = header.split(",");
const rows = lines.map((line) => {
  const cells = line.split(",");
  assert.equal(cells.length, columns.length, `one cell a column, and no comma in a sentence: ${line}`);
  return Object.fromEntries(columns.map((column, at) => [column, cells[at]]));
});

const number = (cell) => (cell === "" ? null : Number(cell));

// Node falls back to UTC without a word when it doesn't know the zone.
if (process.env.TZ) {
  test(`the time zone is ${process.env.TZ}`, () => {
    const now = new Intl.DateTimeFormat("en", { timeZone: process.env.TZ }).resolvedOptions().timeZone;
    assert.equal(Intl.DateTimeFormat().resolvedOptions().timeZone, now);
  });
}

for (const row of rows) {
  test(row.about, () => {
    const baby = {
      born: row.born || null,
      due: row.due || null,
      weeks: number(row.weeks),
      weekDays: number(row.week_days),
    };
    const answer = ageOf(baby, row.today, limits);
    if (row.problem) {
      assert.deepEqual(answer, { ok: false, problem: row.problem });
      return;
    }
    assert.ok(answer.ok, `refused: ${answer.problem}`);
    assert.equal(answer.birth.months, number(row.birth_months));
    assert.equal(answer.corrected?.months ?? null, number(row.corrected_months));
    assert.equal(answer.use, row.use);
    assert.equal(answer.months, number(row.use === "birth" ? row.birth_months : row.corrected_months));
    assert.equal(answer.page, row.page);
  });
}

test("a day may come as three typed numbers", () => {
  const today = { year: 2025, month: 6, day: 30 };
  const born = { year: 2025, month: 5, day: 1 };
  assert.deepEqual(ageOf({ born }, today, limits), ageOf({ born: "2025-05-01" }, "2025-06-30", limits));
  assert.equal(ageOf({ born: { ...born, day: 32 } }, today, limits).problem, "born-not-a-day");
  assert.equal(ageOf({ born: { ...born, day: 1.5 } }, today, limits).problem, "born-not-a-day");
  assert.equal(ageOf({ born: { ...born, day: NaN } }, today, limits).problem, "born-not-a-day");
});

test("an age says its days over, and all its days", () => {
  const { birth, corrected, daysEarly, weeksEarly } = ageOf({ born: "2025-01-01", weeks: 28, weekDays: 3 }, "2025-06-18", limits);
  assert.deepEqual(birth, { months: 5, days: 17, totalDays: 168 });
  assert.deepEqual(corrected, { months: 2, days: 26, totalDays: 87 }); // due on 23 March
  assert.deepEqual({ daysEarly, weeksEarly }, { daysEarly: 81, weeksEarly: 11 });
});

for (const weekDays of [0, 1, 2, 3, 4, 5, 6]) {
  test(`${weekDays} days of gestation count, as weeks do and as the due date does`, () => {
    const born = { year: 2025, month: 1, day: 1 };
    const daysEarly = 280 - 7 * 32 - weekDays;
    const byWeeks = ageOf({ born, weeks: 32, weekDays }, "2025-06-18", limits);
    assert.equal(byWeeks.daysEarly, daysEarly);
    assert.equal(byWeeks.corrected.totalDays, 168 - daysEarly);
    assert.deepEqual(ageOf({ born, due: addDays(born, daysEarly) }, "2025-06-18", limits), byWeeks);
  });
}

test("the corrected age is in use from 22 days early on, by days of gestation too", () => {
  const use = (weekDays) => ageOf({ born: "2025-01-01", weeks: 36, weekDays }, "2025-06-18", limits).use;
  assert.deepEqual([5, 6].map(use), ["corrected", "corrected"]);
  assert.equal(ageOf({ born: "2025-01-01", weeks: 37 }, "2025-06-18", limits).use, "birth");
});

test("a baby born after the due date is 0 days early, never less", () => {
  const late = ageOf({ born: "2025-05-01", due: "2025-04-25" }, "2025-06-30", limits);
  assert.deepEqual([late.daysEarly, late.weeksEarly], [0, 0]);
});

test("a day with a line break after it is not a day", () => {
  assert.equal(parseDay("2025-05-01\n"), null);
});

test("ages that don't begin at 0 are an error, not a wrong page", () => {
  const ages = limits.ages.slice(1);
  assert.throws(() => ageOf({ born: "2025-05-01" }, "2025-05-02", { ...limits, ages }), RangeError);
});

test("days and months can be counted backwards too", () => {
  const day = { year: 2024, month: 3, day: 1 };
  assert.deepEqual(addDays(day, -1), { year: 2024, month: 2, day: 29 });
  assert.deepEqual(addDays(day, -366), { year: 2023, month: 3, day: 1 });
  assert.deepEqual(addMonths({ year: 2024, month: 3, day: 31 }, -1), { year: 2024, month: 2, day: 29 });
  assert.equal(daysBetween(day, { year: 2023, month: 3, day: 1 }), -366);
  assert.equal(completedMonths(day, { year: 2024, month: 2, day: 29 }), -1);
});
