// @ts-check
/**
 * Plan for home: puts up to six activities in order, with what a therapist or a family writes to them, into one
 * link (plan-link.js) and on one printed page. Nothing of it is kept or sent: the link is the plan. It can start from
 * the activities that a parent saved for later.
 */
import { activitiesOfDay } from "./activities-of-day.js";
import { copy } from "./copy.js";
import { currentId, onChange, onOtherPage, savedActivities, today } from "./device.js";
import { dayInWords, load, make, root, formatter, tell } from "./every-page.js";
import { GOAL, LINE, MOST, WAYS, hashOf, itemOf, plain, planIn } from "./plan-link.js";

const say = formatter(WORDS);

/** @typedef {import("./plan-link.js").Item} Item */

/** @template {HTMLElement} [T=HTMLElement] @param {string} selector @param {ParentNode} [place] @returns {T} */
const find = (selector, place = document) => /** @type {T} */ (place.querySelector(selector));

const section = find("#plan");
const list = find(".app-plan__list");
const rules = find(".app-plan__rules");
const code = find(".app-plan__code");
const address = /** @type {HTMLInputElement} */ (find(".app-plan__hand input"));
const goal = /** @type {HTMLInputElement} */ (find("[name=goal]"));
const date = /** @type {HTMLInputElement} */ (find("[name=date]"));
const sheets = /** @type {HTMLInputElement} */ (find("[name=sheets]"));
const write = find("[name=write]");
const choice = /** @type {HTMLSelectElement} */ (find("#today select"));
const use = find("#today button");
const go = find("[name=go]");
const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(".app-picks input"));

/** @type {Map<string, {title: string, summary: string}>} */
const known = new Map();
/** @type {Map<string, Document>} */
const pages = new Map();
/** The parts of the plan on this page, by activity. @type {Map<string, HTMLElement>} */
const articles = new Map();
let { plan } = planIn("");
/** @type {string[]} */
let ofToday = [];

/** @param {string} place @param {string} text */
const note = (place, text) => tell(find(`.app-plan__${place}`), text);

/** @param {string} id */
const titleOf = (id) => known.get(id)?.title ?? "";

/** @param {string} id */
const href = (id) => `${root}activities/${id}/`;

/** @param {string} id */
const link = (id) => make("a", { href: href(id) }, titleOf(id));

/** @param {string} id @returns {Promise<Document | undefined>} undefined if it can't be loaded now */
async function loadPage(id) {
  // Safari 15 lacks AbortSignal.timeout.
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), 9000);
  try {
    const answer = await fetch(href(id), { signal: timeout.signal });
    if (!answer.ok) return undefined;
    // Parse only the article: this page's policy blocks the inline styles around it.
    const [article] = /<article.*<\/article>/s.exec(await answer.text()) ?? [""];
    const page = new DOMParser().parseFromString(article, "text/html");
    // Rules of several pages would explain a term twice.
    for (const meaning of page.querySelectorAll(".app-meaning")) meaning.remove();
    for (const term of page.querySelectorAll(".app-term")) term.replaceWith(...term.childNodes);
    pages.set(id, page);
  } catch {
    // The title, the summary and the link are on the page already.
  } finally {
    clearTimeout(timer);
  }
  return pages.get(id);
}

/** An activity of the plan, with fields for what is written to it. @param {Item} item */
function articleOf(item) {
  const template = /** @type {HTMLTemplateElement} */ (find("#plan-item"));
  const article = make("article", {}, document.importNode(template.content, true));
  const title = titleOf(item.id);
  find("h3", article).append(link(item.id));
  tell(find(".app-plan__summary", article), known.get(item.id)?.summary ?? "");
  find("[role=group]", article).setAttribute("aria-label", say("js-plan-own", { title }));
  for (const name of /** @type {const} */ (["line", "often", "minutes"])) {
    const field = /** @type {HTMLInputElement | HTMLSelectElement} */ (find(`[name=${name}]`, article));
    field.value = item[name];
    item[name] = field.value; // A link may name what can't be chosen: the field then stays empty.
    field.addEventListener("change", () => {
      item[name] = field.value = plain(field.value, LINE);
      changed();
    });
  }
  for (const [name, text, act] of /** @type {const} */ ([
    ["up", say("js-plan-up"), () => move(item, -1)],
    ["down", say("js-plan-down"), () => move(item, 1)],
    ["away", say("js-plan-away"), () => remove(item)],
  ])) {
    const button = find(`[name=${name}]`, article);
    button.append(text);
    button.setAttribute("aria-label", say("js-plan-named", { way: text, title }));
    button.addEventListener("click", act);
  }
  return article;
}

