// @ts-check
/**
 * The backup file, with all data of a device as JSON:
 * {"site": "infant-ot", "kept": {"baby:1": "…", "tick:1:sign:…": "…"}}, with the keys and values of device.js.
 */
import { parseDay } from "./age.js";

const SITE = "infant-ot";

/** The allowed values of each kind of key. @type {[key: RegExp, isText: (text: string) => boolean][]} */
const ENTRIES = [
  [/^current$/, (text) => /^[1-4]$/.test(text)],
  [/^baby:[1-4]$/, isBaby],
  [/^tick:[1-4]:(milestone|sign):[a-z0-9-]+$/, (text) => /^[a-z-]+ \d{4}-\d\d-\d\d$/.test(text)],
  [/^text:[1-4]:[a-z-]+$/, (text) => text.length <= 5000],
];

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
