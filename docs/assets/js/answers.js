// @ts-check
/** What a parent answered on the lists: for each baby and record a word and its day. */
import { dayText } from "./age.js";
import { isKept, keys, namesOf, nowCalled, read, today, write } from "./device.js";

/**
 * @typedef {"milestone" | "sign"} Kind
 * @typedef {{word: string, day: string, isKept: boolean}} Answer
 */

/** The keys of one answer: an answer may still have a former name of its record. @param {number} baby @param {Kind} kind @param {string} id */
const keysOf = (baby, kind, id) => namesOf(`${kind}s`, id).map((name) => `tick:${baby}:${kind}:${name}`);

/** @param {number} baby @param {Kind} kind @param {string} id @returns {Answer | null} */
export function answer(baby, kind, id) {
  for (const key of keysOf(baby, kind, id)) {
    const [, word, day] = /^([a-z-]+) (\d{4}-\d\d-\d\d)$/.exec(read(key) ?? "") ?? [];
    if (word) return { word, day, isKept: isKept(key) };
  }
  return null;
}

/** @param {number} baby @param {Kind} kind @param {string} id @param {string | null} word null takes the answer back */
export function setAnswer(baby, kind, id, word) {
  // First of all the earlier answer goes. Were there no room for this one, it would be left as if it still held.
  const [key, ...former] = keysOf(baby, kind, id);
  for (const each of [key, ...former]) write(each, null);
  if (word) write(key, `${word} ${dayText(today())}`);
}

/** @param {number} baby @returns {({kind: Kind, id: string} & Answer)[]} every answer that is here */
export function answersOf(baby) {
  const found = new Map();
  for (const key of keys(`tick:${baby}:`)) {
    const [, , kind, name] = key.split(":");
    if (kind !== "milestone" && kind !== "sign") continue;
    const id = nowCalled(`${kind}s`, name);
    const given = answer(baby, kind, id);
    if (given) found.set(`${kind}:${id}`, { kind, id, ...given });
  }
  return [...found.values()];
}
