// For the parent: a saved file brings back all that a page can read, and no other file is taken for one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { backupText, codeOf, readBackup, readCode, together } from "../../docs/assets/js/backup.js";

const KEPT = {
  current: "2",
  "baby:1": '{"born":"2026-05-20","due":null,"weeks":32,"weekDays":4}',
  "baby:2": '{"born":"2026-07-01"}',
  "tick:1:milestone:holds-head-steady": "not-yet 2026-11-24",
  "tick:2:sign:loses-a-skill": "seen 2026-11-24",
  "saved:drop-it-in": "2026-11-24",
  "text:1:text-questions": 'What "now"?\n- 1 & <b>2</b> é',
};

test("what is saved comes back as it was", () => {
  assert.deepEqual(readBackup(backupText(KEPT)), KEPT);
});

for (const [key, text] of [
  ["current", "seven"],
  ["baby:1", "{{{"],
  ["baby:1", "5"],
  ["baby:1", '{"born":"2026-02-30"}'],
  ["baby:1", '{"born":"2026-07-01","due":{}}'],
  ["baby:1", '{"born":"2026-07-01","weeks":"<b>"}'],
  ["baby:9", '{"born":"2026-07-01"}'],
  ["baby:x", '{"born":"2026-07-01"}'],
  ["tick:1:milestone:holds-head-steady", "perhaps"],
  ["text:1:text-questions", "x".repeat(5001)],
  ["__proto__", "x"],
  ["saved:drop-it-in", "<b>"],
  ["saved:Drop it", "2026-11-24"],
  ["saved:drop-it-in", "2026-13-45"],
  ["tick:1:milestone:reaches", "yes 2026-02-30"],
  ["palette", "x"],
]) {
  const file = JSON.stringify({ site: "infant-ot", kept: JSON.parse(`{${JSON.stringify(key)}:${JSON.stringify(text)}}`) });

  test(`${key} of ${text.slice(0, 9)} is neither saved nor put back`, () => {
    assert.deepEqual(readBackup(backupText({ ...KEPT, [key]: text, extra: "x" }))?.extra, undefined);
    assert.notEqual(readBackup(backupText({ ...KEPT, [key]: text }))?.[key], text);
    assert.equal(readBackup(file), null);
  });
}

for (const text of ["", "{", "null", "5", "[]", "{}", '{"site": "infant-ot"}', '{"site": "infant-ot", "kept": null}',
  '{"site": "another", "kept": {"current": "1"}}', '{"site": "infant-ot", "kept": {"current": 1}}',
  '{"site": "infant-ot", "kept": "all"}', '{"site": "infant-ot", "kept": {}}', '{"site": "infant-ot", "kept": []}']) {
  test(`${text || "an empty file"} is no file of ours`, () => assert.equal(readBackup(text), null));
}

test("a file that was cut off is none", () => {
  const whole = backupText(KEPT);
  for (let length = 0; length < whole.length - 2; length += 1) assert.equal(readBackup(whole.slice(0, length)), null);
});

test("a code brings back what it was made of, and a damaged one is none", async () => {
  const code = await codeOf(KEPT);
  assert.match(code, /^[\w-]+$/);
  assert.deepEqual(await readCode(code), KEPT);
  for (let at = 0; at < code.length; at += 1) {
    assert.equal(await readCode(code.slice(0, at)), null);
    const other = code[at] === "A" ? "B" : "A";
    const damaged = await readCode(code.slice(0, at) + other + code.slice(at + 1));
    // The last letter may hold bits that mean nothing.
    assert.ok(damaged === null || at === code.length - 1, `letter ${at}`);
  }
  assert.equal(await readCode("A".repeat(20_001)), null);
});

const BORN = '{"born":"2026-05-20","due":null,"weeks":null,"weekDays":null}';
const EARLY = '{"born":"2026-05-20","due":null,"weeks":32,"weekDays":4}';
const TWIN = '{"born":"2026-07-01"}';
const TICK = "tick:1:milestone:holds-head-steady";

