// @ts-check
/**
 * Calculates the dates of the calendar page, and writes a calendar file (iCalendar, RFC 5545).
 *
 * @typedef {import("./age.js").Day} Day
 * @typedef {{id: string, months: string, by: string, title: string, text: string, url: string}} Row
 *   `by` is "birth" for the birth age, or "use" for the age in use
 * @typedef {Row & {day: Day, ahead: boolean}} Entry
 */
import { addDays, addMonths, ageOf, daysBetween, parseDay } from "./age.js";

/**
 * Add to each row the day on which the baby reaches its months. Returns no rows if the age is unknown.
 * @param {Row[]} rows @param {import("./age.js").Baby} baby @param {Day} today
 * @param {import("./age.js").Limits} limits @returns {Entry[]}
 */
export function entriesFor(rows, baby, today, limits) {
  const found = ageOf(baby, today, limits);
  const born = parseDay(`${baby.born}`);
  if (!found.ok || !born) return [];
  const inUse = found.use === "birth" ? born : addDays(born, found.daysEarly);
  return rows.map((row) => {
    const day = addMonths(row.by === "birth" ? born : inUse, +row.months);
    return { ...row, day, ahead: daysBetween(today, day) > 0 };
  });
}

/** @param {Day} day */
const dateOf = ({ year, month, day }) => `${year * 10000 + month * 100 + day}`;

/** @param {string} text */
const escape = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");

/** Fold a line after at most 75 octets, without splitting a character. @param {string} line */
function fold(line) {
  let text = "";
  let room = 75;
  for (const character of line) {
    const octets = new Blob([character]).size;
    if (octets > room) {
      text += "\r\n ";
      room = 74;
    }
    text += character;
    room -= octets;
  }
  return `${text}\r\n`;
}

/**
 * Write an all-day event without an alarm for each day in the future. The date in the UID distinguishes babies
 * of two families who share a calendar.
 * @param {Omit<Entry, "months" | "by">[]} entries @param {Day} today
 */
export function calendarText(entries, today) {
  const events = entries.filter(({ ahead }) => ahead).flatMap(({ id, day, title, text, url }) => [
    "BEGIN:VEVENT",
    `UID:${id}-${dateOf(day)}@infant-ot`,
    `DTSTAMP:${dateOf(today)}T000000Z`,
    `DTSTART;VALUE=DATE:${dateOf(day)}`,
    `DTEND;VALUE=DATE:${dateOf(addDays(day, 1))}`,
    `SUMMARY:${escape(title)}`,
    `DESCRIPTION:${escape(`${text}\n${url}`)}`,
    `URL:${url}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//infant-ot//calendar//EN", ...events, "END:VCALENDAR"]
    .map(fold).join("");
}
