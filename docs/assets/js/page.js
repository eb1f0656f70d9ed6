// @ts-check
/// <reference path="build.d.ts" />
/** What the build gives the scripts of a page, and how they write on it. */

export const rule = AGE_RULE;

/** The address of the site's root. */
export const root = new URL("../../", import.meta.url).href;

/** @typedef {(id: string, values?: Record<string, string | number>) => string} Say */

/** What says the phrases of one module, with their names filled in. @param {typeof WORDS} words @returns {Say} */
export const sayer = (words) => (id, values = {}) => (
  words[id].replace(/\{(\w+)\}/g, (_, name) => String(values[name]))
);

const renamed = new Map(Object.entries(NOW_CALLED).map(([section, ids]) => [section, new Map(Object.entries(ids))]));

/** The present id of a record, by the one that an old link or answer has. @param {string} section @param {string} id */
export function nowCalled(section, id) {
  return renamed.get(section)?.get(id) ?? id;
}

/** The ids that a record has had, its present one first. @param {string} section @param {string} id */
export function namesOf(section, id) {
  const former = [...(renamed.get(section) ?? [])].filter(([, present]) => present === id);
  return [id, ...former.map(([name]) => name)];
}

/**
 * The records that a link lists, by their present ids.
 * @param {string} section @param {string | null} text ids and commas, and whatever a message put around them
 */
export function idsIn(section, text) {
  const ids = (text ?? "").split(",").map((id) => id.replace(/^[^a-z0-9]+|[^a-z0-9]+$/gi, ""));
  return [...new Set(ids.filter(Boolean).map((id) => nowCalled(section, id)))];
}

/** A day in words, in the reader's own calendar style. @param {string} text "YYYY-MM-DD" */
export function dayInWords(text) {
  const [year, month, day] = text.split("-").map(Number);
  return new Date(year, month - 1, day, 12).toLocaleDateString(document.documentElement.lang, {
    dateStyle: "medium",
  });
}

/** @param {string} tag @param {Record<string, string>} [attributes] @param {...(Node | string)} children */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Write a text only where it is new: a screen reader reads out what is written. @param {Element | null} place @param {string} text */
export function tell(place, text) {
  if (place && place.textContent !== text) place.textContent = text;
}
