// @ts-check
/** On the page of an activity: the button that saves it for later, as the beginning of a plan. */
import { canStore, onChange, saveActivity, savedActivities } from "./device.js";
import { formatter, make, tell } from "./every-page.js";

const say = formatter(WORDS);

const id = /activities\/([a-z0-9-]+)/.exec(location.pathname)?.[1] ?? "";
const isSaved = () => savedActivities().includes(id);

if (canStore) {
  const button = make("button", { class: "app-button", type: "button" }, say("js-later"));
  const status = make("span", { role: "status" });
  button.addEventListener("click", () => {
    const isStored = saveActivity(id, !isSaved());
    tell(status, isStored ? (isSaved() ? say("js-later-done") : "") : say("js-later-no-room"));
  });
  // In the row of the print button, where it needs no room of its own.
  const row = document.querySelector("article .app-print");
  row?.classList.add("app-buttons");
  row?.append(button, status);
  onChange(() => button.setAttribute("aria-pressed", String(isSaved())));
}
