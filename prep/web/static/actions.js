// Documenting: what was typed and not saved survives a closed page, on this device alone.
"use strict";

(() => {
  const holder = document.querySelector("[data-draft]");
  if (!holder) return;

  const KEY = `prep.action.${holder.dataset.draft}.draft`;
  const PAUSE_MS = 300;
  const NOT_TYPED = ["csrf_token", "as", "revision"];
  const revision = holder.dataset.revision;

  function stored() {
    try {
      return JSON.parse(localStorage.getItem(KEY));
    } catch {
      return null; // refused, or not ours: there is nothing to restore
    }
  }

  function forget() {
    try {
      localStorage.removeItem(KEY);
    } catch {
      // A browser that keeps nothing has nothing to forget.
    }
  }

  // What was typed on top of an older save is in the newer one, or is not to be put over it.
  if (stored()?.revision !== revision) forget();
  const form = holder.closest("form");
  if (!form) return;

  const notice = document.querySelector("[data-restored]");
  const cameBack = Boolean(document.querySelector("#error-summary"));
  const typed = () => [...new FormData(form)].filter(([name]) => !NOT_TYPED.includes(name));
  const saved = JSON.stringify(typed());

  function keep() {
    const fields = typed();
    if (JSON.stringify(fields) === saved && !cameBack) return forget();
    try {
      localStorage.setItem(KEY, JSON.stringify({ revision, fields }));
    } catch {
      // Full or refused: the page still holds what was typed.
    }
  }

  function fill(fields) {
    for (const [name, value] of fields) {
      const control = form.elements.namedItem(name);
      if (control) control.value = value; // of radio buttons it is the chosen one
    }
  }

  const draft = stored();
  if (cameBack) keep();
  else if (draft && JSON.stringify(draft.fields) !== saved) {
    fill(draft.fields);
    notice.hidden = false;
  }

  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE_MS);
  });
  window.addEventListener("pagehide", () => {
    clearTimeout(timer);
    keep();
  });
  document.querySelector("[data-forget]").addEventListener("click", () => {
    form.reset();
    forget();
    notice.hidden = true;
    form.querySelector("input:not([type=hidden])").focus();
  });
})();
