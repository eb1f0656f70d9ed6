// @ts-check
/** Finds and ranks the entries of search.json; it needs no page. */
import MiniSearch from "./vendor/minisearch.js";

/** @typedef {[label: string, look: string, weight: number]} Kind */
/** @typedef {[address: string, title: string, kind: number, line: string, words: string]} Entry */
/** @typedef {{ text: string, number: string, address: string }} Answer */
/** @typedef {{ kinds: Kind[], entries: Entry[], endings: string, lists: Record<string, string[]>, spanish: Answer | null }} Index */
/** @typedef {{ address: string, title: string, label: string, look: string, line: string }} Found */

const MOST = 20;

/** @param {string} text */
function wordsIn(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f'\u2019]/g, "").toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

/** A text without spaces, so that "tummytime" is "tummy time". @param {string} text */
const plain = (text) => wordsIn(text).join("");

/** The words of phrases, and each two neighbors as one: "tummytime". @param {string} text phrases between bars */
function wordsToIndex(text) {
  return text.split("|").flatMap((phrase) => {
    const words = wordsIn(phrase);
    return [...words, ...words.slice(1).map((word, at) => words[at] + word)];
  });
}

/** Return what tells whether a query is in Spanish. @param {Index} index @returns {(query: string) => boolean} */
export function spanishIn({ spanish: answer, lists }) {
  if (!answer) return () => false;
  const [spanish, small] = [new Set(lists.spanish), new Set(lists["spanish-small"])];
  return (query) => {
    const words = wordsIn(query);
    return words.some((word) => spanish.has(word)) || words.filter((word) => small.has(word)).length > 1;
  };
}

/** Return what finds the entries for a query, the best first. @param {Index} index @returns {(query: string) => Found[]} */
export function finderIn({ kinds, entries, endings, lists }) {
  const [skipped, negative] = [new Set(lists.skipped), new Set(lists.negative)];

  /** @type {Map<string, string>} */
  const stems = new Map();

  const ending = new RegExp(endings);

  /** One form for all endings of a word: choke, chokes, choked, choking. @param {string} word */
  const stem = (word) => {
    const known = stems.get(word);
    if (known) return known;
    const found = negative.has(word) ? "not" : word
      .replace(ending, (_, ...parts) => parts.slice(0, -2).join(""))
      .replace(/(.)\1$/, "$1");
    stems.set(word, found);
    return found;
  };

  /** The words that count; all of them, if none does. @param {string} text */
  const wordsThatCount = (text) => {
    const words = wordsIn(text);
    const counting = words.filter((word) => !skipped.has(word));
    return counting.length ? counting : words;
  };
  const stemsOf = (/** @type {string} */ text) => new Set(wordsThatCount(text).map(stem));

  const search = new MiniSearch({
    fields: ["title", "words", "line"],
    tokenize: (text, field) => (field === "line" ? wordsIn(text) : wordsToIndex(text)),
    processTerm: (word) => (stem(word) === word ? word : [word, stem(word)]),
    searchOptions: {
      tokenize: wordsThatCount,
      boost: { title: 3, words: 3, line: 0.5 },
      prefix: (term) => term.length > 2,
      fuzzy: (term) => (/\d/.test(term) || term.length < 5 ? false : term.length < 7 ? 1 : 2),
    },
  });
  search.addAll(entries.map(([, title, , line, words], id) => ({ id, title, line, words })));

  /**
   * How close a query is to a title or to one phrase that parents type: from 0 to 1, and 2 if it is the same.
   * @param {number} id @param {string[]} terms that were found @param {string} query
   */
  const closeness = (id, terms, query) => {
    const [, title, , , words] = entries[id];
    const [typed, wanted] = [plain(query), [...stemsOf(query)]];
    // A word that is longer or has another letter in it counts for less.
    const share = (/** @type {string} */ each) => {
      if (!terms.includes(each)) return 0;
      if (wanted.includes(each)) return 1;
      return wanted.some((start) => each.startsWith(start)) ? 0.9 : 0.7;
    };
    return Math.max(...[title, ...words.split("|")].map((phrase) => {
      if (plain(phrase) === typed) return 2;
      const own = [...stemsOf(phrase)];
      return own.reduce((sum, each) => sum + share(each), 0) / Math.max(own.length, wanted.length);
    }));
  };

  return (query) => (
    search.search(query)
      .slice(0, 4 * MOST)
      .map(({ id, score, terms }) => {
        const close = closeness(id, terms, query);
        // An urgent kind counts in full only if the query is close to it.
        const weight = kinds[entries[id][2]][2] ** Math.min(1, 1.5 * close);
        return { id, score: weight * (1 + 4 * close ** 2) * Math.sqrt(score) };
      })
      .sort((one, other) => other.score - one.score)
      .slice(0, MOST)
      .map(({ id }) => {
        const [address, title, kind, line] = entries[id];
        const [label, look] = kinds[kind];
        return { address, title, label, look, line };
      })
  );
}
