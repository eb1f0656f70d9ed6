// @ts-check
/**
 * The visit sheet: what a parent answered and typed, on one page. A link to it holds the answers as ids after
 * the #: how many they are (c), and then each part with its letter.
 */
import { dayText } from "./age.js";
import { answersOf } from "./answers.js";
import { copy } from "./copy.js";
import { age, babies, idsIn, isKept, canStore, nameOf, onChange, read, rule, shownBaby, today, write } from "./device.js";
import { dayInWords, load, make, formatter, tell } from "./every-page.js";
import { unescaped } from "./hash.js";

const say = formatter(WORDS);

/** @typedef {{kind: import("./answers.js").Kind, id: string, word: string, day: string}} Item */

/** @type {{milestone: Record<string, string>, sign: Record<string, string>, lost: string}} */
const titles = JSON.parse(document.getElementById("app-titles")?.textContent ?? "");

/** @type {Record<string, Pick<Item, "kind" | "word">>} */
const PARTS = {
  n: { kind: "milestone", word: "not-yet" },
  u: { kind: "milestone", word: "not-sure" },
  y: { kind: "milestone", word: "yes" },
  g: { kind: "milestone", word: "seen" }, // still growing at the baby's age
  s: { kind: "sign", word: "seen" },
};

/** @returns {Map<string, string>} the parts of the link by letter; none if the sheet shows the reader's own answers */
function partsOfLink() {
  const found = unescaped(location.hash).matchAll(/[#&;]([cnuygs])=([^&;]*)/gi);
  return new Map([...found].map(([, letter, ids]) => [letter.toLowerCase(), ids.toLowerCase()]));
}

/** @returns {Item[] | null} the items in the link; null if the sheet shows the reader's own answers */
function itemsInLink() {
  const parts = partsOfLink();
  return parts.size === 0 ? null : Object.entries(PARTS).flatMap(([letter, part]) =>
    idsIn(`${part.kind}s`, parts.get(letter) ?? null).map((id) => ({ ...part, id, day: "" })));
}

/** @param {Item[]} items @returns {string} the address of a sheet with these items, or with none */
function address(items) {
  const hash = Object.entries(PARTS)
    .map(([letter, { kind, word }]) => [
      letter, items.filter((item) => item.kind === kind && item.word === word).map(({ id }) => id).join(","),
    ])
    .filter(([, ids]) => ids);
  return `${location.href.split("#")[0]}#${[["c", items.length], ...hash].map((part) => part.join("=")).join("&")}`;
}

/** @param {Item} item */
function isKnown({ kind, id }) {
  return typeof titles[kind][id] === "string";
}

/** @param {Item} item */
function partOf({ kind, id, word }) {
  if (kind === "milestone") return word === "seen" ? "yes" : word;
  return id === titles.lost ? "lost" : "signs";
}

/** @param {Item} item */
function entry({ kind, id, word, day }) {
  const notes = [
    ...(kind === "milestone" && word === "seen" ? [say("js-tick-seen")] : []),
    ...(day ? [dayInWords(day)] : []),
  ];
  return make("li", {}, titles[kind][id], ...notes.flatMap((note) => [" ", make("span", { class: "app-when" }, note)]));
}

/** @param {HTMLTextAreaElement} field */
const keyOf = (field) => `text:${shownBaby()}:${field.id}`;

/** @param {HTMLTextAreaElement} field @param {boolean} isOwn */
function showField(field, isOwn) {
  const text = isOwn ? (read(keyOf(field)) ?? "") : "";
  field.readOnly = !isOwn;
  if (field.value !== text) field.value = text;
  tell(field.parentElement?.querySelector(".app-visit__typed") ?? null, text);
  const isLost = isOwn && !isKept(keyOf(field));
  tell(field.parentElement?.querySelector("[role=status]") ?? null, isLost ? say("js-visit-no-room") : "");
}

/** @param {import("./age.js").Age} age such as "6 months, 3 days" */
function ageInWords({ months, days }) {
  const parts = Object.entries({ month: months, day: days }).filter(([unit, count]) => count || (unit === "day" && !months));
  return parts.map(([unit, count]) => (
    new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay: "long" }).format(count)
  )).join(", ");
}

/** Today, and the baby's age both ways, as a clinician reads it. @returns {string[]} none if the answers came by a link */
function dayAndAge() {
  if (itemsInLink()) return [];
  const found = age();
  const day = dayInWords(dayText(today()));
  if (!found?.ok) return [day];
  return [
    ...(babies().length > 1 ? [nameOf(shownBaby())] : []),
    day,
    say("js-visit-age", { age: ageInWords(found.birth) }),
    ...(found.corrected ? [say("js-visit-corrected", { age: ageInWords(found.corrected) })] : []),
    ...(found.daysEarly > rule.early_days ? [say("js-visit-early", { weeks: found.weeksEarly })] : []),
  ];
}