/** @param {Item} item @param {number} by */
function move(item, by) {
  const from = plan.items.indexOf(item);
  const to = from + by;
  const title = titleOf(item.id);
  if (to < 0) return note("said", say("js-plan-first", { title }));
  if (to === plan.items.length) return note("said", say("js-plan-last", { title }));
  const items = plan.items.filter((each) => each !== item);
  items.splice(to, 0, item);
  plan.items = items;
  const focused = /** @type {HTMLElement} */ (document.activeElement);
  changed();
  focused.focus(); // What is moved loses the focus.
  note("said", say("js-plan-moved", { title, place: to + 1, count: items.length }));
}

/** @param {Item} item */
function remove(item) {
  plan.items = plan.items.filter((each) => each !== item);
  changed();
  find("h2", plan.items.length ? section : find("#choose")).focus();
}

/** @param {Element | null} [element] @returns {string} its text in one line */
const textOf = (element) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();

/** What the page of an activity has for one that needs it easier, harder or another way. @param {Document} [page] */
const waysIn = (page) => [...(page?.querySelectorAll("[data-way]") ?? [])].map((way) => ({
  id: way.getAttribute("data-way") ?? "",
  name: textOf(way.querySelector("dt")),
  text: textOf(way.querySelector("dd")),
}));

/** @param {Document} page */
const stopIn = (page) => textOf(page.getElementById("stop-when"));

/** Fill in what the page of the activity says. @param {Item} item @param {Document} [page] */
function fill(item, page) {
  const article = /** @type {HTMLElement} */ (articles.get(item.id));
  const site = find(".app-plan__site", article);
  const steps = page?.querySelectorAll(".app-steps > li") ?? [];
  if (!page || !steps.length) return site.replaceChildren(make("p", {}, say("js-plan-no-steps")));
  const group = find(".app-plan__ways", article);
  if (!group.hidden) return undefined;
  site.replaceChildren(
    make("ol", { class: "app-steps" }, ...[...steps].map((step) => make("li", {}, step.textContent ?? ""))),
    make("p", { class: "app-plan__stop" }, make("strong", {}, say("js-plan-stop")), " ", stopIn(page)),
  );
  group.hidden = false;
  const ways = waysIn(page);
  item.ways = item.ways.filter((id) => ways.some((way) => way.id === id));
  const boxes = ways.map(({ id }) => {
    const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", value: id, autocomplete: "off" }));
    box.checked = item.ways.includes(id);
    return box;
  });
  const limit = () => {
    for (const box of boxes) box.disabled = !box.checked && item.ways.length === WAYS;
  };
  group.append(...ways.map(({ name, text }, at) => (
    make("label", {}, boxes[at], make("span", {}, make("strong", {}, name), " ", text))
  )));
  group.addEventListener("change", () => {
    item.ways = boxes.filter(({ checked }) => checked).map(({ value }) => value);
    limit();
    changed();
  });
  limit();
  return undefined;
}

/** How often and how long, in words. @param {HTMLElement} article */
const doseIn = (article) => ["often", "minutes"]
  .map((name) => /** @type {HTMLSelectElement} */ (find(`[name=${name}]`, article)))
  .filter(({ value }) => value)
  .map(({ selectedOptions: [option] }) => textOf(option))
  .join(" · ");

/** Show what somebody wrote. @param {HTMLElement} place @param {Record<string, string>} own by name */
function drawOwn(place, own) {
  const box = find(".app-plan__own", place);
  for (const [name, text] of Object.entries(own)) {
    const line = find(`[data-own=${name}]`, box);
    tell(line, text);
    /** @type {HTMLElement} */ (line.closest("p")).hidden = !text;
  }
  box.hidden = !Object.values(own).some(Boolean);
}

