// @ts-check
/** The calendar page: real days for the baby that pages follow, and a button that saves them as a file. */
import { babies, current, dayInWords, dayText, facts, make, nameOf, onOtherTab, rule, sayer, today } from "./baby.js";
import { calendarText, entriesFor } from "./calendar.js";

/** @typedef {import("./calendar.js").Row} Row */

const say = sayer(WORDS);

const section = /** @type {HTMLElement} */ (document.getElementById("save"));
const status = /** @type {HTMLElement} */ (section.querySelector("[role=status]"));
const places = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-months]")]);

function entries() {
  const rows = places.map(({ id, dataset }) => /** @type {Row} */ ({
    ...dataset,
    id: `${id}-${current()}`,
    url: new URL(dataset.url ?? "", location.href).href,
  }));
  return entriesFor(rows, facts(current()) ?? { born: null }, today(), rule);
}

function show() {
  const found = entries();
  places.forEach((place, at) => {
    const day = /** @type {HTMLElement} */ (place.querySelector(".app-calendar__day"));
    day.textContent = found[at] ? dayInWords(dayText(found[at].day)) : "";
  });
  section.hidden = !found.some(({ ahead }) => ahead);
  status.textContent = say("js-calendar-for", { baby: nameOf(current()) });
}

function save() {
  const baby = nameOf(current());
  const own = entries().map((entry) => (
    babies().length > 1 ? { ...entry, title: say("js-calendar-whose", { baby, title: entry.title }) } : entry
  ));
  const href = URL.createObjectURL(new Blob([calendarText(own, today())], { type: "text/calendar" }));
  make("a", { href, download: "infant-ot.ics" }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60000); // Safari reads it after the click
  status.textContent = say("js-calendar-saved", { baby });
}

show();
section.querySelector("button")?.addEventListener("click", save);
// A button in there switches to another baby, before its click comes here.
document.querySelector(".app-my-baby")?.addEventListener("click", show);
onOtherTab(show);
