// @ts-check
/** The finder above a list: it filters the items with `data-fits`, which name the choices that each passes. */
import { currentId, onOtherPage } from "./device.js";
import { formatter } from "./every-page.js";

const say = formatter(WORDS);

const form = /** @type {HTMLFormElement} */ (document.getElementById("finder"));
const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
const go = /** @type {HTMLButtonElement} */ (form.elements.namedItem("show"));
/** @type {NodeListOf<HTMLElement>} */
const items = document.querySelectorAll("[data-fits]");
/** @type {NodeListOf<HTMLElement>} */
const parts = document.querySelectorAll("#finder ~ *, #finder ~ * :is(details, ul)");
const groups = [...parts].filter((each) => each.querySelector("[data-fits]"));

/** Choose a value, if the form offers it. @param {string} name @param {string} value */
function choose(name, value) {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.checked = field.value === value;
  if (field instanceof HTMLSelectElement && [...field.options].some((each) => each.value === value)) field.value = value;
}

/** @param {string | null} page of the baby */
function chooseAgeOfBaby(page) {
  choose("age", "all");
  choose("age", page?.split("/")[1] ?? "");
  if (!form.hidden) apply();
}

/** @returns {[string, string][]} */
function chosen() {
  return /** @type {[string, string][]} */ ([...new FormData(form)]).filter(([, value]) => value);
}

function show() {
  const wanted = chosen().filter(([, value]) => value !== "all").map(([name, value]) => `[data-fits~="${name}:${value}"]`);
  const found = new Set();
  for (const item of items) {
    item.hidden = !item.matches(`li${wanted.join("")}`);
    // An activity is listed under each of its ages.
    if (!item.hidden) found.add(item.id || item.querySelector("a")?.href);
  }
  for (const group of groups) {
    group.hidden = !group.querySelector("[data-fits]:not([hidden])");
    if (group instanceof HTMLDetailsElement) group.open = !group.hidden && wanted.length > 0;
    const title = group.matches("ul") && group.previousElementSibling;
    if (title) /** @type {HTMLElement} */ (title).hidden = group.hidden;
  }
  const number = ["none", "one"][found.size] ?? "many";
  status.textContent = say(`js-found-${number}`, { count: found.size });
  status.classList.toggle("app-hidden", found.size > 0); // the button says it, too
  go.hidden = !found.size;
  if (found.size) go.textContent = say(`js-show-${number}`, { count: found.size });
}

/** Open the groups that have what was found, and go to the first. */
function goToFound() {
  for (const group of groups) {
    if (group instanceof HTMLDetailsElement) group.open = !group.hidden;
  }
  /** @type {HTMLElement | null | undefined} */
  const first = [...items].find((item) => !item.closest("[hidden]"))?.querySelector("a, summary");
  first?.focus();
}

/** Show what fits, and put the choices into the address for links and reloads. */
function apply() {
  history.replaceState(null, "", `?${new URLSearchParams(chosen())}`);
  show();
}

/** Go to what the address names, and open it; if the finder hides it, reset the finder. */
function goToTarget() {
  const target = document.getElementById(location.hash.slice(1));
  if (!target) return;
  if (target.closest("[hidden]")) form.reset();
  // After the reset, which shuts every group.
  setTimeout(() => {
    for (const fold of [target.closest("details"), target.querySelector("details")]) fold?.setAttribute("open", "");
    target.scrollIntoView();
  });
}

window.addEventListener("hashchange", goToTarget);
form.addEventListener("change", apply);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(apply)); // the fields change after the event
go.addEventListener("click", goToFound);

if ("followsBaby" in form.dataset) onOtherPage(chooseAgeOfBaby);
for (const [name, value] of new URLSearchParams(location.search)) choose(name, currentId(`${name}s`, value));
show();
form.hidden = false;
goToTarget();
