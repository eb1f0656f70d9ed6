// @ts-check
/** Save a text as a file, made on this device, to the reader's downloads. @param {string} name @param {string} type @param {string} text */
export function saveFile(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000); // Safari reads the URL only after the click
}
