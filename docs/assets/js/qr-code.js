// @ts-check
/** QR codes, drawn on this device. Its encoder is large: load this module when the first code is asked for. */
import { encodeQR } from "./vendor/qr.js";

/** @param {string} text @returns {Element} an <svg> in black, with the quiet zone that scanners need */
export function qrSvg(text) {
  const svg = encodeQR(text, "svg", { ecc: "medium", border: 4 });
  return new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
}
