// For the parent: a saved file brings back all that a page can read, and no other file is taken for one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { backupText, readBackup } from "../../docs/assets/js/backup.js";

const KEPT = {
  current: "2",
  "baby:1": '{"born":"2026-05-20","due":null,"weeks":32,"weekDays":4}',
  "baby:2": '{"born":"2026-07-01"}',
  "tick:1:milestone:holds-head-steady": "not-yet 2026-11-24",
  "tick:2:sign:loses-a-skill": "seen 2026-11-24",
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
