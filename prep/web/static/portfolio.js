// The bullet workshop: the checklist follows what is typed. Without it "Check wording" does the same.
"use strict";

(() => {
  const form = document.querySelector("[data-check]");
  if (!form) return;

  const PAUSE_MS = 500;
  const wording = form.elements.namedItem("project_wording");
  const hints = document.querySelector("[data-hints]");
  const live = document.querySelector("#live");
  let timer = 0;
  let asked = new AbortController();

  const summary = () => hints.querySelector("[data-summary]")?.textContent ?? "";

  async function check() {
    asked.abort();
    asked = new AbortController();
    const body = new FormData();
    body.set("csrf_token", form.elements.namedItem("csrf_token").value);
    body.set("project_wording", wording.value);
    try {
      const response = await fetch(form.dataset.check, { method: "POST", body, signal: asked.signal });
      if (response.ok || response.status === 422) show(await response.text());
    } catch {
      // Typed on, or no network: the list stays, and "Check wording" is there.
    }
  }

  function show(part) {
    const before = summary();
    hints.innerHTML = part;
    if (summary() !== before) live.textContent = summary();
  }

  wording.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE_MS);
  });

  const pattern = document.querySelector("[data-pattern]");
  const use = document.querySelector("[data-use-pattern]");
  if (!use) return;
  const offer = () => {
    use.hidden = wording.value.trim() !== "";
  };
  use.addEventListener("click", () => {
    wording.value = pattern.textContent;
    wording.focus();
    wording.dispatchEvent(new Event("input", { bubbles: true }));
  });
  wording.addEventListener("input", offer);
  offer();
})();