for (const [name, one, two, both] of [
  ["the newer answer counts", { [TICK]: "yes 2026-11-20" }, { [TICK]: "not-yet 2026-11-24" }, { [TICK]: "not-yet 2026-11-24" }],
  ["of two answers of one day, the one to act on", { [TICK]: "yes 2026-11-24" }, { [TICK]: "not-yet 2026-11-24" }, { [TICK]: "not-yet 2026-11-24" }],
  ["an answer that was taken back later stays away", { [TICK]: "lost 2026-11-20" }, { [TICK]: "none 2026-11-24" }, { [TICK]: "none 2026-11-24" }],
  ["one that was given again is there", { [TICK]: "none 2026-11-20" }, { [TICK]: "seen 2026-11-24" }, { [TICK]: "seen 2026-11-24" }],
  ["of an answer and its taking back on one day, the answer", { [TICK]: "yes 2026-11-24" }, { [TICK]: "none 2026-11-24" }, { [TICK]: "yes 2026-11-24" }],
  ["answers to different things are all there", { [TICK]: "yes 2026-11-24" }, { "tick:1:sign:choking": "seen 2026-11-24" }, { [TICK]: "yes 2026-11-24", "tick:1:sign:choking": "seen 2026-11-24" }],
  ["two notes are both there", { "text:1:text-questions": "b" }, { "text:1:text-questions": "a" }, { "text:1:text-questions": "a\nb" }],
  ["two notes that are too long end in a sign of it", { "text:1:text-questions": "a".repeat(3000) }, { "text:1:text-questions": "b".repeat(3000) }, { "text:1:text-questions": `${"a".repeat(3000)}\n${"b".repeat(1998)}…` }],
  ["a note that went on stays as it is", { "text:1:text-questions": "a" }, { "text:1:text-questions": "a and b" }, { "text:1:text-questions": "a and b" }],
  ["what either saved for later, on its later day", { "saved:a": "2026-11-20", "saved:1": "2026-11-20" }, { "saved:a": "2026-11-24", "baby:1": BORN }, { "saved:a": "2026-11-24", "saved:1": "2026-11-20", "baby:1": BORN }],
  ["the early birth that only one knows", { "baby:1": BORN }, { "baby:1": EARLY }, { "baby:1": EARLY }],
  ["a date that only one knows", { [TICK]: "yes 2026-11-24" }, { "baby:1": BORN }, { "baby:1": BORN, [TICK]: "yes 2026-11-24" }],
]) {
  test(`together: ${name}`, () => {
    assert.deepEqual(together(one, two)?.kept, both);
    assert.deepEqual(together(two, one)?.kept, both);
    assert.deepEqual(together(both, one)?.kept, both);
    assert.deepEqual(readBackup(backupText(both)), both);
  });
}

test("babies with another birth date stay apart, whatever their numbers", () => {
  const tick = (/** @type {number} */ number) => `tick:${number}:milestone:holds-head-steady`;
  const own = { "baby:1": TWIN, [tick(1)]: "yes 2026-11-24" };
  const other = { "baby:1": BORN, "baby:2": TWIN, [tick(1)]: "not-yet 2026-11-24", [tick(2)]: "not-sure 2026-11-25" };
  assert.deepEqual(together(own, other)?.kept, {
    "baby:1": TWIN, "baby:2": BORN, [tick(1)]: "not-sure 2026-11-25", [tick(2)]: "not-yet 2026-11-24",
  });
});

test("twins with one birth date stay two", () => {
  const twins = { "baby:1": BORN, "baby:2": BORN };
  assert.deepEqual(together(twins, { ...twins, [TICK]: "yes 2026-11-24" })?.kept, { ...twins, [TICK]: "yes 2026-11-24" });
});

test("more babies than there is room for change nothing", () => {
  const four = Object.fromEntries([1, 2, 3, 4].map((each) => [`baby:${each}`, `{"born":"2026-05-0${each}"}`]));
  assert.equal(together(four, { "baby:1": TWIN }), null);
});

test("what was put together is counted", () => {
  const sign = "tick:1:sign:choking";
  const own = { [TICK]: "yes 2026-11-20", "text:1:text-questions": "a", "saved:lap-sit": "2026-11-20" };
  const other = { [TICK]: "not-yet 2026-11-24", [sign]: "seen 2026-11-24", "text:1:text-questions": "b", "saved:drop-it-in": "2026-11-24", "saved:lap-sit": "2026-11-24" };
  const { added, newer, notes, saved } = together(own, other) ?? {};
  assert.deepEqual([added, newer, notes, saved], [1, 1, 1, 1]);
});

for (const [before, after, counts] of [
  ["seen 2026-11-20", "none 2026-11-24", [0, 1]],
  ["none 2026-11-20", "seen 2026-11-24", [1, 0]],
  ["none 2026-11-20", "none 2026-11-24", [0, 0]],
  [undefined, "none 2026-11-24", [0, 0]],
]) {
  test(`${after} after ${before} is counted as what it is`, () => {
    const own = before ? { [TICK]: String(before) } : { "baby:1": BORN };
    const { added, newer } = together(own, { [TICK]: String(after) }) ?? {};
    assert.deepEqual([added, newer], counts);
  });
}
