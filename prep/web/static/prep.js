// Enhancements only: every page works without this file, except for the shortcuts.
"use strict";

(() => {
  const find = (selector, root = document) => root.querySelector(selector);
  const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];
  const live = find("#live");
  const SHORTCUTS_KEY = "prep.shortcuts";
  const SLOW_MS = 1000;

  // ---- focus: the error summary or the result, after the page was replaced -------------------

  if (!location.hash) find("[data-focus]")?.focus({ preventScroll: true });
  if (location.hash) {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement) target.open = true;
  }

  // ---- set-up: the browser knows its time zone ------------------------------------------------

  for (const field of findAll("[data-time-zone]")) {
    field.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
  }

  // ---- how long a question was looked at: hidden tabs do not count -----------------------------

  const elapsed = find("[data-elapsed]");
  let looked = 0;
  let since = document.hidden ? null : performance.now();
  const pause = () => {
    if (since !== null) looked += performance.now() - since;
    since = null;
  };
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) pause();
    else since ??= performance.now();
  });

  // ---- sending: once, and with a word when it takes long ---------------------------------------

  let busyForm = null;
  let slowTimer = 0;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || "bookmark" in form.dataset) return;
    if (busyForm) {
      event.preventDefault();
      return;
    }
    busyForm = form;
    if (elapsed && form.contains(elapsed)) {
      pause();
      elapsed.value = String(Math.round(looked));
    }
    const button = event.submitter ?? find("button[type=submit]", form);
    slowTimer = setTimeout(() => showSaving(button), SLOW_MS);
  });
  function showSaving(button) {
    if (!button) return;
    button.style.minWidth = `${button.offsetWidth}px`;
    button.dataset.label = button.innerHTML;
    button.textContent = "Saving…";
    button.setAttribute("aria-disabled", "true");
    live.textContent = "Saving…";
  }
  // A page that comes back from the browser's cache is ready again.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    clearTimeout(slowTimer);
    busyForm = null;
    since = performance.now();
    for (const button of findAll("[data-label]")) {
      button.innerHTML = button.dataset.label;
      button.removeAttribute("aria-disabled");
    }
    live.textContent = "";
  });

  // ---- bookmark without leaving the page --------------------------------------------------------

  const bookmark = find("[data-bookmark]");
  bookmark?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = find("button", bookmark);
    const wanted = bookmark.elements.on.value;
    try {
      const response = await fetch(bookmark.action, {
        method: "POST",
        body: new FormData(bookmark),
        redirect: "manual",
      });
      if (response.type !== "opaqueredirect" && !response.ok) throw new Error(String(response.status));
      button.setAttribute("aria-pressed", String(wanted === "1"));
      bookmark.elements.on.value = wanted === "1" ? "0" : "1";
      live.textContent = wanted === "1" ? "Bookmarked" : "Bookmark taken off";
    } catch {
      live.textContent = "The bookmark could not be saved. Try again.";
      live.classList.remove("visually-hidden");
      live.classList.add("notice", "notice--floating");
    }
  });

  // ---- sure or unsure: two boxes, of which at most one is ticked ----------------------------------
  // By delegation from here on: the exam room puts other questions into the page.

  const confidences = () => findAll("[name=confidence]");
  // Before anybody else hears of the change: the exam room saves what stands.
  document.addEventListener("change", ({ target }) => {
    if (!target.matches("[name=confidence]:checked")) return;
    for (const other of confidences()) other.checked = other === target;
  }, { capture: true });
  function toggleConfidence(value) {
    const box = confidences().find((one) => one.value === value);
    box?.click();
    return Boolean(box);
  }

  // ---- several answers: how many are chosen -------------------------------------------------------

  function showTally() {
    const several = find("[data-choose]");
    if (!several) return;
    const chosen = findAll("input:checked", several).length;
    find("[data-tally]", several).textContent = `${chosen} of ${several.dataset.choose} chosen`;
  }
  document.addEventListener("change", showTally);
  document.addEventListener("prep:question", showTally);
  showTally();

  // ---- keyboard --------------------------------------------------------------------------------------

  const help = find("#help");
  if (!help) return;

  const switchBox = find("[data-shortcuts]");
  const areOn = () => localStorage.getItem(SHORTCUTS_KEY) !== "off";

  switchBox.checked = areOn();
  switchBox.addEventListener("change", () => {
    localStorage.setItem(SHORTCUTS_KEY, switchBox.checked ? "on" : "off");
  });
  for (const button of findAll("[data-open-help]")) {
    button.hidden = false;
    button.addEventListener("click", openHelp);
  }
  function openHelp() {
    help.showModal();
    find("[data-close]", help).focus();
  }

  const isTyping = (element) =>
    element.matches("textarea, select, [contenteditable]") ||
    (element.matches("input") && !["radio", "checkbox"].includes(element.type));
  const actsOnEnter = (element) => element.closest("a[href], button, summary, input, select, textarea");

  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (key === "Enter") {
      // Fields and buttons know what Enter means; elsewhere it is the primary action.
      if (!event.repeat && !actsOnEnter(target)) goOn(event);
      return;
    }
    if (event.repeat || isTyping(target) || !areOn()) return;
    if (isKeyOfTheRoom(event) || press(key)) event.preventDefault();
  });

  function goOn(event) {
    event.preventDefault();
    const primary = find("[data-primary]");
    const answerForm = find("[data-answer]");
    if (answerForm) answerForm.requestSubmit(primary);
    else primary?.click();
  }

  // The exam room has more keys than a quiz.
  function isKeyOfTheRoom(event) {
    return !document.dispatchEvent(new CustomEvent("prep:key", { detail: event, cancelable: true }));
  }

  // True when the key meant something. Options come before the other letters.
  function press(key) {
    const inputs = findAll("[data-option] input");
    const letter = key.length === 1 ? key.toUpperCase() : "";
    const nth = /^[1-9]$/.test(key) ? Number(key) - 1 : "ABCDEFGH".indexOf(letter || " ");
    if (nth >= 0 && nth < inputs.length) {
      inputs[nth].click();
      inputs[nth].focus();
      return true;
    }
    switch (letter) {
      case "F":
        bookmark?.requestSubmit();
        return Boolean(bookmark);
      case "S":
      case "U":
        return toggleConfidence(letter === "S" ? "sure" : "unsure");
      case "?":
        openHelp();
        return true;
      default:
        return false;
    }
  }
})();
