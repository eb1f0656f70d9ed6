// @ts-check
/** Offers to show only the signs that apply to the baby now; the finder filters by what this adds to `data-fits`. */
import { age, onChange } from "./device.js";
import { make, formatter } from "./every-page.js";

const say = formatter(WORDS);

const form = /** @type {HTMLFormElement} */ (document.getElementById("finder"));
const list = /** @type {HTMLSelectElement} */ (form.elements.namedItem("age"));
const now = /** @type {HTMLOptionElement} */ (make("option", { value: "now" }, say("js-counts")));
// The finder can't choose from the address what isn't offered yet.
const isAsked = location.search.includes("age=now");
/** @type {NodeListOf<HTMLElement>} */
const signs = document.querySelectorAll("[data-month]");
let last = "";

/** @param {number[]} ages the one that skills go by, and the birth age */
function markSigns([used, birth]) {
  for (const { dataset } of signs) {
    const { month, to, fits } = dataset;
    // A danger that ends applies until both ages are past its end.
    const counts = (to ? [used, birth] : [used]).some((age) => Number(month) <= age && age < Number(to ?? Infinity));
    dataset.fits = `${fits?.replace(" age:now", "")}${counts ? " age:now" : ""}`;
  }
}

onChange(() => {
  const found = age();
  const ages = found?.ok ? [found.months ?? 0, found.birth.months] : [];
  if (last === (last = String(ages))) return;
  const isChosen = list.value === "now" || (isAsked && !now.isConnected);
  if (ages.length) {
    markSigns(ages);
    if (!now.isConnected) list.options[0].after(now);
    if (isChosen) list.value = "now";
  } else now.remove(); // the list then shows all ages
  if (isChosen) form.dispatchEvent(new Event("change"));
});
