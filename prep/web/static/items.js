// Question types and stimuli, where a script makes them easier: tabs, ordering, figures to click.
// Without it the same form fields are there as lists and buttons. Used in quizzes and in the exam room.
"use strict";

const enhanceItems = () => {
  const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];
  const say = (words) => {
    const live = document.getElementById("live");
    if (live) live.textContent = words;
  };
  const changed = (field) => field.dispatchEvent(new Event("change", { bubbles: true }));

  function made(name, attributes = {}, text = "") {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.textContent = text;
    return element;
  }

  // ---- tabs: a group of disclosures becomes one panel with a row of tabs ------------------------

  findAll("[data-tabs]:not(:has([role=tablist]))").forEach((group, nth) => {
    const list = made("div", { role: "tablist", class: "tabs" });
    const panels = [];
    for (const details of findAll(":scope > details", group)) {
      const id = `tabs-${nth}-${panels.length}`;
      const tab = made("button", { type: "button", role: "tab", class: "tabs__tab", id, "aria-controls": `${id}-panel` });
      tab.textContent = details.querySelector("summary").textContent;
      const panel = made("div", { role: "tabpanel", class: "tabs__panel", id: `${id}-panel`, "aria-labelledby": id, tabindex: "0" });
      panel.append(...details.children[1].childNodes);
      details.replaceWith(panel);
      list.append(tab);
      panels.push(panel);
    }
    group.prepend(list);
    const tabs = [...list.children];

    function show(place) {
      tabs.forEach((tab, n) => {
        tab.setAttribute("aria-selected", String(n === place));
        tab.tabIndex = n === place ? 0 : -1;
        panels[n].hidden = n !== place;
      });
    }
    list.addEventListener("click", (event) => {
      const tab = event.target.closest("[role=tab]");
      if (tab) show(tabs.indexOf(tab));
    });
    list.addEventListener("keydown", (event) => {
      const now = tabs.indexOf(document.activeElement);
      const last = tabs.length - 1;
      const next = {
        ArrowRight: now === last ? 0 : now + 1,
        ArrowLeft: now === 0 ? last : now - 1,
        Home: 0,
        End: last,
      }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      show(next);
      tabs[next].focus();
    });
    show(0);
  });

  // ---- hotspots: a click in the figure is a click on the radio button ---------------------------

  for (const group of findAll("[data-hotspot]")) {
    const radios = findAll("input[type=radio]", group);
    const regions = findAll("[data-region]");
    const mark = () => {
      const chosen = radios.find((radio) => radio.checked)?.value;
      for (const region of regions) {
        region.classList.toggle("figure__region--chosen", region.dataset.region === chosen);
      }
    };
    for (const region of regions) {
      region.addEventListener("click", () => {
        const radio = radios.find((one) => one.value === region.dataset.region);
        radio.click();
        say(`Chosen: ${radio.closest("label").textContent.trim().replace(/\s+/g, " ")}`);
      });
    }
    group.addEventListener("change", mark);
    mark();
  }

  // ---- ordering: steps that move up and down, by button or by dragging --------------------------

  for (const group of findAll("[data-order]")) {
    const list = group.querySelector("ol");
    const steps = () => [...list.children];
    const field = (step) => step.querySelector("select");
    const name = (step) => step.querySelector("label").textContent.trim();
    const placed = () => steps().every((step) => field(step).value);

    function button(step, words, sign, by) {
      const control = made("button", { type: "button", class: "order__move", "aria-label": `${words}: ${name(step)}` }, sign);
      control.addEventListener("click", () => move(step, by));
      return control;
    }
    // The neighbour moves, so that the button that was pressed keeps the focus.
    function move(step, by) {
      const all = steps();
      const neighbour = all[all.indexOf(step) + by];
      if (neighbour) by < 0 ? step.after(neighbour) : step.before(neighbour);
      settle(step);
    }
    function settle(step) {
      number();
      say(`${name(step)}: place ${steps().indexOf(step) + 1} of ${steps().length}`);
    }
    function number() {
      steps().forEach((step, n) => { field(step).value = String(n + 1); });
      show();
      changed(field(list.firstElementChild));
    }
    function show() {
      group.classList.toggle("order--placed", placed());
      keep.hidden = placed();
      steps().forEach((step, n) => {
        step.querySelector(".order__number").textContent = placed() ? String(n + 1) : "–";
      });
    }
    function drag(step, handle) {
      let hasMoved = false;
      handle.addEventListener("pointerdown", (event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        hasMoved = false;
        handle.setPointerCapture(event.pointerId);
        step.classList.add("order__step--dragged");
      });
      handle.addEventListener("pointermove", (event) => {
        if (!handle.hasPointerCapture(event.pointerId)) return;
        const { previousElementSibling: above, nextElementSibling: below } = step;
        if (above && event.clientY < middle(above)) step.after(above);
        else if (below && event.clientY > middle(below)) step.before(below);
        else return;
        hasMoved = true;
      });
      handle.addEventListener("lostpointercapture", () => {
        step.classList.remove("order__step--dragged");
        if (hasMoved) settle(step);
      });
    }
    const middle = (step) => {
      const box = step.getBoundingClientRect();
      return box.top + box.height / 2;
    };

    for (const step of steps()) {
      field(step).hidden = true;
      const handle = made("span", { class: "order__handle", "aria-hidden": "true" });
      handle.append(made("span", { class: "order__number num" }, "–"));
      step.prepend(handle);
      step.append(button(step, "Move up", "↑", -1), button(step, "Move down", "↓", 1));
      drag(step, handle);
    }
    const keep = made("button", { type: "button", class: "button order__keep" }, "Keep this order");
    keep.addEventListener("click", () => {
      number();
      say("Order kept as it stands");
      list.querySelector("button").focus();
    });
    list.after(keep);
    group.classList.add("order--live");
    if (placed()) list.append(...steps().sort((one, other) => field(one).value - field(other).value));
    show();
  }
};

enhanceItems();
document.addEventListener("prep:question", enhanceItems); // the exam room put in another question
