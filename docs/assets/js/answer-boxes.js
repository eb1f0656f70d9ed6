// @ts-check
/** Adds answer boxes to the milestones and signs of a page. */
import { answer, answersOf, setAnswer } from "./answers.js";
import { onChange, shownBaby } from "./device.js";
import { dayInWords, make, formatter } from "./every-page.js";

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
    // A unique name, because the page of components shows a record twice.
    type: words.length > 1 ? "radio" : "checkbox", name: `tick-${at}`, value: word, autocomplete: "off",
  })));
  const clear = make("button", { type: "button", class: "app-tick__clear", "aria-label": say("js-answer-clear") }, "×");
  const said = make("p", { class: "app-tick__said", role: "status" });
  const list = make("a", { class: "app-tick__list", href: before, hidden: "" }, say("js-list-before"));

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

  const labels = inputs.map((input) => (
    make("label", {}, input, make("span", {}, say(`js-tick-${place.dataset.label ?? input.value}`)))
  ));
  place.append(make("fieldset", { class: "app-tick" },
    make("legend", { class: "app-hidden" }, title), ...labels, ...(inputs.length > 1 ? [clear] : []), said, list));

  /** @type {string | undefined} */
  let last;
  onChange(() => {
    const given = answer(shownBaby(), kind, id);
    for (const input of inputs) input.checked = given?.word === input.value;
    // It keeps its place, so that the answers don't move under a thumb.
    clear.classList.toggle("app-tick__clear--off", !given);
    list.hidden = !before || given?.word !== "not-yet";
    if (last === (last = JSON.stringify(given))) return; // a screen reader announces every change
    said.replaceChildren(...(given ? whatFollows(place, given) : []));
    // The day alone is for the visit sheet, and for a screen reader: a row for it would move those below.
    said.classList.toggle("app-hidden", said.childNodes.length < 2);
  });
}

/** What an answer leads to. @param {HTMLElement} place @param {import("./answers.js").Answer} given */
function whatFollows(place, given) {
  const sentences = [
    say("js-tick-day", { day: dayInWords(given.day) }),
    ...(given.word === "not-sure" ? [say("js-not-sure")] : []),
    ...(given.isKept ? [] : [say("js-keeps-nothing")]),
  ];
  const parts = sentences.map((sentence) => make("span", {}, sentence, " "));
  return given.word === "not-yet" ? [...whatToDo(place), ...parts] : parts;
}

/** What to do after "not yet", and the first number to call, read from the details. @param {HTMLElement} place */
function whatToDo(place) {
  const { action } = /** @type {HTMLElement | null} */ (place.querySelector("[data-action]"))?.dataset ?? {};
  return action ? [make("strong", {}, action), " ", ...firstNumber(place)] : [];
}

/** @param {HTMLElement} place @returns {(Node | string)[]} a link with the name of the contact; none without a phone */
function firstNumber(place) {
  const call = place.querySelector("details .app-call[href^='tel:']");
  const contact = call?.closest("li")?.cloneNode(true);
  if (!call || !(contact instanceof Element)) return [];
  for (const other of contact.querySelectorAll("a, .app-meaning")) other.remove();
  const number = make("span", { class: "app-tick__number" }, call.textContent ?? "");
  const href = call.getAttribute("href") ?? "";
  return [make("a", { class: "app-call", href }, `${contact.textContent?.trim()} `, number), " "];
}

/** @type {HTMLElement | null} */
const bring = document.querySelector(".app-bring");
if (bring) onChange(() => (bring.hidden = !answersOf(shownBaby()).length));
/** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-tick]")).forEach(addBox);
