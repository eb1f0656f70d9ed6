// @ts-check
/**
 * The days of the calendar page, and the text of a calendar file (iCalendar, RFC 5545).
 *
 * @typedef {import("./age.js").Day} Day
 * @typedef {{id: string, months: string, by: string, title: string, text: string, url: string}} Row
 *   `by` is "birth", or "use" for what goes by the age in use
 * @typedef {Row & {day: Day, ahead: boolean}} Entry
 */
import { addDays, addMonths, ageOf, daysBetween, parseDay } from "./age.js";

/**
 * Each row with the day on which its months are reached; none when the age isn't known.
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
const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");

/** At most 75 octets in a line, and no character torn. @param {string} line */
function folded(line) {
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
 * An all-day event, without alarm, for each day that is still ahead. The date in the UID keeps
 * babies of two families apart in a calendar that they share.
 * @param {Entry[]} entries @param {Day} today
 */
export function calendarText(entries, today) {
  const events = entries.filter(({ ahead }) => ahead).flatMap(({ id, day, title, text, url }) => [
    "BEGIN:VEVENT",
    `UID:${id}-${dateOf(day)}@infant-ot`,
    `DTSTAMP:${dateOf(today)}T000000Z`,
    `DTSTART;VALUE=DATE:${dateOf(day)}`,
    `DTEND;VALUE=DATE:${dateOf(addDays(day, 1))}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(`${text}\n${url}`)}`,
    `URL:${url}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//infant-ot//calendar//EN", ...events, "END:VCALENDAR"]
    .map(folded).join("");
}
