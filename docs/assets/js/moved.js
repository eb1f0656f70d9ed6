// @ts-check
/** A page whose record was renamed: go on to its new address, and to the same place in it. */
const link = /** @type {HTMLAnchorElement} */ (document.getElementById("moved-to"));
location.replace(link.href + location.search + location.hash);
