// @ts-check
/**
 * A parent's answers: for each baby and record, a word and the day it was given. One that was taken back leaves "none"
 * and the day for a while, so that it doesn't come back from another device.
 */
import { daysBetween, dayText, parseDay } from "./age.js";
import { isKept, keys, allIdsOf, currentId, read, today, write } from "./device.js";

/** The word of an answer that was taken back, and for how many days it is kept. */
const NONE = "none";
const TRACE = 90;

for (const key of keys("tick:")) {
  const [word, day] = (read(key) ?? "").split(" ");
  const from = parseDay(day ?? "");
  if (word === NONE && !(from && daysBetween(from, today()) <= TRACE)) write(key, null);
}

/**
 * @typedef {"milestone" | "sign"} Kind
 * @typedef {{word: string, day: string, isKept: boolean}} Answer
 */

/** The keys of one answer: an older answer may be stored under a former id of its record. @param {number} baby @param {Kind} kind @param {string} id */
const keysOf = (baby, kind, id) => allIdsOf(`${kind}s`, id).map((name) => `tick:${baby}:${kind}:${name}`);

/** @param {number} baby @param {Kind} kind @param {string} id @returns {Answer | null} */
export function answer(baby, kind, id) {
  for (const key of keysOf(baby, kind, id)) {
    const [, word, day] = /^([a-z-]+) (\d{4}-\d\d-\d\d)$/.exec(read(key) ?? "") ?? [];
    if (word && word !== NONE) return { word, day, isKept: isKept(key) };
  }
  return null;
}

/** @param {number} baby @param {Kind} kind @param {string} id @param {string | null} word null clears the answer */
export function setAnswer(baby, kind, id, word) {
  // Clear the earlier answer first: it must not remain if there is no room for the new one.
  const [key, ...former] = keysOf(baby, kind, id);
  for (const each of [key, ...former]) write(each, null);
  write(key, `${word ?? NONE} ${dayText(today())}`);
}

/** @param {number} baby @returns {({kind: Kind, id: string} & Answer)[]} every answer on this device */
export function answersOf(baby) {
  const found = new Map();
  for (const key of keys(`tick:${baby}:`)) {
    const [, , kind, name] = key.split(":");
    if (kind !== "milestone" && kind !== "sign") continue;
    const id = currentId(`${kind}s`, name);
    const given = answer(baby, kind, id);
    if (given) found.set(`${kind}:${id}`, { kind, id, ...given });
  }
  return [...found.values()];
}
