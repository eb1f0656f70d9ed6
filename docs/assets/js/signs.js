// @ts-check
/** Marks which of the lists of signs by months apply to the baby now. */
import { age, onChange } from "./device.js";
import { make, formatter } from "./every-page.js";

const say = formatter(WORDS);

onChange(() => {
  const found = age();
  const used = found?.ok ? [found.months ?? 0] : [];
  // A danger that ends applies until both ages are past its end.
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
