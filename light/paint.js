/**
 * Runs right after the header of every page, while the theme's script is deferred. It applies the reader's
 * palette, light or dark, as the theme would. And it adds classes to `html` for what this device stores about
 * babies, so that CSS can reserve space for what the modules show later.
 */
{
  /** Apply one palette, and show the button that switches to the next. */
  const paint = (index) => {
    const choices = [...document.getElementsByName("__palette")];
    const color = {};
    for (const part of ["media", "scheme", "primary", "accent"]) {
      color[part] = choices[index].getAttribute(`data-md-color-${part}`);
      document.body.setAttribute(`data-md-color-${part}`, color[part]);
    }
    choices.forEach((each, at) => (each.nextElementSibling.hidden = at !== index));
    return { index, color };
  };

  let kept = [];
  try {
    kept = Object.entries(localStorage).filter(([key]) => key.startsWith("infant-ot:baby:"));
  } catch {
    // The browser blocks storage, so nothing is stored.
  }
  const early = kept.some(([, baby]) => /(due|weeks)\W+\d/.test(baby));
  document.documentElement.className = `js ${kept[0] ? "app-kept" : ""} ${early ? "app-early" : ""} ${kept[1] ? "app-twins" : ""}`;
  // The page is built with the first palette, the light one.
  const index = __md_get("__palette")?.index ?? Number(matchMedia("(prefers-color-scheme: dark)").matches);
  if (index !== 0) paint(index);
  addEventListener("change", ({ target: { name, id } }) => {
    if (name === "__palette") __md_set(name, paint(Number(id.slice(-1))));
  });
}
