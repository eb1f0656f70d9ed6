// For the therapist and the family: a link holds the whole plan, and a link that was changed on its way is recognized.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GOAL, LINE, MOST, hashOf, itemOf, plain, planIn } from "../../docs/assets/js/plan-link.js";

const PLAN = {
  goal: "Sits on the rug with her cousins 🧸 — “¡todos!”",
  date: "2026-12-24",
  items: [
    { id: "drop-it-in", line: "on the left side first", often: "2-a-day", minutes: "5", ways: ["easier", "off-the-floor"] },
    itemOf("reach-in-tummy-time"),
    { ...itemOf("bath-pour-and-dress-helper"), line: "ماء دافئ 宝宝" },
  ],
};
const PLAIN = { goal: "", date: "", items: PLAN.items.map(({ id }) => itemOf(id)) };
const LINK = hashOf(PLAN);

test("a link brings back the whole plan", () => {
  assert.deepEqual(planIn(LINK), { plan: PLAN, isDamaged: false });
  assert.match(LINK, /^#p=[\w.,-]+\w$/, "of characters that every messenger leaves in a link");
});

test("without additions it names the activities, as it always did", () => {
  assert.equal(hashOf(PLAIN), "#a=drop-it-in,reach-in-tummy-time,bath-pour-and-dress-helper");
  assert.deepEqual(planIn(hashOf(PLAIN)), { plan: PLAIN, isDamaged: false });
  assert.equal(hashOf({ ...PLAN, items: [] }), "");
});

test("the longest plan fits into a QR code", () => {
  const item = { id: "a".repeat(40), line: "x".repeat(LINE), often: "every-other-day", minutes: "20", ways: ["easier", "harder"] };
  const link = hashOf({ goal: "é".repeat(GOAL), date: "2026-12-24", items: Array(MOST).fill(item) });
  assert.ok(link.length < 2331 - 80, "of a size that prints well");
});

for (const [what, mangled] of Object.entries({
  "percent-encoded": encodeURIComponent(LINK),
  "percent-encoded twice": encodeURIComponent(encodeURIComponent(LINK)),
  "in angle brackets": `${LINK}>`,
  "at the end of a sentence": `${LINK}.`,
  "in parentheses at the end of a sentence": `${LINK}).`,
  "broken into two lines": `${LINK.slice(0, 90)}\n${LINK.slice(90)}`,
  "broken into two lines, then percent-encoded": `${LINK.slice(0, 90)}%0D%0A%20${LINK.slice(90)}`,
  "with something counted": `${LINK}&amp;utm_source=chat`,
  "after something counted": `#utm_source=chat&amp;${LINK.slice(1)}`,
  "with a capital P": LINK.replace("#p", "#P"),
})) {
  test(`a link ${what} is whole`, () => assert.deepEqual(planIn(mangled), { plan: PLAN, isDamaged: false }));
}

test("a link with any letter changed, or cut anywhere, is recognized and shows nothing wrong", () => {
  const ids = PLAIN.items.map(({ id }) => id);
  for (let at = 3; at < LINK.length; at += 1) {
    const isUpper = LINK[at] !== LINK[at].toLowerCase();
    const changed = LINK.slice(0, at) + (isUpper ? LINK[at].toLowerCase() : "Z") + LINK.slice(at + 1);
    for (const mangled of [changed, LINK.slice(0, at)]) {
      const { plan, isDamaged } = planIn(mangled);
      assert.ok(isDamaged, mangled);
      assert.deepEqual(hashOf(plan).replace(/^#a=.*/, ""), "", "only activities");
      if (mangled !== changed) plan.items.forEach(({ id }, place) => assert.equal(id, ids[place], mangled));
    }
  }
});

test("a link in small letters still names its activities", () => {
  assert.deepEqual(planIn(LINK.toLowerCase()), { plan: PLAIN, isDamaged: true });
  assert.deepEqual(planIn(hashOf(PLAIN).toUpperCase()), { plan: PLAIN, isDamaged: false });
});

test("text becomes one plain line, cut to its length", () => {
  assert.equal(plain("a\u202eb\u0000c\u2066\u2028d\ufeff\t\r\n e", 80), "a b c d e");
  assert.equal(plain(`e${"\u0301".repeat(50)}`, 80), "e\u0301\u0301\u0301");
  assert.equal(plain("👨‍👩‍👧 می‌خواهم", 80), "👨‍👩‍👧 می‌خواهم");
  assert.equal(plain("x".repeat(79) + "🧸", LINE), "x".repeat(79), "never half a character");
  assert.equal(plain("x".repeat(10_240), LINE).length, LINE);
  for (const other of [undefined, null, 7, {}, ["x"]]) assert.equal(plain(other, LINE), "");
});

/** A link with a right check value. */
function forged(data) {
  const template = hashOf({ ...PLAIN, goal: "x" });
  const [ids] = template.slice(3).split(".");
  const real = JSON.stringify;
  JSON.stringify = () => (typeof data === "string" ? data : real(data));
  try {
    return hashOf({ ...PLAIN, goal: "x" });
  } finally {
    JSON.stringify = real;
    assert.ok(ids);
  }
}

test("a forged link brings only plain text of its length, known kinds of values, or nothing", () => {
  const read = planIn(forged(["g".repeat(10_240), "2026-02-31", ["<b>\u202e</b>", "every day!", {}, "Easier", 7, null, "harder"]]));
  assert.deepEqual(read.plan, {
    goal: "g".repeat(GOAL),
    date: "",
    items: [{ ...itemOf("drop-it-in"), line: "<b> </b>", ways: ["harder"] }, ...PLAIN.items.slice(1)],
  });
  for (const rows of [[1, 2, 3], ["", "", "text", 7, { 0: "x" }], [[], {}, null]]) {
    assert.deepEqual(planIn(forged(rows)), { plan: PLAIN, isDamaged: false });
  }
  for (const data of ["{}", "null", "7", "[", '"text"', '{"length":3}']) {
    assert.deepEqual(planIn(forged(data)), { plan: PLAIN, isDamaged: true }, data);
  }
});
