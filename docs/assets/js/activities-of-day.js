// @ts-check
/** Picks three activities for a day: the same all day, others the next day, and over time all of an age. */
import { daysBetween } from "./age.js";

/** @typedef {{id: string, skill: string}} Activity  skill is its main skill area */

const FIRST_DAY = { year: 1, month: 1, day: 1 };

/** FNV-1a. @param {string} text */
function hash(text) {
  let sum = 2166136261;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 16777619);
  return sum >>> 0;
}

/**
 * Rotate through the skill areas of an age, and through the activities of each skill area. The three are of
 * different skill areas if the age has as many. The order is fixed for an age, and looks random.
 * @param {Activity[]} activities of the age
 * @param {import("./age.js").Day} day
 * @param {string} age its id
 * @returns {string[]} ids
 */
export function activitiesOfDay(activities, day, age) {
  const order = (/** @type {Activity} */ { id }) => hash(`${age}:${id}`);
  const shuffled = [...activities].sort((one, other) => order(one) - order(other));
  /** @param {keyof Activity} key */
  const inTurn = (key) => [...new Set(shuffled.map((each) => each[key]))].map(
    (value) => shuffled.filter((each) => each[key] === value),
  );
  const skills = inTurn("skill");
  const groups = skills.length < 3 ? inTurn("id") : skills;
  const first = 3 * daysBetween(FIRST_DAY, day);
  return [first, first + 1, first + 2].slice(0, groups.length).map((turn) => {
    const group = groups[turn % groups.length];
    return group[Math.floor(turn / groups.length) % group.length].id;
  });
}
