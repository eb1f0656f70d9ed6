// @ts-check
/** On the page of an age: what keeps its pages on this device for a bad signal. */
import { forgetAge, keepPages, keptAges } from "./device.js";
import { formatter, make, tell } from "./every-page.js";

const say = formatter(WORDS);

const age = /ages\/([a-z0-9-]+)/.exec(location.pathname)?.[1] ?? "";
const button = make("button", { class: "app-button", type: "button" });
const status = make("p", { role: "status" });
let isKept = false;

/** @param {string} said */
async function show(said) {
  isKept = (await keptAges()).includes(age);
  tell(button, isKept ? say("js-keep-remove") : say("js-keep"));
  tell(status, said);
}

async function toggle() {
  const wasKept = isKept;
  tell(status, say("js-keep-waits"));
  try {
    await (wasKept ? forgetAge(age) : keepPages(age));
    await show(wasKept ? say("js-keep-removed") : say("js-keep-done"));
  } catch {
    await show(say("js-keep-lost"));
  }
}

button.addEventListener("click", toggle);
if (navigator.serviceWorker) {
  const panel = make("div", { id: "keep", class: "app-panel app-print" });
  panel.append(make("h2", {}, say("js-keep-title")), make("p", {}, say("js-keep-explain")), button, status);
  document.querySelector(".app-neighbours")?.after(panel);
  show("").catch(() => {
    button.hidden = true;
    tell(status, say("js-keep-not-here"));
  });
}