/** What a part of the sheet says, line by line. @param {Element} part */
function linesIn(part) {
  const items = [...part.querySelectorAll("li")].map((item) => {
    const [title, ...notes] = [...item.childNodes].map((each) => each.textContent?.trim()).filter(Boolean);
    return `- ${title}${notes.length ? ` (${notes.join(", ")})` : ""}`;
  });
  return [...items, part.querySelector("textarea")?.value.trim() ?? ""].filter(Boolean);
}

/** The sheet for a message to the doctor's office: a heading in capitals, and its lines. */
function sheetAsText() {
  const parts = [...document.querySelectorAll(".app-visit__part")].map((part) => (
    { title: part.querySelector("h2")?.textContent ?? "", lines: linesIn(part) }
  ));
  return [{ title: document.querySelector("h1")?.firstChild?.textContent ?? "", lines: dayAndAge() }, ...parts]
    .filter(({ lines }, at) => !at || lines.length)
    .map(({ title, lines }) => [title.trim().toUpperCase(), ...lines].join("\n"))
    .join("\n\n");
}

/** @type {NodeListOf<HTMLTextAreaElement>} */
const fields = document.querySelectorAll(".app-visit__part textarea");

function show() {
  const link = itemsInLink();
  const items = link ?? answersOf(shownBaby());
  const known = items.filter(isKnown);
  for (const part of document.querySelectorAll("[data-part]")) {
    const own = known.filter((item) => partOf(item) === part.getAttribute("data-part"));
    part.querySelector("ul")?.replaceChildren(...own.map(entry));
    tell(part.querySelector(".app-visit__empty"), own.length === 0 ? say("js-visit-none") : "");
  }
  const lost = link ? link.length - known.length : 0;
  const isCut = Number(partsOfLink().get("c") ?? 0) > items.length;
  const notes = [
    ...(link ? [say("js-visit-brought")] : []),
    ...(isCut ? [say("js-visit-cut")] : []),
    ...(lost === 1 ? [say("js-visit-unknown-one")] : lost > 1 ? [say("js-visit-unknown", { count: lost })] : []),
    ...(link || canStore ? [] : [say("js-keeps-nothing")]),
  ];
  tell(document.querySelector(".app-visit__notes"), notes.join(" "));
  tell(document.querySelector(".app-visit__age"), dayAndAge().join(" · "));
  const buttons = /** @type {HTMLElement | null} */ (document.querySelector(".app-visit__buttons"));
  if (buttons) buttons.hidden = false;
  const own = /** @type {HTMLElement} */ (document.querySelector(".app-visit__own"));
  own.hidden = link !== null;
  for (const field of fields) showField(field, link === null);
}

for (const field of fields) {
  // Store what a parent typed before this script ran.
  if (field.value && !itemsInLink()) write(keyOf(field), [read(keyOf(field)), field.value].filter(Boolean).join("\n"));
  field.addEventListener("input", () => write(keyOf(field), field.value || null));
}
document.querySelector("[name=link]")?.addEventListener("click", () => {
  const place = /** @type {HTMLElement} */ (document.querySelector(".app-visit__link"));
  const field = /** @type {HTMLInputElement} */ (place.querySelector("input"));
  field.value = address((itemsInLink() ?? answersOf(shownBaby())).filter(isKnown));
  place.hidden = false;
  const code = /** @type {HTMLElement} */ (place.querySelector("div"));
  /** @type {Promise<typeof import("./qr-code.js")>} */ (load("./qr-code.js")).then(
    ({ qrSvg }) => code.replaceChildren(qrSvg(field.value)),
    () => tell(code, say("js-no-code")),
  );
  field.focus();
  field.select();
  void navigator.clipboard?.writeText(field.value).catch(() => {});
});
const asText = /** @type {HTMLTextAreaElement} */ (make("textarea", { rows: "6", readonly: "", autocomplete: "off" }));
const said = document.querySelector(".app-visit__said");
said?.after(make("label", { hidden: "" }, say("js-visit-as-text"), " ", asText));
document.querySelector("[name=text]")?.addEventListener("click", async () => {
  asText.value = sheetAsText();
  tell(said, say((await copy(asText)) ? "js-plan-text-copied" : "js-visit-copy-by-hand"));
});
window.addEventListener("hashchange", show);
onChange(show);
