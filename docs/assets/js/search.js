// @ts-check
/// <reference path="build.d.ts" />
/** Shows below the field of search what it finds; every-page.js starts it once search is open. */
import { formatter, make, root, tell } from "./every-page.js";
import { finderIn, spanishIn } from "./find.js";

const PAUSE = 400; // ms after the last letter, so that a screen reader doesn't speak at each one

const say = formatter(WORDS);

/** @param {import("./find.js").Found} found */
const row = ({ address, title, label, look, line }) => make("li", {}, make("a", { href: root + address },
  make("strong", {}, title),
  make("span", { class: "app-search__kind", "data-look": look }, label),
  make("span", {}, line),
));

/** The line for a query in Spanish, with a link to its number. @param {import("./find.js").Answer} answer */
function answer({ text, number, address }) {
  const [before, after] = text.split(number);
  return [before, make("a", { href: address }, number), after];
}

/** @param {HTMLDetailsElement} search @param {import("./find.js").Index} index of search.json */
export function start(search, index) {
  const field = /** @type {HTMLInputElement} */ (search.querySelector("input"));
  const list = /** @type {HTMLElement} */ (search.querySelector("ol"));
  const inSpanish = /** @type {HTMLElement} */ (search.querySelector("[lang]"));
  const [find, isSpanish] = [finderIn(index), spanishIn(index)];
  const other = document.querySelector(".app-header a[lang]");
  let pause = 0;

  const show = () => {
    const query = field.value.trim();
    const spanish = isSpanish(query);
    const found = spanish ? [] : find(query);
    list.replaceChildren(...found.map(row));
    clearTimeout(pause);
    pause = setTimeout(() => {
      const count = say(`js-results-${["none", "one"][found.length] ?? "many"}`, { count: found.length });
      tell(search.querySelector("[role=status]"), query && !spanish ? count : "");
      inSpanish.replaceChildren(...index.spanish && spanish ? [...answer(index.spanish), " ", other?.cloneNode(true) ?? ""] : []);
    }, PAUSE);
  };

  field.addEventListener("input", show);
  list.addEventListener("click", () => { search.open = false; });
  search.addEventListener("keydown", (event) => {
    const step = event.target === field && event.key === "Enter" ? 1 : { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    /** @type {HTMLElement[]} */
    const places = [field, ...list.querySelectorAll("a")];
    const next = places[places.indexOf(/** @type {HTMLElement} */ (event.target)) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  show();
}
