// @ts-check
/**
 * The backup file, with all data of a device as JSON:
 * {"site": "infant-ot", "kept": {"baby:1": "…", "tick:1:sign:…": "…"}}, with the keys and values of device.js.
 * The same text, compressed, is the code in a link to another device. What two devices kept is put together so that
 * both have the same afterward, whichever did it first.
 */
import { parseDay } from "./age.js";
import { bytesOf, textOf } from "./hash.js";

const SITE = "infant-ot";
const LONGEST_NOTE = 5000; // characters

/** The allowed values of each kind of key. @type {[key: RegExp, isText: (text: string) => boolean][]} */
const ENTRIES = [
  [/^current$/, (text) => /^[1-4]$/.test(text)],
  [/^baby:[1-4]$/, isBaby],
  [/^tick:[1-4]:(milestone|sign):[a-z0-9-]+$/, (text) => /^[a-z-]+ \d{4}-\d\d-\d\d$/.test(text) && isDay(text.slice(-10))],
  [/^text:[1-4]:[a-z-]+$/, (text) => text.length <= LONGEST_NOTE],
  [/^saved:[a-z0-9-]+$/, isDay],
];

/** @param {string} text */
function isDay(text) {
  return parseDay(text) !== null;
}

/** @param {string} text */
function isBaby(text) {
  try {
    const { born, due, weeks, weekDays } = JSON.parse(text);
    const areNumbers = [weeks, weekDays].every((each) => each == null || Number.isInteger(each));
    return parseDay(born) !== null && (due == null || parseDay(due) !== null) && areNumbers;
  } catch {
    return false;
  }
}

/** @param {[string, unknown]} entry */
function isEntry([key, text]) {
  return typeof text === "string" && ENTRIES.some(([keys, isText]) => keys.test(key) && isText(text));
}

/** @param {Record<string, string>} kept @returns {string} the text of the file, without invalid entries */
export function backupText(kept) {
  return `${JSON.stringify({ site: SITE, kept: Object.fromEntries(Object.entries(kept).filter(isEntry)) }, null, 1)}\n`;
}

/**
 * @param {string} text of a file
 * @returns {Record<string, string> | null} null if it isn't a complete backup; an empty one isn't valid
 */
export function readBackup(text) {
  try {
    const { site, kept } = JSON.parse(text);
    const entries = Object.entries(kept);
    return site === SITE && entries.length && entries.every(isEntry) ? { ...kept } : null;
  } catch {
    return null;
  }
}

// The code in a link.

const LONGEST_CODE = 20_000; // characters; a code is decompressed before it is known to be ours

