// For the parent: the days of the calendar are right, and the file is one that calendars can read.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays, ageOf, parseDay } from "../../docs/assets/js/age.js";
import { calendarText, entriesFor } from "../../docs/assets/js/calendar.js";

// The site's own limits and ages, as the test that starts this one reads them from data/.
const limits = JSON.parse(process.env.AGE_RULE ?? "");

const row = (months, by = "birth", more = {}) => ({
  id: `after-${months}`, months: String(months), by, title: "A title", text: "A text.",
  url: "https://site.example/calendar/", ...more,
});

const fileOf = (rows, baby, today) => calendarText(entriesFor(rows, baby, parseDay(today), limits), parseDay(today));

/** What a calendar reads: the lines unfolded, each event's properties by name. */
function read(text) {
  assert.ok(text.endsWith("\r\n"));
  assert.doesNotMatch(text.replaceAll("\r\n", ""), /[\r\n]/, "lines end in CRLF alone");
  const events = [];
  for (const line of text.replaceAll("\r\n ", "").trimEnd().split("\r\n")) {
    const [, name, value] = /^([A-Z-]+(?:;VALUE=DATE)?):(.*)$/.exec(line) ?? assert.fail(line);
    if (name === "BEGIN" && value === "VEVENT") events.push({});
    else if (events.length) events.at(-1)[name] = value;
  }
  return events;
}

const daysIn = (text) => read(text).map((event) => [event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]]);

test("a month that lacks the day gives its last, and the event ends on the next day", () => {
  assert.deepEqual(daysIn(fileOf([row(9), row(18), row(24)], { born: "2025-05-31" }, "2025-06-30")), [
    ["20260228", "20260301"],
    ["20261130", "20261201"],
    ["20270531", "20270601"],
  ]);
});

test("a baby born on a leap day", () => {
  assert.deepEqual(daysIn(fileOf([row(12), row(18), row(24), row(30)], { born: "2024-02-29" }, "2024-03-01")), [
    ["20250228", "20250301"],
    ["20250829", "20250830"],
    ["20260228", "20260301"],
    ["20260829", "20260830"],
  ]);
  assert.deepEqual(daysIn(fileOf([row(9)], { born: "2023-05-29" }, "2023-06-01")), [["20240229", "20240301"]]);
  assert.deepEqual(daysIn(fileOf([row(9)], { born: "2025-03-31" }, "2025-06-01")), [["20251231", "20260101"]]);
});

test("screenings go by birth, pages by the age in use", () => {
  const rows = [row(9, "birth"), row(9, "use")];
  assert.deepEqual(daysIn(fileOf(rows, { born: "2026-01-10", due: "2026-03-07" }, "2026-02-01")), [
    ["20261010", "20261011"],
    ["20261207", "20261208"],
  ]);
  assert.deepEqual(daysIn(fileOf(rows, { born: "2026-01-10", due: "2026-01-31" }, "2026-02-01")), [
    ["20261010", "20261011"],
    ["20261010", "20261011"],
  ]);
});

test("the day of a page counts each day between birth and due date", () => {
  const born = "2025-03-01"; // at 32 weeks and 4 days, so 52 days early
  const due = { year: 2025, month: 4, day: 22 };
  for (const baby of [{ born, weeks: 32, weekDays: 4 }, { born, due: "2025-04-22" }]) {
    const [page, screening] = entriesFor([row(0, "use"), row(0)], baby, parseDay("2025-06-01"), limits);
    assert.deepEqual([page.day, screening.day], [due, parseDay(born)]);
  }
});

test("a page's day is the first on which the age calculator opens that page", () => {
  const rows = limits.ages.map(({ id, from }) => row(from, "use", { id }));
  for (let weeks = limits.least_weeks; weeks <= limits.most_weeks; weeks += 1) {
    for (const born of ["2024-02-29", "2025-05-31", "2025-12-30"]) {
      const baby = { born, weeks };
      for (const { id, day } of entriesFor(rows, baby, parseDay(born), limits)) {
        assert.equal(ageOf(baby, day, limits).page, `ages/${id}/`, `${born} ${weeks}`);
        assert.notEqual(ageOf(baby, addDays(day, -1), limits).page, `ages/${id}/`, `${born} ${weeks}`);
      }
    }
  }
});

test("only what is still to come, so the day of birth itself never stands in the file", () => {
  const rows = [row(0), row(9), row(18)];
  assert.deepEqual(daysIn(fileOf(rows, { born: "2025-01-15" }, "2025-10-14")), [["20251015", "20251016"], ["20260715", "20260716"]]);
  assert.deepEqual(daysIn(fileOf(rows, { born: "2025-01-15" }, "2025-10-15")), [["20260715", "20260716"]]);
  assert.deepEqual(daysIn(fileOf(rows, { born: "2025-01-15" }, "2026-07-15")), []);
  assert.doesNotMatch(fileOf(rows, { born: "2025-01-15" }, "2025-02-01"), /2025-?01-?15/);
});

test("no days without a birth date, or with one that the age calculator refuses", () => {
  for (const born of [null, "", "soon", "2025-02-30", "2025-06-02", "2022-05-31"]) {
    assert.deepEqual(entriesFor([row(9)], { born }, parseDay("2025-06-01"), limits), [], `${born}`);
  }
});

test("no line is longer than 75 octets, and no character is torn", () => {
  const texts = ["x", "é", "€", "👶🏽", "日本語", "a\\b;c,d"].flatMap((piece) =>
    Array.from({ length: 90 }, (_, before) => "a".repeat(before) + piece.repeat(60)));
  for (const title of texts) {
    const file = fileOf([row(9, "birth", { title })], { born: "2025-01-15" }, "2025-02-01");
    for (const line of file.split("\r\n")) {
      assert.ok(Buffer.byteLength(line) <= 75, line);
      assert.doesNotMatch(Buffer.from(line).toString(), /\ufffd/);
    }
    const [event] = read(file);
    assert.equal(event.SUMMARY.replace(/\\(.)/g, "$1"), title);
  }
});

test("commas, semicolons, backslashes and line breaks are escaped, in text alone", () => {
  const more = { title: "One, two; \\three", text: "First\nsecond: \"a\", b", url: "https://site.example/a;b,c/" };
  const [event] = read(fileOf([row(9, "birth", more)], { born: "2025-01-15" }, "2025-02-01"));
  assert.equal(event.SUMMARY, "One\\, two\\; \\\\three");
  assert.equal(event.DESCRIPTION, "First\\nsecond: \"a\"\\, b\\nhttps://site.example/a\\;b\\,c/");
  assert.equal(event.URL, "https://site.example/a;b,c/");
});

test("an event keeps its UID from one save to the next, and no two events share one", () => {
  const rows = [row(9), row(18), row(9, "birth", { id: "another" })];
  const uids = (today) => read(fileOf(rows, { born: "2025-01-15" }, today)).map(({ UID }) => UID);
  assert.deepEqual(uids("2025-02-01"), uids("2025-10-14"));
  assert.equal(new Set(uids("2025-02-01")).size, rows.length);
});

test("the frame: version, maker and stamp, no method, no time, no alarm", () => {
  const file = fileOf([row(9)], { born: "2025-01-15" }, "2025-02-01");
  assert.match(file, /^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:[^\r]+\r\nBEGIN:VEVENT\r\n/);
  assert.match(file, /\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n$/);
  assert.match(file, /\r\nDTSTAMP:20250201T000000Z\r\n/);
  assert.doesNotMatch(file, /METHOD|VALARM|DTSTART:|DTEND:/);
});
