// @ts-check
/** The calendar page: shows dates for the selected baby, and a button that saves them as a file. */
import { dayText } from "./age.js";
import { calendarText, entriesFor } from "./calendar.js";
import { babies, facts, nameOf, onChange, rule, shownBaby, today } from "./device.js";
import { dayInWords, formatter, tell } from "./every-page.js";
import { saveFile } from "./save-file.js";

const say = formatter(WORDS);

/** @typedef {import("./calendar.js").Row} Row */

const section = /** @type {HTMLElement} */ (document.getElementById("save"));
const status = /** @type {HTMLElement} */ (section.querySelector("[role=status]"));
/** The baby named in the status. */
let saidFor = "";
const places = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-months]")]);

function entries() {
  const rows = places.map(({ id, dataset }) => /** @type {Row} */ ({
    ...dataset,
    id: `${id}-${shownBaby()}`,
    url: new URL(dataset.url ?? "", location.href).href,
  }));
  return entriesFor(rows, facts(shownBaby()) ?? { born: null }, today(), rule);
}

function show() {
  const found = entries();
  places.forEach((place, at) => {
    tell(place.querySelector(".app-calendar__day"), found[at] ? dayInWords(dayText(found[at].day)) : "");
  });
  section.hidden = !found.some(({ ahead }) => ahead);
  const baby = nameOf(shownBaby());
  if (saidFor !== baby) tell(status, say("js-calendar-for", { baby })); // don't overwrite the message that a file was saved
  saidFor = baby;
}

function save() {
  const baby = nameOf(shownBaby());
  const own = entries().map((entry) => (
    babies().length > 1 ? { ...entry, title: say("js-calendar-whose", { baby, title: entry.title }) } : entry
  ));
  saveFile("infant-ot.ics", "text/calendar", calendarText(own, today()));
  status.textContent = say("js-calendar-saved", { baby });
}

section.querySelector("button")?.addEventListener("click", save);
onChange(show);
