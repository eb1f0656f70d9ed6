// @ts-check
/** Adds answer boxes to the milestones and signs of a page; all boxes of one record show the same answer. */
import { answer, setAnswer } from "./answers.js";
import { onChange, shownBaby } from "./device.js";
import { dayInWords, make, formatter, tell } from "./every-page.js";

const say = formatter(WORDS);

/** @typedef {import("./answers.js").Kind} Kind */

const before = document.querySelector("a[rel=prev]")?.getAttribute("href") ?? "";

/** Add the box of one record, and store its answer. @param {HTMLElement} place @param {number} at */
function addBox(place, at) {
  const [kind, id] = /** @type {[Kind, string]} */ ((place.dataset.tick ?? "").split(":"));
  const words = (place.dataset.words ?? "").split(" ");
  const named = place.querySelector(".app-milestone__title") ?? place.closest("details")?.querySelector("summary");
  const title = place.dataset.title ?? named?.firstChild?.textContent?.trim() ?? "";
  const inputs = words.map((word) => /** @type {HTMLInputElement} */ (make("input", {
    // A unique name, because a record can be on the page twice.
    type: words.length > 1 ? "radio" : "checkbox", name: `tick-${at}`, value: word, autocomplete: "off",
  })));
  const clear = make("button", { type: "button", class: "app-button", hidden: "" }, say("js-answer-clear"));
  const said = make("span", { role: "status" });
  const list = make("a", { href: before, hidden: "" }, say("js-list-before"));

  /** @param {string | null} word */
  const give = (word) => setAnswer(shownBaby(), kind, id, word);
  for (const input of inputs) {
    // A second tap on the chosen answer clears it.
    input.addEventListener("click", () => {
      give(answer(shownBaby(), kind, id)?.word === input.value ? null : input.value);
    });
  }
  clear.addEventListener("click", () => {
    inputs.find((input) => input.checked)?.focus();
    give(null);
  });

  const labels = inputs.map((input) => make("label", {}, input, ` ${say(`js-tick-${place.dataset.label ?? input.value}`)}`));
  const box = make("fieldset", { class: "app-tick" },
    make("legend", { class: "app-hidden" }, title), ...labels, clear,
    make("span", { class: "app-tick__day" }, said, " ", list));
  place.append(box);

  onChange(() => {
    const given = answer(shownBaby(), kind, id);
    for (const input of inputs) input.checked = given?.word === input.value;
    clear.hidden = !given || inputs.length === 1;
    list.hidden = !before || given?.word !== "not-yet";
    tell(said, given ? sentences(place, given).join(" ") : "");
  });
}

/** The sentences below an answer. @param {HTMLElement} place @param {import("./answers.js").Answer} given */
function sentences(place, given) {
  return [
    say("js-tick-day", { day: dayInWords(given.day) }),
    ...(given.word === "not-sure" ? [say("js-not-sure")] : []),
    ...(given.word === "not-yet" ? whatToDo(place) : []),
    ...(given.isKept ? [] : [say("js-keeps-nothing")]),
  ];
}

/** What to do after "not yet", and whom to call, read from the details of the milestone. @param {HTMLElement} place */
function whatToDo(place) {
  const actions = [...place.querySelectorAll("details section > p > strong")].map((each) => each.textContent);
  const contacts = [...place.querySelectorAll("details .app-calls > li")].map((each) => {
    const contact = /** @type {Element} */ (each.cloneNode(true));
    for (const fold of contact.querySelectorAll(".app-term")) fold.remove();
    return contact.textContent?.trim();
  });
  if (!contacts.length) return [];
  return [say("js-not-yet-do", { action: actions.join(" "), contacts: [...new Set(contacts)].join("; ") })];
}

/** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-tick]")).forEach(addBox);
