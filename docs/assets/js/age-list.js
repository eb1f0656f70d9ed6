// @ts-check
/** The lists of all ages: the baby's own is marked. */
import { onOtherPage } from "./device.js";
import { make, root, sayer } from "./every-page.js";

const say = sayer(WORDS);

onOtherPage((page) => {
  for (const link of document.querySelectorAll("[data-ages] a")) {
    const isOwn = page !== null && /** @type {HTMLAnchorElement} */ (link).href === `${root}${page}`;
    link.querySelector(".app-mine")?.remove();
    link.classList.toggle("app-is-mine", isOwn);
    if (isOwn) link.append(make("span", { class: "app-mine app-hidden" }, ` (${say("js-mine")})`));
  }
});
