// @ts-check
/**
 * What every page needs at once.
 *
 * The theme's menu and search on a phone open by touch only: their buttons are labels of hidden check boxes.
 * This puts real buttons in their place. It also takes away the theme's one-letter shortcuts, which fire by
 * accident in speech input (WCAG 2.1.4). And it shows the line on a check that fell due after the build.
 */

const SHORTCUTS = /^[sfpn./,]$/i;

window.addEventListener(
  "keydown",
  (event) => {
    const target = event.target;
    const typing = target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (plain && !typing && SHORTCUTS.test(event.key)) event.stopImmediatePropagation();
  },
  { capture: true },
);

/**
 * Put a real button in the place of a label that only a finger or a mouse can use.
 * @param {HTMLLabelElement} label
 */
function makeButton(label) {
  const box = document.getElementById(label.htmlFor);
  if (!(box instanceof HTMLInputElement) || !box.dataset.mdToggle) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = `${label.className} app-header-button`;
  button.dataset.opens = box.dataset.mdToggle;
  button.setAttribute("aria-label", label.title);
  button.append(...label.childNodes);
  label.replaceWith(button);
  const show = () => button.setAttribute("aria-expanded", String(box.checked));
  box.addEventListener("change", show);
  show();
  button.addEventListener("click", (event) => {
    box.click();
    // A click by key has no detail: then the keyboard goes where the eye goes.
    if (box.checked && event.detail === 0) firstIn(box)?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.checked) return;
    box.click();
    button.focus();
  });
}

/**
 * What to go to when a menu has opened.
 * @param {HTMLInputElement} box
 * @returns {HTMLElement | null}
 */
function firstIn(box) {
  return box.dataset.mdToggle === "drawer"
    ? document.querySelector(".md-nav--primary a.md-nav__link--active, .md-nav--primary a.md-nav__link")
    : document.querySelector(".md-search__input");
}

/**
 * The titles of open parts of the menu lead back; let them do so by key.
 * @param {HTMLLabelElement} label
 */
function makeReachable(label) {
  label.tabIndex = 0;
  label.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      label.click();
    }
  });
}

for (const label of document.querySelectorAll(".md-nav .md-nav .md-nav__title[for]")) {
  if (label instanceof HTMLLabelElement) makeReachable(label);
}
for (const label of document.querySelectorAll("label.md-header__button")) {
  if (label instanceof HTMLLabelElement) makeButton(label);
}

/** @type {HTMLElement | null} */
const overdue = document.querySelector(".app-overdue");
if (overdue && new Date().toISOString().slice(0, 10) > (overdue.dataset.due ?? "")) overdue.hidden = false;
