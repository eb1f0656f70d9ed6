// What a reader finds by role and name, as far as these pages need it.
(() => {
  const ROLES = {
    button: "button, summary, label[title]",
    checkbox: "input[type=checkbox]",
    combobox: "select",
    link: "a[href]",
    radio: "input[type=radio]",
    textbox: "input:not([type=radio], [type=checkbox]), textarea",
  };
  const plain = (text) => (text ?? "").replace(/\s+/g, " ").trim();
  const names = (element) => [
    element.getAttribute("aria-label"),
    element.title,
    element.placeholder,
    ...[...(element.labels ?? [])].map((label) =>
      [...label.childNodes].filter((node) => !node.contains(element)).map((node) => node.textContent).join("")),
    element.textContent,
  ].map(plain);
  const find = (role, name, within) =>
    [...document.querySelectorAll(within)]
      .flatMap((place) => [...place.querySelectorAll(ROLES[role])])
      .find((each) => each.checkVisibility({ visibilityProperty: true }) && names(each).includes(name));

  return {
    /** The middle of what a finger would hit, once it is in view and nothing covers it. */
    async point(role, name, within) {
      const element = find(role, name, within);
      element?.scrollIntoView({ block: "center", behavior: "instant" });
      // Until a frame is drawn, a tap would go where things were.
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      for (const part of element ? [element, ...(element.labels ?? [])] : []) {
        const { x, y, width, height } = part.getClientRects()[0];
        const middle = [x + width / 2, y + height / 2];
        const hit = document.elementFromPoint(...middle);
        if (hit && (part.contains(hit) || element.contains(hit))) return middle;
      }
      return null;
    },
    choose(name, option, within) {
      const list = find("combobox", name, within);
      const chosen = [...(list?.options ?? [])].find(({ text }) => plain(text) === option);
      if (!chosen) return false;
      chosen.selected = true;
      list.dispatchEvent(new Event("change", { bubbles: true }));
      return true;
    },
    checked(name, within) {
      const found = find("radio", name, within) ?? find("checkbox", name, within);
      return found && (found.checked ? "yes" : "no");
    },
  };
})()
