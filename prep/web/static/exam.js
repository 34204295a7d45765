// Every page of an open exam: the clock, what is still to be saved, and what the server refuses.
"use strict";

(() => {
  const find = (selector, root = document) => root.querySelector(selector);
  const exam = find("[data-exam]");
  const { exam: attempt, base, token, tab, stage, section } = exam.dataset;
  const PATIENCE_MS = 10000;
  const LEAD_ON_MS = 8000;
  let isHolding = false;
  let isOusted = false; // another page took the attempt
  let isOver = false;
  let savedAt = "";
  let state = "idle";
  let hasComplained = false;
  let isBusy = false; // the server answered that its database is away
  let told; // the server's time in milliseconds, and when this page's own stopwatch heard it

  // ---- what time it is: the server's last word and the stopwatch since, for computers' clocks lie -----

  const hear = (moment) => { told = { time: Date.parse(moment), at: performance.now() }; };
  const serverTime = () => told.time + performance.now() - told.at;
  hear(exam.dataset.now);

  // ---- talking to the server ---------------------------------------------------------------------

  async function call(path, body) {
    try {
      const response = await fetch(base + path, {
        method: body ? "POST" : "GET",
        headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": token },
        body: body && JSON.stringify(body),
        keepalive: Boolean(body), // goes on when the page is left
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return { status: response.status, answer: await response.json() };
    } catch {
      return { status: 0, answer: {} };
    }
  }

  const sendSave = ({ position, order, given_at, ...save }) => call(`${position}/save`, { tab, ...save });

  async function take() {
    const { status, answer } = await call("take", { tab });
    isHolding = status === 200;
    if (isHolding) follow(answer);
    return isHolding ? "stored" : refuse(status, answer);
  }

  async function send(save) {
    if (isOusted) return "stop";
    if (!isHolding) {
      const outcome = await take();
      if (outcome !== "stored") return outcome;
    }
    const { status, answer } = await sendSave(save);
    if (status !== 200) return refuse(status, answer);
    savedAt = answer.standing.saved_at;
    hear(answer.server_time);
    countdown?.correct(answer.seconds_left);
    if (!answer.is_stored) decide(queue.find(save.position) ?? save, answer.standing);
    return "stored";
  }

  // Another page saved at this question too: what was given later stands.
  function decide(save, { revision, saved_at }) {
    const question = `Question ${PrepExam.inSection(save.position)}`;
    if (save.given_at > Date.parse(saved_at)) {
      PrepExam.save(save, revision);
      notify(`${question} was also answered in another window. What you answered here came later and stands.`);
    } else {
      newest.delete(save.position);
      queue.drop(queue.find(save.position) ?? save);
      notify(`${question} was answered later in another window. That answer stands.`, "Load this page again");
    }
  }

  function refuse(status, { reason, message, at }) {
    isBusy = status === 503;
    if (status === 0 || status === 429 || status >= 500) return "again";
    switch (reason) {
      case "other_tab":
        isHolding = false;
        isOusted = true;
        notify("This exam went on in another window or on another device. What was saved there stands. "
          + "What you answered here since then is kept, and is saved when you continue here.", "Continue here");
        return "stop";
      case "deadline":
      case "submitted":
        finish(at);
        return "refused";
      case "locked":
      case "break":
        notify(message, "Go on");
        return "refused";
      case "expired":
      case "signed_out":
        notify(`${message} Your answers are kept on this device.`, "Load this page again");
        return "stop";
      default:
        notify(`Not saved: ${message}`);
        return "refused";
    }
  }

  // ---- saving --------------------------------------------------------------------------------------

  const queue = new PrepExam.SaveQueue(attempt, send, showState);
  // position -> the last save that this page made, or that an earlier page left behind
  const newest = new Map(queue.saves);

  // Saves what stands at a position, under a number higher than all that are known. What did not
  // change since was given when it was saved before; at 0 where this page has nothing of it.
  PrepExam.save = (facts, revision, isChanged = false) => {
    const before = queue.find(facts.position) ?? newest.get(facts.position);
    const known = [revision, newest.get(facts.position)?.revision, queue.find(facts.position)?.revision];
    const save = {
      ...facts,
      revision: Math.max(...known.filter(Boolean), 0) + 1,
      given_at: isChanged ? serverTime() : before?.given_at ?? 0,
    };
    newest.set(save.position, save);
    queue.put(save);
  };

  // What the learner last did at a position, where the server may not know it yet.
  PrepExam.newestAt = (position, revision) => {
    const own = newest.get(position);
    return queue.find(position) ?? (own?.revision > revision ? own : null);
  };

  // True once everything is saved, false if that takes longer than anybody wants to wait.
  PrepExam.settle = async (ms) => {
    await Promise.race([queue.run(), new Promise((resolve) => { setTimeout(resolve, ms); })]);
    return queue.isEmpty;
  };

  const timeOf = (moment) => new Date(moment).toLocaleTimeString([], { hourCycle: "h23" });

  function showState(changed) {
    state = changed;
    const line = find("#saved");
    const texts = {
      sending: hasComplained ? "" : "Saving…",
      idle: savedAt && !PrepExam.isTyping?.() && `Saved ${timeOf(savedAt)}`,
      waiting: isBusy
        ? "The server is busy. Saving again; your answers are kept on this device."
        : "Not saved yet, trying again. Your answers are kept on this device.",
      stopped: "Not saved yet. Your answers are kept on this device.",
    };
    const text = texts[state];
    if (!line || !text || line.textContent === text) return;
    const complains = state === "waiting" || state === "stopped";
    if (complains || (hasComplained && state === "idle")) announce(text);
    hasComplained = complains;
    line.textContent = text;
    line.classList.toggle("saved--late", hasComplained);
  }
  document.addEventListener("prep:question", () => showState(state));

  // A closed window sends what is still in line; the next page that opens here sends it again.
  window.addEventListener("pagehide", () => {
    if (isHolding) for (const save of queue.saves.values()) sendSave(save);
  });

  // ---- words for the learner -------------------------------------------------------------------------

  function announce(text, isUrgent = false) {
    find(isUrgent ? "#urgent" : "#live").textContent = text;
  }

  // A notice above the page; with a button's label it leads to where the exam stands.
  function notify(text, label = "") {
    const notice = find("#exam-notice");
    const button = find("button", notice);
    find("p", notice).textContent = text;
    button.textContent = label;
    button.hidden = !label;
    notice.hidden = false;
  }
  PrepExam.notify = notify;
  find("#exam-notice button").addEventListener("click", () => {
    const leadsOn = find("#exam-notice button").textContent === "Go on";
    if (leadsOn) location.assign(base);
    else location.reload();
  });

  // ---- the clock ---------------------------------------------------------------------------------------

  async function ask() {
    const wasHolding = isHolding;
    const { status, answer } = await call("clock");
    if (status !== 200) return;
    follow(answer);
    if (wasHolding && isHolding && answer.tab !== tab) refuse(409, { reason: "other_tab" });
  }

  // What the server says of the exam: the time, and whether this page still belongs to its stage.
  function follow(clock) {
    hear(clock.server_time);
    if (clock.stage === "submitted") {
      return finish(clock.server_time >= clock.deadline_at ? clock.deadline_at : "");
    }
    if (clock.stage !== stage || String(clock.section) !== section) return leadOn(clock.next_url);
    countdown?.correct(stage === "break" ? clock.break_seconds_left : clock.seconds_left);
  }

  const clock = find("[data-clock]");
  const countdown = clock && new PrepExam.Countdown(clock, attempt, ask);
  clock?.addEventListener("exam:warning", ({ detail: minutes }) => {
    const over = stage === "break" ? "The break is over." : "Time is up.";
    const text = minutes ? `${minutes} ${minutes === 1 ? "minute" : "minutes"} left.` : over;
    announce(text, minutes <= 1);
    clock.dataset.warned = minutes;
    const line = find("#warning");
    line.textContent = text;
    line.hidden = false;
  });

  function leadOn(address) {
    countdown?.stop();
    location.assign(address);
  }

  // ---- the end -------------------------------------------------------------------------------------------

  // deadline: when the time was up; empty where the learner handed in before, somewhere else.
  function finish(deadline) {
    if (isOver) return;
    isOver = true;
    countdown?.stop();
    const view = find(deadline ? "#time-over" : "#handed-in").content.cloneNode(true);
    if (deadline) find("[data-at]", view).textContent = `It was up at ${timeOf(deadline)}. `;
    if (!queue.isEmpty) find("[data-unsaved]", view).hidden = false;
    queue.saves.clear();
    PrepExam.forget(attempt);
    for (const part of document.querySelectorAll("[data-exam-only]")) part.remove();
    find("#main").replaceChildren(view);
    find("#main h1").focus();
    setTimeout(() => location.assign(base), LEAD_ON_MS);
  }

  // ---- what an earlier page could not save ------------------------------------------------------------------

  // No door closes while something is on its way to the server.
  document.addEventListener("submit", (event) => {
    if (exam.dataset.takes !== undefined || queue.isEmpty) return;
    event.preventDefault();
    notify("Your last answers are still being saved. Try again in a moment.");
  }, { capture: true });

  PrepExam.attempt = attempt;
  PrepExam.base = base;
  PrepExam.inSection = (position) => position - exam.dataset.first + 1; // as its heading counts it
  PrepExam.announce = announce;
  PrepExam.showState = showState;
  if (exam.dataset.takes !== undefined) take();
  if (!queue.isEmpty) {
    const isListed = exam.dataset.takes === undefined; // a list of questions that is old now
    queue.run().then(() => { if (isListed && queue.isEmpty && !isOver) location.reload(); });
  }
})();
