/** The build replaces these names; see pages/kept_pages.py. */

/** What no other deploy has. */
declare const DEPLOY: string;

/** The folder of the scripts of this deploy, below the site's root. */
declare const SCRIPTS: string;

/** The line on a kept page, as HTML, with a place for its day. */
declare const LINE: string;

/** How long what was kept is shown. */
declare const DAYS: number;

declare const LANGUAGE: string;
