// Prints what search finds for each query, as JSON: `node search.mjs FOLDER < queries`, FOLDER being that of the
// built scripts.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const { finderIn, spanishIn } = await import(pathToFileURL(`${folder}/find.js`).href);
const index = JSON.parse(readFileSync(`${folder}/search.json`, "utf8"));
const [find, isSpanish] = [finderIn(index), spanishIn(index)];
const queries = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(queries.map((query) => ({ spanish: isSpanish(query), found: find(query) }))));
