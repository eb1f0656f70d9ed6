// @ts-check
/** Saves all data of this device to a file, and restores it. Home loads this module when a parent needs it. */
import { backupText, readBackup } from "./backup.js";
import { eraseData, keys, read, write } from "./device.js";
import { formatter } from "./every-page.js";
import { saveFile } from "./save-file.js";

const say = formatter(WORDS);

const LARGEST = 1_000_000; // bytes, far more than any backup

/** @returns {Record<string, string>} */
function everything() {
  return Object.fromEntries(keys("").map((key) => [key, read(key) ?? ""]));
}

/** @param {Record<string, string>} data @returns {boolean} whether all of it was stored */
function replaceWith(data) {
  eraseData();
  return Object.entries(data).every(([key, text]) => write(key, text));
}

/** @returns {string} a message for the reader */
export function save() {
  const data = everything();
  if (!Object.keys(data).length) return say("js-backup-nothing");
  saveFile("infant-ot.json", "application/json", backupText(data));
  return say("js-backup-saved");
}

/** @param {File} file @returns {Promise<string>} a message for the reader; empty if the reader cancels */
export async function restore(file) {
  const data = file.size > LARGEST ? null : readBackup(await file.text());
  if (!data) return say("js-backup-wrong");
  const before = everything();
  if (Object.keys(before).length && !confirm(say("js-backup-sure"))) return "";
  if (replaceWith(data)) return say("js-backup-done");
  replaceWith(before);
  return say("js-backup-no-room");
}
