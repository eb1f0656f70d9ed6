// @ts-check
/** QR codes, drawn on this device; the encoder is fetched when the first one is asked for. */

/** @param {string} text @returns {Promise<Element>} an <svg> in black, with the quiet zone that scanners need */
export async function qrSvg(text) {
  const { encodeQR } = await import("./vendor/qr.js");
  const svg = encodeQR(text, "svg", { ecc: "medium", border: 4 });
  return new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
}
