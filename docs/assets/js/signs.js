// @ts-check
/** The lists of signs by months: which of them count for the baby now. */
import { age, onChange } from "./device.js";
import { make, sayer } from "./every-page.js";

const say = sayer(WORDS);

onChange(() => {
  const found = age();
  const used = found?.ok ? [found.months ?? 0] : [];
  // A danger that ends counts until both ages are past its end.
  const either = found?.ok ? [...used, found.birth.months] : [];
  for (const group of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("details[data-month]"))) {
    const { month, to } = group.dataset;
    const counts = (to ? either : used).some((age) => Number(month) <= age && age < Number(to ?? Infinity));
    group.querySelector(".app-mine")?.remove();
    if (counts) {
      group.querySelector("summary")?.append(" ", make("span", { class: "app-mine app-when" }, say("js-counts")));
    }
  }
});
