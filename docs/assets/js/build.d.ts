/** The build replaces these names in each module with data; see pages/scripts.py. */

declare const AGE_RULE: import("./age.js").Limits;

/** The way to the root of the site in each language, from that of this one. */
declare const EDITIONS: string[];

/** The current id of each renamed record, by section and former id. */
declare const NOW_CALLED: Record<string, Record<string, string>>;

/** The phrases of data/house/words.yaml that the module uses, by id. */
declare const WORDS: Record<string, string>;
