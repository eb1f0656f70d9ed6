// @ts-check
/**
 * The visit sheet: what a parent ticked and typed, on one page. As a link its state stands after #,
 * as ids alone, so it never reaches a server: n = not yet, u = not sure, y = yes, s = signs.
 */
import { qrSvg } from "./qr-code.js";
import { current, dayInWords, keeps, keys, make, nowCalled, read, sayer, tick, write } from "./baby.js";

const say = sayer(WORDS);

/** @type {{milestone: Record<string, string>, sign: Record<string, string>, lost: string}} */
const titles = JSON.parse(document.getElementById("app-titles")?.textContent ?? "");

const PARTS = /** @type {const} */ ({ n: "not-yet", u: "not-sure", y: "yes", s: "seen" });

/** @typedef {{kind: "milestone" | "sign", id: string, word: string, day: string}} Item */

/** @returns {Item[]} what is ticked for the current baby */
function ticked() {
  return keys(`tick:${current()}:`).flatMap((key) => {
    const [, , kind, id] = key.split(":");
    const kept = tick(kind, id);
    if (!kept || (kind !== "milestone" && kind !== "sign")) return [];
    // "I've seen it" on the list that is still growing stays off the sheet.
    return kind === "milestone" && kept.word === "seen" ? [] : [{ kind, id, ...kept }];
  });
}

/** @returns {Item[] | null} what a link brought; null when the sheet is the reader's own */
function brought() {
  const hash = new URLSearchParams(location.hash.slice(1));
  const parts = Object.entries(PARTS).filter(([letter]) => hash.has(letter));
  return parts.length === 0 ? null : parts.flatMap(([letter, word]) => {
    const kind = /** @type {"milestone" | "sign"} */ (letter === "s" ? "sign" : "milestone");
    const ids = new Set((hash.get(letter) ?? "").split(",").filter(Boolean).map((id) => nowCalled(`${kind}s`, id)));
    return [...ids].map((id) => ({ kind, id, word, day: "" }));
  });
}

/** @param {Item[]} items @returns {string} the address of a sheet with these items */
function address(items) {
  const hash = Object.entries(PARTS)
    .map(([letter, word]) => [letter, items.filter((item) => item.word === word).map((item) => item.id)])
    .filter(([, ids]) => ids.length > 0)
    .map(([letter, ids]) => `${letter}=${/** @type {string[]} */ (ids).join(",")}`);
  return `${location.href.split("#")[0]}#${hash.join("&")}`;
}

/** @param {Item} item */
function partOf(item) {
  if (item.kind === "milestone") return item.word;
  return item.id === titles.lost ? "lost" : "signs";
}

function show() {
  const link = brought();
  const items = link ?? ticked();
  const known = items.filter((item) => typeof titles[item.kind][item.id] === "string");
  const unknown = items.length - known.length;
  for (const part of document.querySelectorAll("[data-part]")) {
    const own = known.filter((item) => partOf(item) === part.getAttribute("data-part"));
    part.querySelector("ul")?.replaceChildren(...own.map((item) =>
      make("li", {}, titles[item.kind][item.id],
        ...(item.day ? [" ", make("span", { class: "app-when" }, dayInWords(item.day))] : []))));
    const empty = part.querySelector(".app-visit__empty");
    if (empty) empty.textContent = own.length === 0 ? say("js-visit-none") : "";
  }
  const notes = [
    ...(link ? [say("js-visit-brought")] : []),
    ...(unknown === 1 ? [say("js-visit-unknown-one")] : unknown > 1 ? [say("js-visit-unknown", { count: unknown })] : []),
    ...(link || keeps ? [] : [say("js-keeps-nothing")]),
  ];
  const place = document.querySelector(".app-visit__notes");
  if (place) place.textContent = notes.join(" ");
  const buttons = /** @type {HTMLElement | null} */ (document.querySelector(".app-visit__buttons"));
  if (buttons) buttons.hidden = false;
  for (const field of document.querySelectorAll("textarea")) {
    field.readOnly = link !== null;
    field.value = link ? "" : (read(`text:${current()}:${field.id}`) ?? "");
  }
}

for (const field of document.querySelectorAll("textarea")) {
  field.addEventListener("input", () => write(`text:${current()}:${field.id}`, field.value || null));
}
document.querySelector("[name=print]")?.addEventListener("click", () => window.print());
document.querySelector("[name=link]")?.addEventListener("click", () => {
  const place = /** @type {HTMLElement} */ (document.querySelector(".app-visit__link"));
  const field = /** @type {HTMLInputElement} */ (place.querySelector("input"));
  field.value = address(brought() ?? ticked());
  place.hidden = false;
  void qrSvg(field.value).then((svg) => place.querySelector("div")?.replaceChildren(svg));
  field.focus();
  field.select();
  void navigator.clipboard?.writeText(field.value).catch(() => {});
});
window.addEventListener("hashchange", show);
window.addEventListener("pageshow", show);
show();