/** @param {Item} item */
function drawItem(item) {
  const article = /** @type {HTMLElement} */ (articles.get(item.id));
  drawOwn(article, { line: item.line, dose: doseIn(article) });
  find("dl", article).replaceChildren(
    ...waysIn(pages.get(item.id))
      .filter(({ id }) => item.ways.includes(id))
      .map(({ name, text }) => make("div", {}, make("dt", {}, name), " ", make("dd", {}, text))),
  );
}

/** @param {string} id @param {Document} [page] @returns {HTMLElement} the activity as a page of its own, on paper */
function sheetOf(id, page) {
  /** @param {string} selector */
  const all = (selector) => [...(page?.querySelectorAll(selector) ?? [])].map((each) => document.importNode(each, true));
  const lists = all("dl").filter((_, at) => !page?.querySelectorAll("dl")[at].closest("details")?.querySelector("#why"));
  const sheet = make(
    "article", {}, make("h2", {}, titleOf(id)), ...all(".app-message__main"), ...all(".app-safety > p"),
    make("ul", { class: "app-plain" }, ...all(".app-rule")), ...all(".app-steps"), ...lists,
  );
  if (!page) sheet.append(make("p", {}, say("js-plan-no-steps")));
  for (const each of sheet.querySelectorAll("[id]")) each.removeAttribute("id");
  for (const each of sheet.querySelectorAll("a")) each.replaceWith(...each.childNodes);
  return sheet;
}

/** @type {typeof import("./qr-code.js").qrSvg | undefined} */
let qrSvg;

/** @param {string} whole the link */
async function drawCode(whole) {
  code.replaceChildren();
  if (section.hidden) return;
  try {
    qrSvg ??= /** @type {typeof import("./qr-code.js")} */ (await load("./qr-code.js")).qrSvg;
    if (address.value === whole) code.replaceChildren(qrSvg(whole));
  } catch {
    note("said", say("js-no-code"));
  }
}

/** A plan that should be this high still fits on US Letter, in each browser. In millimeters. */
const SHEET = 236;

/** Leave to the sheets of the activities what doesn't fit: first the safety rules in full, then the steps. */
function fit() {
  /** @param {string} selector @param {number} letters in a row */
  const rows = (selector, letters) => [...section.querySelectorAll(selector)]
    .reduce((sum, each) => sum + Math.ceil(textOf(each).length / letters), 0);
  const items = ".app-plan__summary, .app-steps > li, .app-plan__site > p, article dl > div, article > .app-plan__own:not([hidden])";
  const number = plan.items.length;
  const goals = rows("#plan > .app-plan__own:not([hidden])", 95);
  // Measured on many printed plans.
  const whole = 39 + 18.5 * number + 5 * goals + 3.5 * rows(items, 115) + 2 * rows(".app-plan__rules li", 80);
  const brief = 40 + 11 * number + 3 * goals + 3.4 * rows(items, 128) + 1.2 * rows(".app-plan__short li", 58);
  section.classList.toggle("app-plan--brief", whole > SHEET);
  section.classList.toggle("app-plan--columns", whole > SHEET && brief > SHEET);
}

/** Draw everything that depends on what was written; the parts of activities are there already. */
function drawText() {
  const here = location.origin + location.pathname;
  const bare = here + hashOf({ goal: "", date: "", items: plan.items.map(({ id }) => itemOf(id)) });
  const whole = here + hashOf(plan);
  address.value = whole;
  note("link", whole === bare ? whole : say("js-plan-short-link", { link: bare }));
  section.classList.toggle("app-plan--dense", whole.length > 500);
  drawOwn(section, { goal: plan.goal, date: plan.date && dayInWords(plan.date) });
  plan.items.forEach(drawItem);
  fit();
  void drawCode(whole);
}

