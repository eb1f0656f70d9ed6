/**
 * Runs right after the header of every page, before the rest is painted. It applies the reader's colors, light
 * or dark. It adds classes to `html` for what this device stores about babies, so that CSS can reserve space
 * for what the modules show later. And it prints, so that the first tap does.
 */
{
  const KEY = "infant-ot-colors";
  const button = document.querySelector(".app-colors");
  let kept = [];
  let colors = null;
  try {
    colors = localStorage.getItem(KEY);
    kept = Object.entries(localStorage).filter(([key]) => key.startsWith("infant-ot:baby:"));
  } catch {
    // The browser blocks storage, so nothing is stored.
  }
  const early = kept.some(([, baby]) => /(due|weeks)\W+\d/.test(baby));
  document.documentElement.className = `js ${kept[0] ? "app-kept" : ""} ${early ? "app-early" : ""} ${kept[1] ? "app-twins" : ""}`;
  let isDark = colors ? colors === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const paint = () => {
    document.body.dataset.mdColorScheme = isDark ? "slate" : "default";
    button.title = isDark ? button.dataset.light : button.dataset.dark;
  };
  paint();
  document.addEventListener("click", ({ target }) => target.closest?.("[name=print]") && print());
  button.addEventListener("click", () => {
    isDark = !isDark;
    paint();
    try {
      localStorage.setItem(KEY, isDark ? "dark" : "light");
    } catch {
      // The choice lasts until the reader leaves the page.
    }
  });
}
