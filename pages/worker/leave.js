// @ts-check
/** The first part of keep.js, whether it keeps pages or not: what takes all that it kept off the device. */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

// Another site of this origin has another scope, even one in a folder of this one.
const OURS = `kept ${worker.registration.scope} `;

/** Delete what is kept, but not the cache of that name. @param {string} [wanted] */
const erase = async (wanted) => {
  for (const name of await caches.keys()) if (name.startsWith(OURS) && name !== wanted) await caches.delete(name);
};

const leave = async () => {
  await erase();
  await worker.registration.unregister();
};