/** Draw what the pages of the activities say, once all have come. */
async function drawPages() {
  const { items } = plan;
  rules.replaceChildren();
  find(".app-plan__safety").hidden = true;
  find("#sheets").replaceChildren();
  const found = await Promise.all(items.map(({ id }) => pages.get(id) ?? loadPage(id)));
  if (plan.items !== items) return;
  items.forEach((item, at) => {
    fill(item, found[at]);
    drawItem(item);
  });
  for (const rule of found.flatMap((page) => [...(page?.querySelectorAll(".app-rule") ?? [])])) {
    if (!document.getElementById(rule.id)) rules.append(document.importNode(rule, true));
  }
  const short = found.flatMap((page) => [...(page?.querySelectorAll(".app-safety__short") ?? [])].map(textOf));
  find(".app-plan__short").replaceChildren(...[...new Set(short)].map((text) => make("li", {}, text)));
  find(".app-plan__safety").hidden = !rules.childElementCount;
  fit();
  if (sheets.checked) find("#sheets").replaceChildren(...items.map(({ id }, at) => sheetOf(id, found[at])));
}

/** A table to mark days on, on paper. @param {string[]} ids */
function log(ids) {
  const days = Array.from({ length: 14 }, (_, at) => String(at + 1));
  const row = (/** @type {string} */ name, /** @type {HTMLElement[]} */ cells) => (
    make("tr", {}, make("th", {}, name), ...cells)
  );
  return make(
    "table", {}, make("caption", {}, say("js-plan-log")),
    row(say("js-plan-log-day"), days.map((day) => make("th", {}, day))),
    ...ids.map((id) => row(titleOf(id), days.map(() => make("td")))),
  );
}

/** Draw the plan: with an activity added, moved or taken out, or from a link. */
function draw() {
  const ids = plan.items.map(({ id }) => id);
  for (const box of boxes) box.checked = ids.includes(box.value);
  section.hidden = !ids.length;
  go.hidden = section.hidden;
  note("said", "");
  for (const id of articles.keys()) if (!ids.includes(id)) articles.delete(id);
  for (const item of plan.items) if (!articles.has(item.id)) articles.set(item.id, articleOf(item));
  list.replaceChildren(...plan.items.map(({ id }) => /** @type {HTMLElement} */ (articles.get(id))));
  find(".app-plan__log").replaceChildren(log(ids));
  drawText();
  void drawPages();
}

/** Put the plan into the address, and draw it again. */
function changed() {
  const before = [...list.children];
  history.replaceState(null, "", hashOf(plan) || location.pathname + location.search);
  const after = plan.items.map(({ id }) => articles.get(id));
  if (before.length === after.length && after.every((each, at) => each === before[at])) drawText();
  else draw();
}

/** @param {string[]} ids of activities to plan; those in the plan keep what was written to them */
function choose(ids) {
  section.classList.remove("app-plan--read");
  plan.items = ids.map((id) => plan.items.find((item) => item.id === id) ?? itemOf(id));
  changed();
}

function showLink() {
  const read = planIn(location.hash);
  const asked = new Map(read.plan.items.reverse().map((item) => [currentId("activities", item.id), item]));
  const items = [...asked].reverse().filter(([id]) => known.has(id)).map(([id, item]) => ({ ...item, id }));
  const gone = asked.size - items.length;
  const notes = read.isDamaged ? [say("js-plan-changed")] : [];
  if (gone && !read.isDamaged) notes.push(say(gone === 1 ? "js-plan-one-gone" : "js-plan-gone", { count: gone }));
  if (items.length > MOST) notes.push(say("js-plan-more"));
  note("note", notes.join(" "));
  plan = { ...read.plan, items: items.slice(0, MOST) };
  goal.value = plan.goal;
  date.value = plan.date;
  articles.clear();
  draw();
  const isRead = plan.items.length > 0;
  for (const each of [".app-my-baby", ".app-message"]) find(each).hidden = isRead;
  section.classList.toggle("app-plan--read", isRead);
  if (isRead) find("#today").before(section);
}

function showToday() {
  const activities = [...boxes]
    .filter((box) => box.dataset.age === choice.value)
    .map((box) => ({ id: box.value, skill: box.dataset.skill ?? "" }));
  ofToday = activitiesOfDay(activities, today(), choice.value);
  find("#today ul").replaceChildren(...ofToday.map((id) => make("li", {}, link(id))));
  use.hidden = !ofToday.length;
}

const knownSaved = () => savedActivities().filter((id) => known.has(id));

function showSaved() {
  const ids = knownSaved();
  const rows = find("#saved ul");
  find("#saved").hidden = !ids.length;
  // A redraw may come while a link has the focus.
  if (rows.dataset.ids === ids.join()) return;
  rows.dataset.ids = ids.join();
  rows.replaceChildren(...ids.map((id) => make("li", {}, link(id))));
}

