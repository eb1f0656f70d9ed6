// @ts-check
/**
 * Reminders in the family's calendar after a "not yet": whether they called, and to look again. Never in place of
 * a call: after a sign, or a "not yet" to call about sooner, the page says to call instead.
 */
import { addDays, daysBetween, parseDay } from "./age.js";
import { answersOf } from "./answers.js";
import { calendarText } from "./calendar.js";
import { babies, nameOf, onChange, shownBaby, today } from "./device.js";
import { formatter, tell } from "./every-page.js";
import { saveFile } from "./save-file.js";

const say = formatter(WORDS);

const section = /** @type {HTMLElement} */ (document.getElementById("again"));
const callFirst = (section.dataset.callFirst ?? "").split(" ");
const status = section.querySelector("[role=status]");
const call = /** @type {HTMLElement} */ (section.querySelector("[data-again=call]"));
const offer = /** @type {HTMLElement} */ (section.querySelector("[data-again=offer]"));

const isNotYet = (/** @type {{word: string}} */ { word }) => word === "not-yet";

/** The reminders still ahead, two for each day with a "not yet". They name no milestone, because others read along. */
function reminders() {
  const baby = shownBaby();
  const days = new Set(answersOf(baby).filter(isNotYet).map(({ day }) => day));
  const url = new URL("./", location.href).href;
  return [...days].flatMap((day) => {
    const answered = parseDay(day);
    return answered ? [
      { id: `call-${baby}`, day: addDays(answered, 7), title: say("js-again-call"), text: say("js-again-call-text"), url },
      { id: `look-${baby}`, day: addDays(answered, 28), title: say("js-again-look"), text: say("js-again-look-text"), url },
    ] : [];
  }).map((event) => ({ ...event, ahead: daysBetween(today(), event.day) > 0 })).filter(({ ahead }) => ahead);
}

let saidFor = 0;

function show() {
  const needsCall = answersOf(shownBaby())
    .some((each) => each.kind === "sign" || (isNotYet(each) && callFirst.includes(each.id)));
  call.hidden = !needsCall;
  offer.hidden = needsCall || !reminders().length;
  section.hidden = call.hidden && offer.hidden;
  if (saidFor !== shownBaby()) tell(status, "");
  saidFor = shownBaby();
}

section.querySelector("button")?.addEventListener("click", () => {
  const baby = nameOf(shownBaby());
  const own = reminders().map((event) => (
    babies().length > 1 ? { ...event, title: say("js-calendar-whose", { baby, title: event.title }) } : event
  ));
  saveFile("look-again.ics", "text/calendar", calendarText(own, today()));
  tell(status, say("js-calendar-saved", { baby }));
});
onChange(show);
