// @ts-check
/**
 * The link of a plan. All of it is after the #.
 *
 *   #a=id,id              the activities
 *   #p=id,id.text.check   and what was written with them: compact JSON as base64url, and a check value
 *
 * The ids are readable, so that they survive what a messenger does to the link even where the text doesn't.
 */
import { bytesOf, textOf, unescaped } from "./hash.js";

export const MOST = 6;
export const LINE = 80;
export const GOAL = 120;
export const WAYS = 2;

/**
 * @typedef {{id: string, line: string, often: string, minutes: string, ways: string[]}} Item
 * @typedef {{goal: string, date: string, items: Item[]}} Plan
 */

/** @param {string} id @returns {Item} */
export const itemOf = (id) => ({ id, line: "", often: "", minutes: "", ways: [] });

/**
 * One line of plain text: without control characters and those that turn the direction of what follows, without
 * piles of accents, and cut to its length.
 * @param {unknown} text @param {number} most
 */
export function plain(text, most) {
  if (typeof text !== "string") return "";
  const line = text
    .replace(/(?![\u200c\u200d])[\p{C}\p{Z}]+/gu, " ") // Emoji and some scripts need these two joiners.
    .replace(/(\p{M}{3})\p{M}+/gu, "$1")
    .trim();
  return line.slice(0, most).replace(/[\ud800-\udbff]$/, "").trim();
}

/** @param {unknown} text */
const dayIn = (text) => (
  typeof text === "string" && /^\d{4}-\d\d-\d\d$/.test(text) && new Date(text).toJSON()?.startsWith(text) ? text : ""
);

/** @param {unknown} text */
const idIn = (text) => (typeof text === "string" && /^[a-z0-9-]{1,60}$/.test(text) ? text : "");

/** FNV-1a. @param {string} text */
function check(text) {
  let sum = 2166136261;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 16777619);
  return (sum >>> 0).toString(36);
}

/** @param {(string | string[])[]} list @returns {(string | string[])[]} without what is empty at its end */
function trimmed(list) {
  let end = list.length;
  while (end && !list[end - 1].length) end -= 1;
  return list.slice(0, end);
}

/** @param {Plan} plan @returns {string} "" if it is empty */
export function hashOf({ goal, date, items }) {
  if (!items.length) return "";
  const ids = items.map(({ id }) => id).join(",");
  const rows = items.map(({ line, often, minutes, ways }) => (
    /** @type {string[]} */ (trimmed([line, often, minutes, ...ways]))
  ));
  const data = trimmed([goal, date, ...rows]);
  if (!data.length) return `#a=${ids}`;
  const text = textOf(new TextEncoder().encode(JSON.stringify(data)));
  const told = `${ids}.${text}`;
  return `#p=${told}.${check(told)}`;
}

/** @param {string} text as base64url @returns {unknown[]} Throws if it isn't what hashOf wrote. */
function listIn(text) {
  const data = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytesOf(text)));
  if (!Array.isArray(data)) throw Error("not a list");
  return data;
}

/**
 * Read a link. If it was cut or changed on its way, only the activities are read.
 * @param {string} hash
 * @returns {{plan: Plan, isDamaged: boolean}} the ids may be of no record, and twice the same
 */
export function planIn(hash) {
  const [, kind = "", whole = ""] = /(?:^#?|[&;])([ap])=([^&]*)/i.exec(unescaped(hash.slice(0, 50_000))) ?? [];
  const parts = whole.replace(/[^\w-]+$/, "").split(".");
  const isText = kind.toLowerCase() === "p";
  const ids = (isText ? parts[0] : whole).toLowerCase().split(",").map((id) => id.replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, ""));
  /** @type {Plan} */
  const plan = { goal: "", date: "", items: ids.filter(Boolean).map(itemOf) };
  if (!isText) return { plan, isDamaged: false };
  try {
    const [told, text, sum] = parts;
    if (parts.length !== 3 || check(`${told}.${text}`) !== sum) throw Error("changed");
    const [goal, date, ...rows] = listIn(text);
    return {
      plan: {
        goal: plain(goal, GOAL),
        date: dayIn(date),
        items: told.split(",").map((id, at) => {
          const row = rows[at];
          const [line, often, minutes, ...ways] = Array.isArray(row) ? row : [];
          return { id, line: plain(line, LINE), often: idIn(often), minutes: idIn(minutes), ways: ways.map(idIn).filter(Boolean).slice(0, WAYS) };
        }),
      },
      isDamaged: false,
    };
  } catch {
    // Where it is cut within an id, the rest could be the id of another activity.
    if (parts.length === 1) plan.items.pop();
    return { plan, isDamaged: true };
  }
}