/** @param {string | null} page */
function followBaby(page) {
  const [kind, id] = page?.split("/") ?? [];
  choice.value = kind === "ages" ? id : "";
}

/** Say the result of a tap in the bar that stays below the long list. @param {string} text */
function tellPicked(text) {
  go.parentElement?.classList.add("app-bar-below");
  note("picked", text);
}

for (const box of boxes) {
  const item = /** @type {HTMLElement} */ (box.closest("li"));
  const title = find("a", item);
  known.set(box.value, { title: title.textContent ?? "", summary: find("p", item).textContent ?? "" });
  title.replaceWith(...title.childNodes);
  box.hidden = false;
  box.addEventListener("change", () => {
    const values = { title: titleOf(box.value) };
    const ids = plan.items.map(({ id }) => id);
    if (box.checked && ids.length === MOST) {
      box.checked = false;
      tellPicked(say("js-plan-full"));
    } else if (box.checked) {
      choose([...ids, box.value]);
      tellPicked(say("js-plan-added", values));
    } else {
      choose(ids.filter((id) => id !== box.value));
      tellPicked(say("js-plan-removed", values));
    }
  });
}
const goToPlan = () => find("h2", section).focus();
use.addEventListener("click", () => {
  choose(ofToday);
  goToPlan();
});
find("#saved button").addEventListener("click", () => {
  const ids = [...new Set([...plan.items.map(({ id }) => id), ...knownSaved()])];
  choose(ids.slice(0, MOST));
  goToPlan();
  if (ids.length > MOST) note("said", say("js-plan-full"));
});
go.addEventListener("click", goToPlan);

/** The plan for a message or a record, with what somebody wrote in quotes. */
function planAsText() {
  /** @param {HTMLElement} place */
  const own = (place) => {
    const lines = place.querySelectorAll(":scope > .app-plan__own > :not([hidden], .app-plan__whose)");
    return lines.length ? [`“${[...lines].map(textOf).join(" · ")}”`] : [];
  };
  const activities = plan.items.flatMap(({ id }, at) => {
    const article = /** @type {HTMLElement} */ (articles.get(id));
    const ways = [...article.querySelectorAll("dl > div")]
      .map((way) => [...way.children].map(textOf).join(": "));
    const lines = [...own(article), ...ways, textOf(article.querySelector(".app-plan__stop"))].filter(Boolean);
    return [`${at + 1}. ${titleOf(id)}`, ...lines.map((line) => `   ${line}`)];
  });
  return [textOf(find("h2", section)), ...own(section), ...activities, say("js-plan-quoted"), address.value].join("\n");
}

/** @param {HTMLInputElement | HTMLTextAreaElement} field @param {string} done what to say */
const copyAndSay = async (field, done) => note("said", (await copy(field)) ? done : say("js-plan-copy-by-hand"));
find("[name=copy]").addEventListener("click", () => copyAndSay(address, say("js-plan-copied")));
find("[name=text]").addEventListener("click", () => {
  const field = /** @type {HTMLTextAreaElement} */ (find(".app-plan__hand textarea"));
  field.value = planAsText();
  void copyAndSay(field, say("js-plan-text-copied"));
});

const writeText = textOf(write);
write.addEventListener("click", () => {
  section.classList.remove("app-plan--read");
  const isOpen = section.classList.toggle("app-plan--written");
  write.setAttribute("aria-expanded", String(isOpen));
  tell(write, isOpen ? say("js-plan-written") : writeText);
});
goal.addEventListener("change", () => {
  plan.goal = goal.value = plain(goal.value, GOAL);
  changed();
});
date.addEventListener("change", () => {
  plan.date = date.value;
  changed();
});
sheets.addEventListener("change", () => void drawPages());
// A field that still has the focus isn't in the plan yet.
addEventListener("beforeprint", () => {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement) || !section.contains(field)) return;
  field.blur();
  field.focus();
});
choice.addEventListener("change", showToday);
window.addEventListener("hashchange", showLink);
onOtherPage(followBaby);
onChange(showToday);
onChange(showSaved);
find("#today").hidden = false;
showLink();
