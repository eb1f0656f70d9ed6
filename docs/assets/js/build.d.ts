/** What the build writes into each module in place of these names; see pages/scripts.py. */

declare const AGE_RULE: import("./age.js").Limits;

/** The present id of a renamed record, by section and former id. */
declare const NOW_CALLED: Record<string, Record<string, string>>;

/** The phrases of data/house/words.yaml that the module names, by id. */
declare const WORDS: Record<string, string>;
