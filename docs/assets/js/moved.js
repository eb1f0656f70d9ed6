// @ts-check
/** Redirects from the former address of a renamed record to the same place on its page. */
const link = /** @type {HTMLAnchorElement} */ (document.getElementById("moved-to"));
location.replace(link.href + location.search + location.hash);