/** @param {Uint8Array} bytes @param {CompressionStream | DecompressionStream} way */
async function through(bytes, way) {
  const stream = new Blob([/** @type {BlobPart} */ (bytes)]).stream().pipeThrough(way);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @param {Record<string, string>} kept @returns {Promise<string>} Rejects in a browser that can't compress. */
export async function codeOf(kept) {
  return textOf(await through(new TextEncoder().encode(backupText(kept)), new CompressionStream("deflate")));
}

/** @param {string} code @returns {Promise<Record<string, string> | null>} null if it is damaged or cut off */
export async function readCode(code) {
  try {
    if (code.length > LONGEST_CODE) return null;
    const bytes = await through(bytesOf(code), new DecompressionStream("deflate"));
    return readBackup(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

// Putting together what two devices kept.

const NUMBERS = ["1", "2", "3", "4"];

// Of two answers of one day, the first of these counts: it is the one to act on. "none" was taken back.
const ANSWERS = ["lost", "not-yet", "not-sure", "seen", "yes", "none"];

/** The number of the baby that a key is about. @param {string} key */
const numberIn = (key) => key.split(":")[1];

/** @param {Record<string, string>} data @param {string} number */
const has = (data, number) => Object.keys(data).some((key) => numberIn(key) === number && !key.startsWith("saved:"));

/** @param {Record<string, string>} data @param {string} number @returns {import("./age.js").Baby | null} */
const facts = (data, number) => isBaby(data[`baby:${number}`]) ? JSON.parse(data[`baby:${number}`]) : null;

/**
 * Which baby here is which there: the one with the same birth date, or of the same number if one device doesn't know
 * the date; else it is new here.
 * @param {Record<string, string>} own @param {Record<string, string>} other
 * @returns {Map<string, string> | null} the numbers here by those there; null if there are too many babies
 */
function sameBabies(own, other) {
  const numbers = new Map();
  const born = (/** @type {Record<string, string>} */ data, /** @type {string} */ number) => facts(data, number)?.born;
  /** @type {((there: string, here: string) => boolean)[]} */
  const ways = [
    (there, here) => there === here && born(own, here) === born(other, there),
    (there, here) => born(own, here) === born(other, there) && Boolean(born(own, here)),
    (there, here) => there === here && !(born(own, here) && born(other, there)),
    (_, here) => !has(own, here),
  ];
  const theirs = NUMBERS.filter((number) => has(other, number));
  for (const fits of ways) {
    for (const there of theirs.filter((number) => !numbers.has(number))) {
      const here = NUMBERS.find((number) => ![...numbers.values()].includes(number) && fits(there, number));
      if (here) numbers.set(there, here);
    }
  }
  return numbers.size < theirs.length ? null : numbers;
}

/** Whether it wasn't taken back. @param {string} [text] */
const isAnswer = (text) => Boolean(text) && !text?.startsWith("none ");

/** @typedef {(one: string, two: string) => string} Choose */

/** The newer one. @type {Choose} */
function newerAnswer(one, two) {
  const [[word, day], [other, otherDay]] = [one.split(" "), two.split(" ")];
  if (day !== otherDay) return day > otherDay ? one : two;
  return ANSWERS.indexOf(word) <= ANSWERS.indexOf(other) ? one : two;
}

/** Both, unless one contains the other; what is too long ends in "…". @type {Choose} */
function bothNotes(one, two) {
  const both = one.includes(two) ? one : two.includes(one) ? two : [one, two].sort().join("\n");
  return both.length > LONGEST_NOTE ? `${both.slice(0, LONGEST_NOTE - 1)}…` : both;
}

/** The one that knows more about an early birth. @type {Choose} */
function fullerBaby(one, two) {
  if (!isBaby(one)) return two;
  const known = (/** @type {string} */ text) => Object.values(JSON.parse(text)).filter((each) => each != null).length;
  return known(one) !== known(two) ? (known(one) > known(two) ? one : two) : [one, two].sort()[1];
}

/** @type {Choose} */
const laterDay = (one, two) => (one > two ? one : two);

/** @type {Record<string, Choose>} */
const CHOOSE = { tick: newerAnswer, text: bothNotes, baby: fullerBaby, saved: laterDay, current: (one) => one };

/**
 * Put together what two devices kept.
 * @param {Record<string, string>} own @param {Record<string, string>} other
 * @returns {{kept: Record<string, string>, added: number, newer: number, notes: number, saved: number} | null}
 *   with how many answers are new here and how many gave way to another, how many notes changed, and how many
 *   saved activities are new here; null if there are too many babies
 */
export function together(own, other) {
  const numbers = sameBabies(own, other);
  if (!numbers) return null;
  const result = { kept: { ...own }, added: 0, newer: 0, notes: 0, saved: 0 };
  for (const [key, text] of Object.entries(other)) {
    const [kind, number, ...rest] = key.split(":");
    const here = number && kind !== "saved" ? [kind, numbers.get(number), ...rest].join(":") : key;
    const before = own[here];
    const after = key === "current" ? (before ?? numbers.get(text) ?? "1") : before ? CHOOSE[kind](before, text) : text;
    result.kept[here] = after;
    if (after === before) continue;
    if (kind === "text") result.notes += 1;
    if (kind === "saved" && !before) result.saved += 1;
    if (kind !== "tick") continue;
    if (isAnswer(before)) result.newer += 1;
    else if (isAnswer(after)) result.added += 1;
  }
  return result;
}
