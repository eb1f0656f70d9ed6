// @ts-check
/** Draws QR codes on this device. The encoder is large: load this module only when the first code is needed. */
import { encodeQR } from "./vendor/qr.js";

/** @param {string} text @returns {Element} a black <svg> with the margin that scanners need */
export function qrSvg(text) {
  // A long text needs the room: larger dots are read better than a spare copy of small ones.
  const svg = encodeQR(text, "svg", { ecc: text.length < 300 ? "medium" : "low", border: 4 });
  return new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
}
