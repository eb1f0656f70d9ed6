// @ts-check
/**
 * Starts the tools of a light page, which are its other modules; lean/wait.js loads this one, and again under
 * another address after a failure. `default` is a promise that rejects when a tool couldn't be had.
 */

/** @type {Map<string, Promise<void>>} */
const fetched = new Map();

/**
 * Fetch a module and what it imports. A browser remembers for the whole life of a page that an import has
 * failed, so none starts before all of it is in the browser's cache.
 * @param {string} address
 */
function fetchModule(address) {
  const fetching = fetched.get(address) ?? fetchAnew(address);
  fetched.set(address, fetching);
  return fetching;
}

/** @param {string} address */
async function fetchAnew(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw Error(`${answer.status} ${address}`);
  const imports = (await answer.text()).matchAll(/(?:from|import) ?"(\.[^"]+)"/g);
  await Promise.all([...imports].map(([, name]) => fetchModule(new URL(name, address).href)));
}

/** @type {NodeListOf<HTMLScriptElement>} */
const tools = document.querySelectorAll("script[src][type='text/asleep']");

export default Promise.all([...tools].map(async ({ src }) => {
  await fetchModule(src);
  await import(src);
}));
