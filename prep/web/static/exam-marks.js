// Marks of a learner on a question: options struck out, words highlighted.
"use strict";

(() => {
  const find = (selector, root = document) => root.querySelector(selector);
  const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];
  const options = () => findAll("[data-item] [data-option]");
  const idOf = (option) => find("input", option).value;
  const letterOf = (option) => "ABCDEFGHIJ"[options().indexOf(option)];

  // ---- options struck out: the hidden fields of the form say which ------------------------------------

  const struck = () => findAll("[name=struck]").map((field) => field.value);

  PrepExam.showStruck = (ids) => {
    find("[data-struck]").replaceChildren(...ids.map((id) => {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: "struck", value: id });
      return field;
    }));
    for (const option of options()) showOption(option, ids.includes(idOf(option)));
  };

  function showOption(option, isStruck) {
    option.classList.toggle("option--struck", isStruck);
    option.nextElementSibling?.setAttribute("aria-pressed", String(isStruck));
  }

  function strikeOption(option) {
    const id = idOf(option);
    const isStruck = !struck().includes(id);
    PrepExam.showStruck(isStruck ? [...struck(), id] : struck().filter((one) => one !== id));
    if (isStruck) find("input", option).checked = false; // chosen and struck out cannot both be meant
    PrepExam.announce(`${letterOf(option)} ${isStruck ? "struck out" : "no longer struck out"}`);
    find("[data-struck]").dispatchEvent(new Event("change", { bubbles: true }));
  }

  PrepExam.strike = (nth) => strikeOption(options()[nth]);

  // Choosing an option takes its stroke away.
  document.addEventListener("change", ({ target }) => {
    const option = target.closest("[data-option]");
    if (option && target.checked && struck().includes(target.value)) {
      PrepExam.showStruck(struck().filter((id) => id !== target.value));
    }
  }, { capture: true });

  function addStrikeButtons() {
    for (const option of options()) {
      if (!option.parentElement.matches(".option-row")) addStrikeButton(option, letterOf(option));
    }
    PrepExam.showStruck(struck());
  }

  function addStrikeButton(option, letter) {
    const row = document.createElement("div");
    row.className = "option-row";
    option.replaceWith(row);
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "quiet-button option-row__strike" });
    button.setAttribute("aria-label", `Strike out ${letter}`);
    button.title = `Strike out ${letter}`;
    button.addEventListener("click", () => strikeOption(option));
    row.append(option, button);
  }

  // ---- words highlighted: places in the stem's text, kept on this device ----------------------------------

  const stem = () => find("#stem");
  const key = () => `prep.exam.${PrepExam.attempt}.marks.${find("[data-answer]").dataset.position}`;
  const marks = () => PrepExam.stored(key()) ?? [];

  function texts() {
    const walker = document.createTreeWalker(stem(), NodeFilter.SHOW_TEXT);
    const found = [];
    let start = 0;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      found.push({ node, start, end: start + node.length });
      start += node.length;
    }
    return found;
  }

  // The selected part of the stem as start and end in its text, or null.
  function selected() {
    const selection = getSelection();
    if (selection.isCollapsed || !stem().contains(selection.anchorNode)) return null;
    const range = selection.getRangeAt(0);
    const upTo = (node, offset) => {
      const before = document.createRange();
      before.setStart(stem(), 0);
      before.setEnd(node, offset);
      return before.toString().length;
    };
    const end = stem().contains(range.endContainer)
      ? upTo(range.endContainer, range.endOffset)
      : stem().textContent.length;
    return [upTo(range.startContainer, range.startOffset), end];
  }

  PrepExam.highlight = () => {
    const part = selected();
    if (!part) {
      stem().focus();
      PrepExam.announce("Select words of the question first: with the mouse, or here with the right arrow "
        + "and then Shift and the right arrow.");
      return;
    }
    const [start, end] = part;
    const isTouching = ([from, to]) => from < end && to > start;
    const touching = marks().filter(isTouching);
    const others = marks().filter((mark) => !isTouching(mark));
    // What is highlighted as a whole loses it; anything else becomes one highlight.
    const isOff = touching.some(([from, to]) => from <= start && end <= to);
    const kept = isOff
      ? touching.flatMap(([from, to]) => [[from, start], [end, to]]).filter(([from, to]) => from < to)
      : [[Math.min(start, ...touching.flat()), Math.max(end, ...touching.flat())]];
    PrepExam.keep(key(), [...others, ...kept]);
    getSelection().removeAllRanges();
    showMarks();
    PrepExam.announce(isOff ? "Highlight taken off" : "Highlighted");
  };

  function showMarks() {
    for (const mark of findAll("mark", stem())) mark.replaceWith(...mark.childNodes);
    stem().normalize();
    for (const [start, end] of marks()) {
      for (const text of texts()) wrap(text, Math.max(start, text.start), Math.min(end, text.end));
    }
  }

  function wrap({ node, start }, from, to) {
    if (from >= to || !node.data.slice(from - start, to - start).trim()) return;
    const range = document.createRange();
    range.setStart(node, from - start);
    range.setEnd(node, to - start);
    range.surroundContents(document.createElement("mark"));
  }

  // Words can be selected with the arrows when the stem has the focus.
  document.addEventListener("keydown", (event) => {
    if (event.target !== stem() || !/^Arrow(Left|Right)$/.test(event.key)) return;
    event.preventDefault();
    const selection = getSelection();
    const direction = event.key === "ArrowRight" ? "forward" : "backward";
    if (!stem().contains(selection.anchorNode)) selection.collapse(stem(), 0);
    else if (!event.shiftKey && !selection.isCollapsed) {
      if (direction === "forward") selection.collapseToEnd();
      else selection.collapseToStart();
    }
    selection.modify("extend", direction, "word");
  });

  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-highlight]")) PrepExam.highlight();
  });
  // A press on the button must not take the selection away.
  document.addEventListener("pointerdown", (event) => {
    if (event.target.closest("[data-highlight]")) event.preventDefault();
  });

  document.addEventListener("prep:question", () => {
    addStrikeButtons();
    showMarks();
    stem().tabIndex = 0;
    for (const button of findAll("[data-highlight]")) button.hidden = false;
  });
})();
