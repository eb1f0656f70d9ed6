// @ts-check
/**
 * Saves all data of this device to a file or a link, and puts it together with what another device keeps. Home loads
 * this module when a parent needs it.
 */
import { backupText, codeOf, readBackup, readCode, together } from "./backup.js";
import { currentId, eraseData, keys, MOST_BABIES, read, write } from "./device.js";
import { load, make, root, formatter, tell } from "./every-page.js";
import { unescaped } from "./hash.js";
import { saveFile } from "./save-file.js";

const say = formatter(WORDS);

const LARGEST = 1_000_000; // bytes, far more than any backup
const LONGEST_SCANNED = 1200; // characters; a code of more is too fine for a camera

/** An answer and a saved activity may be kept under a former id of the record. @param {[string, string]} entry @returns {[string, string]} */
function nowCalled([key, text]) {
  const [kind, number, section, id] = key.split(":");
  if (kind === "saved") return [`saved:${currentId("activities", number)}`, text];
  return [kind === "tick" ? `tick:${number}:${section}:${currentId(`${section}s`, id)}` : key, text];
}

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

/** @param {File} file @returns {Promise<string>} a message for the reader */
export async function restore(file) {
  const data = file.size > LARGEST ? null : readBackup(await file.text());
  return data ? add(data) : say("js-backup-wrong");
}

/** Put data of another device together with that of this one. @param {Record<string, string>} data */
function add(data) {
  const before = everything();
  const [own, other] = [before, data].map((each) => Object.fromEntries(Object.entries(each).map(nowCalled)));
  const result = together(own, other);
  if (!result) return say("js-carry-full", { most: MOST_BABIES });
  const { kept, added, newer, notes, saved } = result;
  if (!replaceWith(kept)) {
    replaceWith(before);
    return say("js-backup-no-room");
  }
  return Object.keys(before).length ? say("js-carry-done", { added, newer, notes, saved }) : say("js-backup-done");
}

/** Show a link with everything, and its code for a camera. @param {HTMLElement} place @returns {Promise<string>} a message for the reader */
export async function carry(place) {
  const data = everything();
  if (!Object.keys(data).length) return say("js-backup-nothing");
  const code = await codeOf(data).catch(() => "");
  if (!code) return say("js-carry-not-here");
  const link = `${root}#carry=${code}`;
  const field = /** @type {HTMLInputElement} */ (make("input", { readonly: "", value: link }));
  place.replaceChildren(make("label", {}, say("js-carry-link"), " ", field));
  field.select();
  void navigator.clipboard?.writeText(link).catch(() => {});
  if (link.length > LONGEST_SCANNED) return say("js-carry-long");
  try {
    const { qrSvg } = await load("./qr-code.js");
    place.append(qrSvg(link));
    return say("js-carry-scan");
  } catch {
    return say("js-no-code");
  }
}

/**
 * Offer to put together what came with a link. A link may be from anybody, so nothing changes until the reader asks.
 * @param {string} hash of the link; a messenger may have added to it @param {HTMLElement} place @param {HTMLElement} status
 */
export async function meet(hash, place, status) {
  if (!("DecompressionStream" in self)) return say("js-carry-not-here");
  const [, code] = /carry=([\w-]*)/i.exec(unescaped(hash)) ?? [];
  const data = code ? await readCode(code) : null;
  if (!data) return say("js-carry-wrong");
  const button = make("button", { class: "app-button app-button--main", type: "button" }, say("js-carry-add"));
  button.addEventListener("click", () => {
    history.replaceState(null, "", root); // a reload must not ask again
    place.replaceChildren();
    tell(status, add(data));
  });
  place.replaceChildren(button);
  return say("js-carry-came");
}
