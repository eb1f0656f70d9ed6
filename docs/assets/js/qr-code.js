// @ts-check
/** Draws QR codes on this device. The encoder is large: load this module only when the first code is needed. */
import { encodeQR } from "./vendor/qr.js";

/** @param {string} text @returns {Element} a black <svg> with the margin that scanners need */
export function qrSvg(text) {
  const svg = encodeQR(text, "svg", { ecc: "medium", border: 4 });
  return new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
}
