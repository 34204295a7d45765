// The countdown. It follows the server and this page's own stopwatch, never the computer's clock.
"use strict";

(() => {
  const TICK_MS = 500;
  const ASK_AGAIN_MS = 30000;
  const SLEPT_MS = 3000;
  const WARNINGS = { exam: [30, 10, 5, 1, 0], break: [1, 0] }; // minutes
  const BEFORE_ALL = 1000;
  const HIDDEN_KEY = "prep.exam.clock";

  // `ask` fetches the time left from the server and calls `correct`; it is also asked at zero,
  // until it says what comes next.
  class Countdown {
    constructor(element, attempt, ask) {
      this.element = element;
      this.face = element.querySelector("[data-face]");
      this.kind = element.dataset.clock;
      this.warnedKey = `prep.exam.${attempt}.warned.${this.kind}`;
      this.ask = ask;
      this.correct(Number(element.dataset.seconds));
      this.warned ??= this.due;
      this.timer = setInterval(() => this.tick(), TICK_MS);
      this.setUpHiding();
      window.addEventListener("online", () => this.askOnce());
      document.addEventListener("visibilitychange", () => { if (!document.hidden) this.askOnce(); });
    }

    get left() {
      return Math.max(0, this.seconds - (performance.now() - this.at) / 1000);
    }

    // The server said how many seconds are left.
    correct(seconds) {
      this.seconds = seconds;
      this.at = performance.now();
      this.wallAt = Date.now();
      this.show();
    }

    stop() {
      clearInterval(this.timer);
    }

    tick() {
      const now = performance.now();
      // The stopwatch may stand still while the computer sleeps; the computer's clock then jumps.
      const jumped = Math.abs(Date.now() - this.wallAt - (now - this.at)) > SLEPT_MS;
      const slept = now - (this.tickedAt ?? now) > SLEPT_MS;
      this.tickedAt = now;
      if (jumped || slept || now - this.at > ASK_AGAIN_MS || this.left === 0) this.askOnce();
      this.show();
      this.warn();
    }

    async askOnce() {
      if (this.isAsking) return;
      this.isAsking = true;
      await this.ask();
      this.correct(this.left); // without an answer the stopwatch goes on until the next question
      this.isAsking = false;
    }

    show() {
      const total = Math.ceil(this.left);
      const minutes = Math.floor(total / 60);
      const pair = (value) => String(value).padStart(2, "0");
      const text = this.kind === "break"
        ? `${minutes}:${pair(total % 60)}`
        : `${Math.floor(minutes / 60)}:${pair(minutes % 60)}:${pair(total % 60)}`;
      if (this.face.textContent !== text) this.face.textContent = text;
    }

    // ---- warnings: each once, also over several pages ------------------------------------------

    // The last warning whose time has come.
    get due() {
      return Math.min(BEFORE_ALL, ...WARNINGS[this.kind].filter((minutes) => this.left <= 60 * minutes));
    }

    get warned() {
      return JSON.parse(sessionStorage.getItem(this.warnedKey));
    }

    set warned(minutes) {
      sessionStorage.setItem(this.warnedKey, String(minutes));
    }

    warn() {
      const minutes = this.due;
      if (minutes >= this.warned) return;
      this.warned = minutes;
      this.element.dispatchEvent(new CustomEvent("exam:warning", { detail: minutes }));
    }

    // ---- hiding --------------------------------------------------------------------------------

    setUpHiding() {
      const button = this.element.querySelector("[data-hide-clock]");
      if (!button) return;
      const shown = this.element.querySelector("[data-shown]");
      const hide = (isHidden) => {
        shown.hidden = isHidden;
        button.textContent = isHidden ? "Show time" : "Hide time";
      };
      button.hidden = false;
      button.addEventListener("click", () => {
        hide(!shown.hidden);
        localStorage.setItem(HIDDEN_KEY, shown.hidden ? "hidden" : "shown");
      });
      hide(localStorage.getItem(HIDDEN_KEY) === "hidden");
    }
  }

  PrepExam.Countdown = Countdown;
})();
