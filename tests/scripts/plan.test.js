// For the parent: three activities for a day, the same all day, and another set the next day.
import assert from "node:assert/strict";
import { test } from "node:test";
import { activitiesOfDay } from "../../docs/assets/js/activities-of-day.js";
import { addDays } from "../../docs/assets/js/age.js";

// The activities of each age, as the test that starts this one reads them from data/.
const ages = JSON.parse(process.env.ACTIVITIES ?? "");

const FIRST = { year: 2026, month: 11, day: 24 };
const days = Array.from({ length: 800 }, (_, at) => addDays(FIRST, at));
const sorted = (ids) => [...ids].sort();

for (const [age, activities] of Object.entries(ages)) {
  const skillOf = new Map(activities.map(({ id, skill }) => [id, skill]));

  test(`${age}: three activities of the age, of three skills`, () => {
    assert.ok(new Set(skillOf.values()).size >= 3);
    for (const day of days) {
      const ids = activitiesOfDay(activities, day, age);
      assert.equal(ids.length, 3);
      assert.equal(new Set(ids.map((id) => skillOf.get(id))).size, 3);
    }
  });

  test(`${age}: the same all day, whatever the order of the data`, () => {
    const turned = [...activities].reverse();
    for (const day of days) {
      assert.deepEqual(activitiesOfDay(turned, { ...day }, age), activitiesOfDay(activities, day, age));
    }
  });

  test(`${age}: another set the next day`, () => {
    for (const day of days) {
      const next = sorted(activitiesOfDay(activities, addDays(day, 1), age));
      assert.notDeepEqual(next, sorted(activitiesOfDay(activities, day, age)));
    }
  });

  test(`${age}: every activity comes up`, () => {
    const shown = new Set(days.flatMap((day) => activitiesOfDay(activities, day, age)));
    assert.deepEqual(sorted(shown), sorted(skillOf.keys()));
  });
}

const made = (...skills) => skills.map((skill, at) => ({ id: `made-${at}`, skill }));

test("three skills, one of them with two activities, still make another set each day", () => {
  const few = made("a", "b", "c", "c");
  for (const day of days) {
    const next = sorted(activitiesOfDay(few, addDays(day, 1), "x"));
    assert.notDeepEqual(next, sorted(activitiesOfDay(few, day, "x")));
  }
});

test("fewer than three skills still make three activities, and another set each day", () => {
  const few = made("a", "a", "a", "b");
  for (const day of days) {
    const ids = activitiesOfDay(few, day, "x");
    assert.equal(new Set(ids).size, 3);
    assert.notDeepEqual(sorted(activitiesOfDay(few, addDays(day, 1), "x")), sorted(ids));
  }
});

test("fewer than three activities are all there is", () => {
  assert.deepEqual(sorted(activitiesOfDay(made("a", "b"), FIRST, "x")), ["made-0", "made-1"]);
  assert.deepEqual(activitiesOfDay([], FIRST, ""), []);
});

test("a clock that is far off is no fault", () => {
  assert.equal(new Set(activitiesOfDay(made("a", "b", "c"), { year: 1970, month: 1, day: 1 }, "x")).size, 3);
});
