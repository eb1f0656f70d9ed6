// @ts-check
/** Marks the baby's age in each list of ages. */
import { onOtherPage } from "./device.js";
import { make, root, formatter } from "./every-page.js";

const say = formatter(WORDS);

onOtherPage((page) => {
  for (const link of document.querySelectorAll("[data-ages] a")) {
    const isOwn = page !== null && /** @type {HTMLAnchorElement} */ (link).href === `${root}${page}`;
    link.querySelector(".app-mine")?.remove();
    link.classList.toggle("app-is-mine", isOwn);
    if (isOwn) link.append(make("span", { class: "app-mine app-hidden" }, ` (${say("js-mine")})`));
  }
});
