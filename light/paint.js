/**
 * The theme's script waits until a reader touches the page. This stands right after the header of every
 * page and does at once what the theme would do there: it paints the reader's choice of light or dark. And it
 * says in the classes of `html` what is kept here of babies, so that what follows them has its room at once.
 */
{
  /** Show one choice of the palette, and the button that leads to the next. */
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
    // Nothing is kept where the browser forbids it.
  }
  const early = kept.some(([, baby]) => /(due|weeks)\W+\d/.test(baby));
  document.documentElement.className = `js ${kept[0] ? "app-kept" : ""} ${early ? "app-early" : ""} ${kept[1] ? "app-twins" : ""}`;
  // The page comes painted light, which is the first choice.
  const index = __md_get("__palette")?.index ?? Number(matchMedia("(prefers-color-scheme: dark)").matches);
  if (index !== 0) paint(index);
  addEventListener("change", ({ target: { name, id } }) => {
    if (name === "__palette") __md_set(name, paint(Number(id.slice(-1))));
  });
}
