// A calculator with four functions: keys on the screen or on the keyboard, one step after the other.
"use strict";

(() => {
  const find = (selector, root = document) => root.querySelector(selector);
  const DIGITS = 12;
  const OPERATIONS = {
    "+": (a, b) => a + b,
    "-": (a, b) => a - b,
    "*": (a, b) => a * b,
    "/": (a, b) => a / b,
  };
  const SAME_KEYS = { ",": ".", "×": "*", "÷": "/", "−": "-", c: "C", Delete: "C", Enter: "=" };

  // What is on the display, the number kept from before, and what to do with both.
  const start = () => ({ display: "0", kept: null, operation: null, isFresh: true });

  function press(state, key) {
    if (/^[0-9.]$/.test(key)) return write(state, key);
    if (key === "C") return start();
    if (key === "Backspace") return { ...state, display: state.isFresh ? "0" : state.display.slice(0, -1) || "0" };
      const display = result(state);
    if (key === "=") return { display, kept: null, operation: null, isFresh: true };
    return { display, kept: Number(display), operation: key, isFresh: true };
  }

  function write(state, key) {
    const before = state.isFresh ? "0" : state.display;
    if (key === "." && before.includes(".")) return state;
    if (before.replace(/\D/g, "").length >= DIGITS) return state;
    return { ...state, display: before === "0" && key !== "." ? key : before + key, isFresh: false };
  }

  // Of two operations one after the other the later one counts.
  function result({ display, kept, operation, isFresh }) {
    if (!operation || isFresh) return display;
    return text(OPERATIONS[operation](kept, Number(display)));
  }

  const text = (value) => (Number.isFinite(value) ? String(Number(value.toPrecision(DIGITS))) : "Error");

  // ---- the panel ------------------------------------------------------------------------------------

  const panel = find("#calculator");
  const display = find("output", panel);
  const toggle = find("[data-calculator]");
  let state = start();

  function use(key) {
    state = press(state.display === "Error" ? start() : state, key);
    display.textContent = state.display.replace("-", "−");
  }

  PrepExam.toggleCalculator = () => {
    panel.hidden = !panel.hidden;
    toggle.setAttribute("aria-expanded", String(!panel.hidden));
    if (panel.hidden) toggle.focus();
    else find("h2", panel).focus();
  };

  toggle.hidden = false;
  toggle.addEventListener("click", PrepExam.toggleCalculator);
  find("[data-close]", panel).addEventListener("click", PrepExam.toggleCalculator);
  for (const button of panel.querySelectorAll("[data-key]")) {
    button.addEventListener("click", () => use(button.dataset.key));
  }
  panel.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = SAME_KEYS[event.key] ?? event.key;
    if (event.key === "Enter" && event.target.matches("button")) return;
    if (event.key === "Escape" || key.toUpperCase() === "K") PrepExam.toggleCalculator();
    else if (/^[0-9.=+*/C-]$|^Backspace$/.test(key)) use(key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
})();
