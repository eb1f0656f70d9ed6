// @ts-check
/** The finder above the list of all activities: it leaves those that fit the age, the moment and the minutes. */
import { nowCalled, onOtherPage } from "./device.js";
import { sayer } from "./every-page.js";

const say = sayer(WORDS);

const form = /** @type {HTMLFormElement} */ (document.getElementById("finder"));
const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
/** @type {NodeListOf<HTMLElement>} */
const cards = document.querySelectorAll("[data-fits]");
/** @type {NodeListOf<HTMLElement>} */
const groups = document.querySelectorAll(".app-age-group, .app-age-group .app-cards");

/** What isn't offered is passed over. @param {string} name @param {string} value */
function choose(name, value) {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.checked = field.value === value;
  if (field instanceof HTMLSelectElement && [...field.options].some((each) => each.value === value)) field.value = value;
}

/** @param {string | null} page of the baby */
function chooseAgeOfBaby(page) {
  choose("age", "all");
  choose("age", page?.split("/")[1] ?? "");
  if (!form.hidden) keep();
}

/** @returns {[string, string][]} */
function chosen() {
  return /** @type {[string, string][]} */ ([...new FormData(form)]).filter(([, value]) => value);
}

function show() {
  const wanted = chosen().filter(([, value]) => value !== "all").map(([name, value]) => `[data-fits~="${name}:${value}"]`);
  const found = new Set();
  for (const card of cards) {
    card.hidden = !card.matches(`li${wanted.join("")}`);
    if (!card.hidden) found.add(card.querySelector("a")?.href);
  }
  for (const group of groups) {
    group.hidden = !group.querySelector("[data-fits]:not([hidden])");
    const title = group.matches("ul") && group.previousElementSibling;
    if (title) /** @type {HTMLElement} */ (title).hidden = group.hidden;
  }
  status.textContent = say(`js-found-${["none", "one"][found.size] ?? "many"}`, { count: found.size });
}

/** The address holds every choice, so that a link or a reload brings them back. */
function keep() {
  history.replaceState(null, "", `?${new URLSearchParams(chosen())}`);
  show();
}

/** A heading that a link leads to is never hidden. */
function goToHeading() {
  const target = document.getElementById(location.hash.slice(1));
  if (target?.closest("[hidden]")) {
    form.reset();
    show();
  }
  target?.scrollIntoView();
}

onOtherPage(chooseAgeOfBaby);
for (const [name, value] of new URLSearchParams(location.search)) choose(name, nowCalled(`${name}s`, value));
show();
form.hidden = false;
goToHeading();

window.addEventListener("hashchange", goToHeading);
form.addEventListener("change", keep);
form.addEventListener("submit", (event) => event.preventDefault());
form.querySelector("button")?.addEventListener("click", () => {
  form.reset();
  keep();
});
