// @ts-check
/** Save all that this device keeps to a file, and put it back from one. Home loads this when a parent wants it. */
import { backupText, keptInBackup } from "./backup.js";
import { forget, keys, read, write } from "./device.js";
import { sayer } from "./every-page.js";
import { saveFile } from "./save-file.js";

const say = sayer(WORDS);

const LARGEST = 1_000_000; // bytes; no file of ours comes near

/** @returns {Record<string, string>} */
function everything() {
  return Object.fromEntries(keys("").map((key) => [key, read(key) ?? ""]));
}

/** @param {Record<string, string>} kept @returns {boolean} whether all of it is kept now */
function replaceWith(kept) {
  forget();
  return Object.entries(kept).every(([key, text]) => write(key, text));
}

/** @returns {string} what to say of it */
export function save() {
  const kept = everything();
  if (!Object.keys(kept).length) return say("js-backup-nothing");
  saveFile("infant-ot.json", "application/json", backupText(kept));
  return say("js-backup-saved");
}

/** @param {File} file @returns {Promise<string>} what to say of it; nothing when a parent thought better of it */
export async function putBack(file) {
  const kept = file.size > LARGEST ? null : keptInBackup(await file.text());
  if (!kept) return say("js-backup-wrong");
  const before = everything();
  if (Object.keys(before).length && !confirm(say("js-backup-sure"))) return "";
  if (replaceWith(kept)) return say("js-backup-done");
  replaceWith(before);
  return say("js-backup-no-room");
}
