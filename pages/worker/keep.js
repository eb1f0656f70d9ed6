// @ts-check
/// <reference path="build.d.ts" />
/// <reference path="leave.js" />
/**
 * The second part of keep.js, the service worker of a reader who asked to keep the pages of some ages. The query of
 * its address names them; `device.js` registers it. The policy of the pages allows it as one of the site's scripts.
 *
 * Each deploy has another keep.js, and browsers look for it on every visit. It fetches all pages anew into a cache of
 * its own, and takes the place of the earlier worker once that is complete. So what is kept is always of one deploy.
 */

const NAME = OURS + DEPLOY + location.search;
const PATIENCE = 3000; // milliseconds
const DAY = 86_400_000; // milliseconds

/** @param {RequestInfo} request */
const kept = (request) => caches.match(request, { cacheName: NAME, ignoreSearch: true }).catch(() => undefined);

/** @param {string} path @param {string} html */
const write = async (path, html) => (await caches.open(NAME)).put(path, page(html));

/** @param {string} html */
const page = (html) => new Response(html, { headers: { "Content-Type": "text/html;charset=utf-8" } });

/** Note that today this is the newest. */
const stamp = () => write("keep/day", String(Date.now()));

/** Fetch a file of this deploy, past the browser's cache. @param {string} path */
const fetched = async (path) => {
  const answer = await fetch(path, { cache: "no-cache" });
  // A page of another deploy, or of a hotel's network, doesn't name these scripts.
  const isOurs = path.startsWith(SCRIPTS) || (await answer.clone().text()).includes(SCRIPTS);
  if (!answer.ok || !isOurs) throw Error(path);
  return answer;
};

const keep = async () => {
  const cache = await caches.open(NAME);
  const { old, ages } = await (await fetched("keep.json")).json();
  /** @type {string[]} */
  const paths = location.search.slice(1).split("&").flatMap((age) => ages[age] ?? []);
  // A try that failed may have got some of them.
  await Promise.all(paths.map(async (path) => (await kept(path)) ?? cache.put(path, await fetched(path))));
  await write("keep/old", old);
  await stamp();
  await worker.skipWaiting();
};

/** On a visit: leave if the site has no keep.js any more. A newer one takes over by itself. */
const look = async () => {
  const answer = await fetch(location.href, { cache: "no-store" });
  const text = await answer.text();
  if (answer.status === 404 || (answer.ok && !text)) await leave();
  // What a parent took away in the meantime stays away.
  else if (text.includes(DEPLOY) && await caches.has(NAME)) await stamp();
};

/** A kept page with the day, or what takes its place when it is too old. @param {Response} copy */
const show = async (copy) => {
  const day = Number(await (await kept("keep/day"))?.text());
  if (!(Date.now() - day < DAYS * DAY)) return kept("keep/old");
  const words = LINE.replace("{date}", new Date(day).toLocaleDateString(LANGUAGE, { month: "long", day: "numeric" }));
  return page((await copy.text()).replace("</aside>", `$&<p class="app-preview">${words}</p>`));
};

/** @param {Request} request @param {Promise<Response>} online */
const choose = async (request, online) => {
  const copy = await kept(request);
  if (!copy) return online;
  const inTime = new Promise((_, late) => setTimeout(late, PATIENCE));
  // A weak signal may bring the head of an answer, and then nothing.
  const good = online.then((each) => each.status < 500 ? each.clone().blob().then(() => each) : Promise.reject());
  return Promise.race([good, inTime]).catch(() => show(copy));
};

worker.oninstall = (/** @type {ExtendableEvent} */ event) => event.waitUntil(keep());
worker.onactivate = (/** @type {ExtendableEvent} */ event) => event.waitUntil(erase(NAME));
worker.onfetch = (/** @type {FetchEvent} */ event) => {
  const { request } = event;
  if (request.mode === "navigate") {
    const online = fetch(request);
    event.waitUntil(online.then(look));
    event.respondWith(choose(request, online));
  } else if (request.url.includes(SCRIPTS)) {
    event.respondWith(kept(request).then((copy) => copy ?? fetch(request)));
  }
};
