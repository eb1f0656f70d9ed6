// @ts-check
/**
 * The visit sheet: what a parent answered and typed, on one page. A link to it holds the answers as ids after
 * the #, so that they never reach a server; each part of it has a letter.
 */
import { answersOf } from "./answers.js";
import { idsIn, isKept, canStore, onChange, read, shownBaby, write } from "./device.js";
import { dayInWords, load, make, formatter, tell } from "./every-page.js";

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

/** @returns {Item[] | null} the items in the link; null if the sheet shows the reader's own answers */
function itemsInLink() {
  const hash = new URLSearchParams(location.hash.slice(1));
  const parts = Object.entries(PARTS).filter(([letter]) => hash.has(letter));
  return parts.length === 0 ? null : parts.flatMap(([letter, part]) =>
    idsIn(`${part.kind}s`, hash.get(letter)).map((id) => ({ ...part, id, day: "" })));
}

/** @param {Item[]} items @returns {string} the address of a sheet with these items, or with none */
function address(items) {
  const hash = Object.entries(PARTS)
    .map(([letter, { kind, word }]) => [
      letter, items.filter((item) => item.kind === kind && item.word === word).map(({ id }) => id).join(","),
    ])
    .filter(([, ids]) => ids);
  return `${location.href.split("#")[0]}#${hash.map((part) => part.join("=")).join("&") || "n="}`;
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

const fields = document.querySelectorAll("textarea");

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
  const notes = [
    ...(link ? [say("js-visit-brought")] : []),
    ...(lost === 1 ? [say("js-visit-unknown-one")] : lost > 1 ? [say("js-visit-unknown", { count: lost })] : []),
    ...(link || canStore ? [] : [say("js-keeps-nothing")]),
  ];
  tell(document.querySelector(".app-visit__notes"), notes.join(" "));
  const buttons = /** @type {HTMLElement | null} */ (document.querySelector(".app-visit__buttons"));
  if (buttons) buttons.hidden = false;
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
window.addEventListener("hashchange", show);
onChange(show);
