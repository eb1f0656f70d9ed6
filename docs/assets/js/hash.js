// @ts-check
/** What links hold after the #, so that it never reaches a server. Messengers escape links, cut them, and add to them. */

/** Undo what a messenger escaped, even twice, and leave out what isn't ASCII, as our links are. @param {string} text */
export function unescaped(text) {
  for (let turn = 0; turn < 3; turn += 1) {
    text = text.replace(/%([0-7][0-9a-f])/gi, (_, code) => String.fromCharCode(parseInt(code, 16)));
  }
  return text.replace(/\s|%[89a-f][0-9a-f]/gi, "").replace(/&amp;/gi, "&");
}

/** @param {Uint8Array} bytes @returns {string} as base64url */
export function textOf(bytes) {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

/** @param {string} text as base64url @returns {Uint8Array} Throws if it isn't. */
export function bytesOf(text) {
  return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (byte) => byte.charCodeAt(0));
}
