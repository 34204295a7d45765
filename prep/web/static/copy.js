// Buttons that copy a text of the page. Without this file they stay hidden and the text is selected by hand.
"use strict";

(() => {
  const SHOWN_MS = 2000;
  const live = document.querySelector("#live");

  function select(source) {
    const range = document.createRange();
    range.selectNodeContents(source);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  async function copy(source) {
    try {
      await navigator.clipboard.writeText(source.textContent);
      return "Copied";
    } catch {
      // No clipboard without https or permission: leave the text ready for the keys.
      select(source);
      return "Selected. Copy it with your keys.";
    }
  }

  for (const button of document.querySelectorAll("[data-copy]")) {
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const said = await copy(document.getElementById(button.dataset.copy));
      button.textContent = said;
      live.textContent = said;
      setTimeout(() => {
        button.textContent = label;
        live.textContent = "";
      }, SHOWN_MS);
    });
  }
})();
