// @ts-check
/** On Home: save all that this device keeps to a file, and put it back from one. */
import { backupText, keptInBackup } from "./backup.js";
import { forget, keys, read, write } from "./device.js";
import { sayer, tell } from "./page.js";
import { saveFile } from "./save-file.js";

const say = sayer(WORDS);

const LARGEST = 1_000_000; // bytes; no file of ours comes near

const section = /** @type {HTMLElement} */ (document.getElementById("backup"));
const status = /** @type {HTMLElement} */ (section.querySelector("[role=status]"));
const input = /** @type {HTMLInputElement} */ (section.querySelector("input"));

/** @returns {Record<string, string>} */
function everything() {
  return Object.fromEntries(keys("").map((key) => [key, read(key) ?? ""]));
}

/** @param {Record<string, string>} kept @returns {boolean} whether all of it is kept now */
function replaceWith(kept) {
  forget();
  return Object.entries(kept).every(([key, text]) => write(key, text));
}

/** @param {File} file @returns {Promise<string>} what to say of it; nothing when a parent thought better of it */
async function putBack(file) {
  const kept = file.size > LARGEST ? null : keptInBackup(await file.text());
  if (!kept) return say("js-backup-wrong");
  const before = everything();
  if (Object.keys(before).length && !confirm(say("js-backup-sure"))) return "";
  if (replaceWith(kept)) return say("js-backup-done");
  replaceWith(before);
  return say("js-backup-no-room");
}

section.querySelector("[name=save]")?.addEventListener("click", () => {
  const kept = everything();
  const isEmpty = !Object.keys(kept).length;
  if (!isEmpty) saveFile("infant-ot.json", "application/json", backupText(kept));
  tell(status, say(isEmpty ? "js-backup-nothing" : "js-backup-saved"));
});
section.querySelector("[name=restore]")?.addEventListener("click", () => input.click());
input.addEventListener("change", async () => {
  const [file] = input.files ?? [];
  if (file) tell(status, await putBack(file));
  input.value = ""; // so that the same file can be chosen again
});
section.hidden = false;
