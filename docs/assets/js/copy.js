// @ts-check
/**
 * Copy the text of a field, during the tap: a phone allows it only then. Where the browser doesn't, show the field
 * with its text selected.
 * @param {HTMLInputElement | HTMLTextAreaElement} field in its label @returns {Promise<boolean>} whether it was copied
 */
export async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    /** @type {HTMLElement} */ (field.closest("label")).hidden = false;
    field.select();
    return false;
  }
}
