// The questions of the exam room: saved as they are answered, and turned without a new page, so
// that a network that is away for a while stops nobody.
"use strict";

(() => {
  const find = (selector, root = document) => root.querySelector(selector);
  const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];
  const TYPING_MS = 400;
  const AHEAD = 10;
  const SETTLE_MS = 5000;
  const PATIENCE_MS = 10000;
  const TRY_AGAIN = "Your answers are kept on this device. Try again when the network is back.";
  const form = () => find("[data-answer]");
  const position = () => Number(form().dataset.position);
  const revision = () => Number(form().dataset.revision);

  // ---- how long the question was looked at: hidden tabs do not count -------------------------------

  let looked = 0;
  let since = null;
  const pause = () => {
    if (since !== null) looked += performance.now() - since;
    since = null;
  };
  const resume = () => { since = document.hidden ? null : performance.now(); };
  const elapsed = () => {
    pause();
    resume();
    return Math.round(looked);
  };

  // ---- what stands in the form -----------------------------------------------------------------------

  function given() {
    const data = new FormData(form());
    const names = new Set(findAll("[data-item] [name]").map((control) => control.name));
    const chosen = [...names].filter((name) => data.has(name));
    return {
      position: position(),
      raw: Object.fromEntries(chosen.map((name) => [name, data.getAll(name)])),
      is_flagged: data.has("is_flagged"),
      struck: data.getAll("struck"),
      note: data.get("note"),
      confidence: data.get("confidence"),
      elapsed_ms: elapsed(),
    };
  }

  // Puts back what the server does not know yet.
  function restore({ raw, is_flagged, struck, note, confidence, elapsed_ms }) {
    for (const control of findAll("[data-item] [name]")) set(control, raw[control.name] ?? []);
    for (const box of findAll("[name=confidence]")) set(box, [confidence]);
    set(find("[name=is_flagged]"), is_flagged ? ["1"] : []);
    set(find("[name=note]"), [note]);
    PrepExam.showStruck(struck);
    looked = elapsed_ms;
  }

  function set(control, values) {
    if (["radio", "checkbox"].includes(control.type)) control.checked = values.includes(control.value);
    else control.value = values[0] ?? "";
  }

  // ---- saving ------------------------------------------------------------------------------------------

  let typing = 0;
  let isChanged = false; // since it was saved
  function save() {
    clearTimeout(typing);
    typing = 0;
    PrepExam.save(given(), revision(), isChanged);
    isChanged = false;
  }
  PrepExam.isTyping = () => Boolean(typing);
  const isOurs = (element) => form()?.contains(element);
  document.addEventListener("change", ({ target }) => {
    if (!isOurs(target)) return;
    isChanged = true;
    save();
  });
  document.addEventListener("input", ({ target }) => {
    if (!isOurs(target) || !target.matches("textarea, [type=text]")) return;
    isChanged = true;
    clearTimeout(typing);
    typing = setTimeout(save, TYPING_MS);
    PrepExam.showState("sending");
  });
  window.addEventListener("pagehide", () => { if (typing) save(); }, { capture: true });
  document.addEventListener("visibilitychange", () => {
    pause();
    if (document.hidden && typing) save();
    if (!document.hidden) resume();
  });

  // ---- turning to another question -------------------------------------------------------------------------

  const pages = new Map(); // position -> its page as text
  const pathOf = (number) => `${PrepExam.base}${number}`;

  // The page, or null where the server shows something else there. Throws while it is out of reach.
  async function load(number) {
    if (!pages.has(number)) {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const response = await fetch(pathOf(number), { headers: { Accept: "text/html" }, signal });
      if (response.status >= 500) throw new Error(String(response.status));
      if (!response.ok || response.redirected) return null;
      pages.set(number, await response.text());
    }
    return new DOMParser().parseFromString(pages.get(number), "text/html");
  }

  async function turnTo(number, isBack = false) {
    save(); // also the time spent on it
    let page;
    try {
      page = await load(number);
    } catch {
      PrepExam.notify(`Question ${PrepExam.inSection(number)} cannot be loaded without the network. ${TRY_AGAIN}`);
      return;
    }
    if (!page) return location.assign(pathOf(number));
    if (!isBack) history.pushState({}, "", pathOf(number));
    show(page);
    window.scrollTo(0, 0);
    find("#main h1").focus({ preventScroll: true });
    lookAround();
  }

  function show(page) {
    keepExhibits(page);
    for (const id of ["place", "main"]) {
      document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
    }
    find("#main").className = page.getElementById("main").className;
    document.title = page.title;
    find("#exam-notice").hidden = true;
    begin();
  }

  // The exhibits of a case stay as they are while its questions change.
  function keepExhibits(page) {
    const [before, after] = [document, page].map((root) => find("[data-case]", root));
    if (!before || before.dataset.case !== after?.dataset.case) return;
    find(".case", after).replaceWith(find(".case", before));
  }

  function begin() {
    looked = Number(form().dataset.elapsedMs);
    resume();
    const save = PrepExam.newestAt(position(), revision());
    if (save) restore(save);
    document.dispatchEvent(new CustomEvent("prep:question"));
  }

  // This question too, which came with the window and not by a turn, and the one before it.
  async function lookAround() {
    const first = Number(form().dataset.previous) || position();
    const last = Math.min(position() + AHEAD, Number(form().dataset.last));
    for (let number = first; number <= last; number += 1) {
      if (!(await load(number).catch(() => null))) return;
    }
  }

  // ---- leaving the question -----------------------------------------------------------------------------------

  async function leaveFor(address) {
    save();
    if (await PrepExam.settle(SETTLE_MS)) return location.assign(address);
    PrepExam.notify(`The review needs the network. ${TRY_AGAIN}`);
  }

  document.addEventListener("submit", (event) => {
    if (event.target !== form()) return;
    event.preventDefault();
    const { previous, next, review } = form().dataset;
    const go = event.submitter?.value ?? "next";
    const number = go === "previous" ? previous : go === "next" ? next : "";
    if (number) turnTo(Number(number));
    else leaveFor(review);
  }, { capture: true });

  window.addEventListener("popstate", () => {
    const number = Number(location.pathname.match(/\/(\d+)$/)?.[1]);
    if (number) turnTo(number, true);
  });

  // Enter in a field goes on; a button has its own meaning.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !isOurs(event.target) || !event.target.matches("input")) return;
    event.preventDefault();
    if (!event.repeat) form().requestSubmit(find("[data-primary]"));
  });

  // ---- keys: options come first, they are prep.js's ---------------------------------------------------------------

  const press = (name) => find(`[data-answer] button[value=${name}]:not([tabindex])`)?.click();
  const actions = {
    F: () => find("[name=is_flagged]").click(),
    N: () => openNote(),
    P: () => press("previous"),
    R: () => press("review"),
    K: () => PrepExam.toggleCalculator(),
    M: () => PrepExam.highlight(),
  };

  document.addEventListener("prep:key", (event) => {
    const { key, shiftKey } = event.detail;
    const letter = key.length === 1 ? key.toUpperCase() : "";
    const nth = "ABCDEFGH".indexOf(letter || " ");
    const isOption = nth >= 0 && nth < findAll("[data-option] input").length;
    if (isOption && !shiftKey) return;
    const act = isOption ? () => PrepExam.strike(nth) : actions[letter];
    if (!act) return;
    event.preventDefault();
    act();
  });

  function openNote() {
    const note = find("[name=note]");
    note.closest("details").open = true;
    note.focus();
  }

  begin();
  lookAround();
})();
