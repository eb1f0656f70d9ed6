/**
 * The theme's script waits until a reader touches the page. This stands right after the header of every
 * page and does at once what the theme would do there: it paints the reader's choice of light or dark.
 */
{
  const choices = [...document.querySelectorAll("[name=__palette]")];

  /** Show one choice of the palette, and the button that leads to the next. */
  const paint = (choice) => {
    const color = {};
    for (const part of ["media", "scheme", "primary", "accent"]) {
      color[part] = choice.getAttribute(`data-md-color-${part}`);
      document.body.setAttribute(`data-md-color-${part}`, color[part]);
    }
    for (const each of choices) each.nextElementSibling.hidden = each !== choice;
    return { index: choices.indexOf(choice), color };
  };

  document.documentElement.classList.replace("no-js", "js");
  paint(
    choices[__md_get("__palette")?.index] ??
      choices.find((each) => matchMedia(each.dataset.mdColorMedia).matches) ??
      choices[0],
  );
  for (const each of choices) each.addEventListener("change", () => __md_set("__palette", paint(each)));
}
