// @ts-check
/** The staff page: finds the line in which a sentence of the site is written. */
import { make, formatter, tell } from "./every-page.js";

const say = formatter(WORDS);
const MOST = 20;

const form = /** @type {HTMLFormElement} */ (document.getElementById("find-sentence"));
const field = /** @type {HTMLTextAreaElement} */ (form.querySelector("textarea"));
const status = form.querySelector("[role=status]");
const list = form.querySelector("ul");

/** @typedef {{place: string, record: string, page: string, sentence: string, plain: string}} Line */

/** @type {Promise<Line[]> | undefined} */
let loading;

/** Normalize case, quotes and white space, for comparing. @param {string} text */
const plain = (text) => text.toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, " ").trim();

/** @returns {Promise<Line[]>} */
async function load() {
  const answer = await fetch("sentences.txt");
  if (!answer.ok) throw new Error(answer.statusText);
  return (await answer.text()).trim().split("\n").map((line) => {
    const [place, record, page, sentence] = line.split("\t");
    return { place, record, page, sentence, plain: plain(sentence) };
  });
}

/**
 * How well a line matches: 3 is equal, 2 contains the wanted text, 1 is contained in it, 0 doesn't match.
 * @param {Line} line @param {string} wanted
 */
function fit(line, wanted) {
  if (line.plain === wanted) return 3;
  if (line.plain.includes(wanted)) return 2;
  // Placeholders in curly brackets match any text.
  const parts = line.plain.split(/\{\w+\}/);
  if (parts.join("").length < 8) return 0;
  const filled = new RegExp(parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join(".{1,80}?"));
  return filled.test(wanted) ? 1 : 0;
}

/**
 * A link to GitHub's form for a problem, with the sentence and its page filled in; nothing if the build doesn't know
 * the repository.
 * @param {string} where @param {Line} line
 */
function reportLink(where, { page, sentence }) {
  const { report } = form.dataset;
  if (!report) return "";
  const seen = page ? new URL(`../${page}`, location.href).href : say("js-staff-report-page");
  const body = `> ${sentence}\n\n${seen}\n\n${say("js-staff-report-ask")}`;
  const filled = new URLSearchParams({ title: say("js-staff-report-title", { where }), body });
  return make("a", { href: `${report}?${filled}`, rel: "nofollow" }, say("js-staff-report"));
}

/** @param {Line} found */
function listItem(found) {
  const { place, record, sentence } = found;
  const [file, number] = place.split(":");
  const where = say("js-staff-place", { file, line: number });
  const edit = form.dataset.edit;
  const link = edit ? make("a", { href: `${edit}${file}#L${number}`, rel: "nofollow" }, where) : where;
  return make("li", {}, link, " ", make("code", {}, record), ` ${sentence} `, reportLink(where, found));
}

async function find() {
  const wanted = plain(field.value);
  if (wanted.length < 3) {
    list?.replaceChildren();
    tell(status, "");
    return;
  }
  loading ??= load();
  try {
    const lines = await loading;
    if (wanted !== plain(field.value)) return; // the reader has typed more
    const found = lines.map((line) => ({ line, fits: fit(line, wanted) })).filter(({ fits }) => fits)
      .sort((one, other) => other.fits - one.fits || other.line.plain.length - one.line.plain.length);
    list?.replaceChildren(...found.slice(0, MOST).map(({ line }) => listItem(line)));
    tell(status, found.length ? say("js-staff-found", { count: found.length }) : say("js-staff-none"));
  } catch {
    loading = undefined;
    tell(status, say("js-staff-failed"));
  }
}

field.addEventListener("input", find);
form.hidden = false;
