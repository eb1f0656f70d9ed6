// Saves the answers of a review packet to a file, and goes on from such a file. Nothing is sent anywhere.
(() => {
  const form = /** @type {HTMLFormElement} */ (document.querySelector("form"));
  const status = /** @type {HTMLElement} */ (document.querySelector("[role=status]"));
  const progress = /** @type {HTMLElement} */ (document.getElementById("progress"));
  const texts = [...form.querySelectorAll("fieldset")];
  /** @param {string} name */
  const field = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  const [name, credential, day] = ["name", "credential", "day"].map(field);
  let saved = true;

  /** @param {HTMLFieldSetElement} text */
  const answerTo = (text) => {
    const chosen = /** @type {HTMLInputElement | null} */ (text.querySelector("input:checked"));
    const words = /** @type {HTMLTextAreaElement} */ (text.querySelector("textarea")).value.trim();
    const { name, digest } = text.dataset;
    return chosen && { name, digest, answer: chosen.value, ...(chosen.value !== "right" && { words }) };
  };

  const count = () => {
    const answered = texts.filter(answerTo).length;
    progress.textContent = `${answered} of ${texts.length} answered.`;
  };

  /** @param {Date} date */
  const dayOf = (date) =>
    [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => `${part}`.padStart(2, "0")).join("-");

  // What must be mended before the answers can be saved; empty if nothing.
  const fault = () => {
    if (!name.value.trim() || !credential.value.trim()) return "Write your name and the letters after it first.";
    if (!day.value || day.value > dayOf(new Date())) return "Choose the day of your review; it can't be in the future.";
    const answers = texts.map(answerTo);
    if (!answers.some(Boolean)) return "Answer at least one text first.";
    const silent = texts.filter((_, place) => answers[place]?.words === "").map((text) => text.dataset.title);
    return silent.length ? `Write what to change, or why to remove it: ${silent.join("; ")}.` : "";
  };

  const save = () => {
    const answers = {
      form: "infant-ot-review-1",
      reviewed_by: `${name.value.trim()}, ${credential.value.trim()}`,
      reviewed_on: day.value,
      answers: texts.map(answerTo).filter(Boolean),
    };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(answers, null, 1)], { type: "application/json" }));
    const who = name.value.toLowerCase().match(/[a-z]+/g)?.join("-") ?? "";
    link.download = `answers-${form.dataset.packet}-${who}.json`;
    link.click();
    saved = true;
    status.textContent = `Saved as ${link.download}. Send this file to the clinic.`;
  };

  /** @param {any} answers */
  const restore = (answers) => {
    if (answers?.form !== "infant-ot-review-1" || !Array.isArray(answers.answers)) throw new Error("another file");
    const [by, ...letters] = `${answers.reviewed_by}`.split(", ");
    [name.value, credential.value, day.value] = [by, letters.join(", "), answers.reviewed_on];
    let found = 0;
    const changed = [];
    for (const text of texts) {
      const answer = answers.answers.find((/** @type {any} */ each) => each.name === text.dataset.name);
      if (answer && answer.digest !== text.dataset.digest) changed.push(text.dataset.title);
      if (!answer || answer.digest !== text.dataset.digest) continue;
      const choice = text.querySelector(`[value="${CSS.escape(answer.answer)}"]`);
      if (choice instanceof HTMLInputElement) choice.checked = true;
      /** @type {HTMLTextAreaElement} */ (text.querySelector("textarea")).value = answer.words ?? "";
      found += 1;
    }
    count();
    const again = changed.length ? ` Changed since, so please answer again: ${changed.join("; ")}.` : "";
    status.textContent = `Answers back from the file: ${found}.${again}`;
  };

  form.addEventListener("change", ({ target }) => {
    if (target === field("restore")) return;
    saved = false;
    count();
  });
  field("restore").addEventListener("change", async () => {
    const [file] = field("restore").files ?? [];
    if (!file) return;
    try {
      restore(JSON.parse(await file.text()));
    } catch {
      status.textContent = "This file holds no answers of a review packet.";
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const mended = fault();
    if (mended) status.textContent = mended;
    else save();
  });
  addEventListener("beforeunload", (event) => {
    if (!saved) event.preventDefault();
  });
  form.noValidate = true;
  day.value ||= dayOf(new Date());
  count();
})();
