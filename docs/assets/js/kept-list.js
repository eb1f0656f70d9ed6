// @ts-check
/** On Home: everything that this device keeps, in words, each with a button to forget it. */
import { babies, currentId, facts, forgetAge, keptAges, keys, nameOf, onChange, read, write } from "./device.js";
import { dayInWords, make, root, formatter, tell } from "./every-page.js";

const say = formatter(WORDS);

/** @typedef {{key: string, what: string, forget: () => unknown}} Item */

/** The titles of milestones and signs, which the visit sheet has, and of activities and ages, which the plan has. @type {Promise<Record<string, Record<string, string>>> | undefined} */
let titles;

async function loadTitles() {
  const [visit, plan] = await Promise.all(["visit/", "plan/"].map(async (path) => (await fetch(root + path)).text()));
  const [, found] = /<script[^>]*app-titles[^>]*>(.*?)<\/script>/s.exec(visit) ?? [];
  // Parse only the article: this page's policy blocks the inline styles around it.
  const [article] = /<article.*<\/article>/s.exec(plan) ?? [""];
  const page = new DOMParser().parseFromString(article, "text/html");
  const items = [...page.querySelectorAll(".app-picks li")];
  const activities = items.map((item) => [item.querySelector("input")?.value, item.querySelector("a")?.textContent]);
  const ages = [...page.querySelectorAll("option")].map(({ value, text }) => [value, text]);
  return { ...JSON.parse(found), activity: Object.fromEntries(activities), age: Object.fromEntries(ages) };
}

/** @param {string} text a word and its day */
function answerInWords(text) {
  const [word, day] = text.split(" ");
  const isKnown = ["yes", "not-yet", "not-sure", "seen", "lost", "none"].includes(word);
  return `${isKnown ? say(`js-tick-${word}`) : word}, ${dayInWords(day)}`;
}

/** @param {number} number */
function birthInWords(number) {
  const { born, due, weeks, weekDays } = /** @type {{born: string} & Record<string, any>} */ (facts(number) ?? {});
  return [
    say("js-list-born", { day: born ? dayInWords(born) : "" }),
    ...(due ? [say("js-list-due", { day: dayInWords(due) })] : []),
    ...(weeks ? [say("js-list-weeks", { weeks, days: weekDays ?? 0 })] : []),
  ].join(" · ");
}

/**
 * @param {Record<string, Record<string, string>>} known @param {string} section @param {string} id
 * @returns {string | null} null for an id that no record has, even one that every object has, such as "constructor"
 */
function titleOf(known, section, id) {
  const title = known[section]?.[id];
  return typeof title === "string" ? title : null;
}

/** @param {string} key @param {Record<string, Record<string, string>>} known */
function inWords(key, known) {
  const [kind, number, section, id] = key.split(":");
  const text = read(key) ?? "";
  if (kind === "baby") return birthInWords(Number(number));
  if (kind === "saved") {
    const current = currentId("activities", number);
    return say("js-list-saved", { title: titleOf(known, "activity", current) ?? current });
  }
  if (kind === "text") return say("js-list-note", { text });
  return `${titleOf(known, section, id) ?? id ?? key}: ${answerInWords(text)}`;
}

/** @param {Record<string, Record<string, string>>} known @returns {Promise<Item[]>} */
async function items(known) {
  const whose = (/** @type {string} */ key) => babies().length > 1 && !key.startsWith("saved:") ? `${nameOf(Number(key.split(":")[1]))}. ` : "";
  const all = keys("").filter((key) => key !== "current").map((key) => (
    { key, what: whose(key) + inWords(key, known), forget: () => write(key, null) }
  ));
  const ages = await keptAges().catch(() => []);
  const pages = ages.map((age) => (
    { key: `pages:${age}`, what: say("js-list-pages", { age: titleOf(known, "age", age) ?? age }), forget: () => forgetAge(age) }
  ));
  return [...all, ...pages];
}

/**
 * Show the list, and keep it true.
 * @param {HTMLElement} place @param {HTMLElement} status @returns {Promise<string>} a message for the reader
 */
export async function list(place, status) {
  const known = await (titles ??= loadTitles().catch(() => ({})));
  let shown = "";
  const show = async () => {
    const found = await items(known);
    const now = found.map(({ key, what }) => `${key} ${what}`).join("\n");
    if (!rows.isConnected || now === shown) return;
    shown = now;
    rows.replaceChildren(...found.map(row));
    if (!found.length) tell(status, say("js-list-none"));
  };
  /** @param {Item} item @param {number} at */
  const row = ({ what, forget }, at) => {
    const name = say("js-list-forget-named", { what });
    const button = make("button", { class: "app-button", type: "button", "aria-label": name }, say("js-list-forget"));
    button.addEventListener("click", async () => {
      try {
        await forget();
        tell(status, say("js-list-forgotten", { what }));
      } catch {
        tell(status, say("js-keep-lost"));
      }
      await show();
      const next = /** @type {NodeListOf<HTMLElement>} */ (rows.querySelectorAll("button"));
      (next[at] ?? next[at - 1] ?? place.closest("section")?.querySelector("[name=list]"))?.focus();
    });
    return make("li", {}, make("span", {}, what), " ", button);
  };
  const rows = make("ul", { class: "app-index" });
  place.replaceChildren(rows);
  onChange(show);
  await show();
  return rows.childElementCount ? "" : say("js-list-none");
}
