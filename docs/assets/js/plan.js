// @ts-check
/** Three for home: puts up to three activities into one link (#a=id,id,id) and on one printed page. */
import { activitiesOfDay } from "./activities-of-day.js";
import { idsIn, onChange, onOtherPage, today } from "./device.js";
import { load, make, root, formatter } from "./every-page.js";

const say = formatter(WORDS);

const MOST = 3;

/** @param {string} selector @param {ParentNode} [place] */
const find = (selector, place = document) => /** @type {HTMLElement} */ (place.querySelector(selector));

const plan = find("#plan");
const list = find(".app-plan__list");
const rules = find(".app-plan__rules");
const code = find(".app-plan__code");
const field = /** @type {HTMLInputElement} */ (find("input", plan));
const choice = /** @type {HTMLSelectElement} */ (find("#today select"));
const use = find("#today button");
const go = find("[name=go]");
const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(".app-picks input"));

/** @type {Map<string, {title: string, summary: string}>} */
const known = new Map();
/** @type {Map<string, Document>} */
const pages = new Map();
/** @type {string[]} */
let chosen = [];
/** @type {string[]} */
let ofToday = [];

/** @param {string} place @param {string} text */
function tell(place, text) {
  find(`.app-plan__${place}`).textContent = text;
}

/** @param {string} id */
const href = (id) => `${root}activities/${id}/`;

/** @param {string} id */
const link = (id) => make("a", { href: href(id) }, known.get(id)?.title ?? "");

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

/** @param {string} id */
function draw(id) {
  const name = say("js-plan-away-named", { title: known.get(id)?.title ?? "" });
  const remove = make("button", { type: "button", class: "app-button", "aria-label": name }, say("js-plan-away"));
  remove.addEventListener("click", () => {
    choose(chosen.filter((each) => each !== id));
    find("h2", chosen.length ? plan : find("#choose")).focus();
  });
  return make("article", {}, make("h3", {}, link(id)), make("p", {}, known.get(id)?.summary ?? ""), remove);
}

/** @param {HTMLElement} article @param {Document} [page] */
function fill(article, page) {
  const remove = find("button", article);
  const steps = page?.querySelectorAll(".app-steps > li") ?? [];
  if (!steps.length) remove.before(make("p", {}, say("js-plan-no-steps")));
  else {
    remove.before(
      make("ol", { class: "app-steps" }, ...[...steps].map((step) => make("li", {}, step.textContent ?? ""))),
      make("p", {}, make("strong", {}, say("js-plan-stop")), " ", page?.getElementById("stop-when")?.textContent ?? ""),
    );
  }
}

/** @param {string} address of the chosen activities */
async function drawCode(address) {
  code.replaceChildren();
  if (plan.hidden) return;
  try {
    /** @type {typeof import("./qr-code.js")} */
    const { qrSvg } = await load("./qr-code.js");
    if (field.value === address) code.replaceChildren(qrSvg(address));
  } catch {
    tell("said", say("js-no-code"));
  }
}

/** @param {string[]} ids */
async function show(ids) {
  chosen = ids;
  for (const box of boxes) box.checked = ids.includes(box.value);
  plan.hidden = !ids.length;
  go.hidden = plan.hidden;
  tell("said", "");
  const address = `${location.origin}${location.pathname}#a=${ids}`;
  field.value = address;
  tell("link", address);
  const articles = ids.map(draw);
  list.replaceChildren(...articles);
  rules.replaceChildren();
  find(".app-plan__safety").hidden = true;
  void drawCode(address);
  const found = await Promise.all(ids.map((id) => pages.get(id) ?? loadPage(id)));
  if (chosen !== ids) return;
  articles.forEach((article, at) => fill(article, found[at]));
  for (const rule of found.flatMap((page) => [...(page?.querySelectorAll(".app-rule") ?? [])])) {
    if (!document.getElementById(rule.id)) rules.append(document.importNode(rule, true));
  }
  find(".app-plan__safety").hidden = !rules.childElementCount;
}

/** @param {string[]} ids */
function choose(ids) {
  history.replaceState(null, "", ids.length ? `#a=${ids}` : location.pathname + location.search);
  show(ids);
}

function showLink() {
  const asked = idsIn("activities", new URLSearchParams(location.hash.slice(1)).get("a"));
  const ids = asked.filter((id) => known.has(id));
  const gone = asked.length - ids.length;
  const notes = gone ? [say(gone === 1 ? "js-plan-one-gone" : "js-plan-gone", { count: gone })] : [];
  if (ids.length > MOST) notes.push(say("js-plan-more"));
  tell("note", notes.join(" "));
  show(ids.slice(0, MOST));
  if (ids.length) find("#today").before(plan);
}

function showToday() {
  const activities = [...boxes]
    .filter((box) => box.dataset.age === choice.value)
    .map((box) => ({ id: box.value, skill: box.dataset.skill ?? "" }));
  ofToday = activitiesOfDay(activities, today(), choice.value);
  find("#today ul").replaceChildren(...ofToday.map((id) => make("li", {}, link(id))));
  use.hidden = !ofToday.length;
}

/** @param {string | null} page */
function followBaby(page) {
  const [kind, id] = page?.split("/") ?? [];
  choice.value = kind === "ages" ? id : "";
}

/** Say the result of a tap in the bar that stays below the long list. @param {string} text */
function tellPicked(text) {
  go.parentElement?.classList.add("app-bar-below");
  tell("picked", text);
}

for (const box of boxes) {
  const item = /** @type {HTMLElement} */ (box.closest("li"));
  const title = find("a", item);
  known.set(box.value, { title: title.textContent ?? "", summary: find("p", item).textContent ?? "" });
  title.replaceWith(...title.childNodes);
  box.hidden = false;
  box.addEventListener("change", () => {
    const values = { title: known.get(box.value)?.title ?? "" };
    if (box.checked && chosen.length === MOST) {
      box.checked = false;
      tellPicked(say("js-plan-full"));
    } else if (box.checked) {
      choose([...chosen, box.value]);
      tellPicked(say("js-plan-added", values));
    } else {
      choose(chosen.filter((id) => id !== box.value));
      tellPicked(say("js-plan-removed", values));
    }
  });
}
const goToPlan = () => find("h2", plan).focus();
use.addEventListener("click", () => {
  choose(ofToday);
  goToPlan();
});
go.addEventListener("click", goToPlan);
find("[name=copy]").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(field.value);
    tell("said", say("js-plan-copied"));
  } catch {
    tell("said", say("js-plan-copy-by-hand"));
    /** @type {HTMLElement} */ (field.closest("label")).hidden = false;
    field.select();
  }
});
choice.addEventListener("change", showToday);
window.addEventListener("hashchange", showLink);
onOtherPage(followBaby);
onChange(showToday);
find("#today").hidden = false;
showLink();
