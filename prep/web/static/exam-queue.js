// Saves of the exam room, kept on this device until the server has them.
"use strict";

window.PrepExam = {};

(() => {
  const FIRST_WAIT_MS = 1000;
  const LONGEST_WAIT_MS = 15000;

  // At most one save a position waits: the newest, for it holds all that stands there.
  // `send` takes a save and promises what became of it: "stored"; "again" when it should be tried
  // later; "refused" when it will never be taken; "stop" when nothing can be sent for now.
  // Tells `onState` what goes on: "sending", "waiting", "stopped" or "idle".
  class SaveQueue {
    constructor(attempt, send, onState) {
      this.prefix = `prep.exam.${attempt}.save.`;
      this.send = send;
      this.onState = onState;
      this.saves = new Map(kept(this.prefix).map((save) => [save.position, save]));
      this.isRunning = false;
      this.isWoken = false;
      this.endPause = () => {};
      window.addEventListener("online", () => this.wake());
    }

    get isEmpty() {
      return this.saves.size === 0;
    }

    find(position) {
      return this.saves.get(position);
    }

    put(save) {
      this.saves.delete(save.position); // so that it goes to the end of the line
      this.saves.set(save.position, save);
      keep(this.prefix + save.position, { ...save, order: nextOrder(this.prefix) });
      this.run();
    }

    // Resolves when everything is sent, or when it is clear that it cannot be now.
    async run() {
      if (this.isRunning) {
        this.wake();
        return this.running;
      }
      this.isRunning = true;
      this.running = this.sendAll().finally(() => { this.isRunning = false; });
      return this.running;
    }

    // Try again now; a save that is under way is tried again as soon as it has failed.
    wake() {
      this.isWoken = true;
      this.endPause();
    }

    async sendAll() {
      let wait = FIRST_WAIT_MS;
      while (!this.isEmpty) {
        const [save] = this.saves.values();
        this.isWoken = false;
        this.onState("sending");
        const outcome = await this.send(save);
        if (outcome === "stop") return this.onState("stopped");
        if (outcome === "again") {
          this.onState("waiting");
          await this.pause(wait);
          wait = Math.min(2 * wait, LONGEST_WAIT_MS);
        } else {
          wait = FIRST_WAIT_MS;
          this.drop(save);
        }
      }
      this.onState("idle");
    }

    pause(ms) {
      if (this.isWoken) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.endPause = () => { clearTimeout(timer); resolve(); };
      });
    }

    // A newer save that came meanwhile stays.
    drop(save) {
      if (this.saves.get(save.position)?.revision !== save.revision) return;
      this.saves.delete(save.position);
      const key = this.prefix + save.position;
      if (stored(key)?.revision === save.revision) localStorage.removeItem(key);
    }
  }

  // ---- localStorage: a browser that refuses it still keeps the saves in the page ----------------

  const keysOf = (prefix) => Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  const stored = (key) => JSON.parse(localStorage.getItem(key));
  const kept = (prefix) => keysOf(prefix).map(stored).sort((a, b) => a.order - b.order);
  const nextOrder = (prefix) => Math.max(0, ...kept(prefix).map((save) => save.order)) + 1;

  function keep(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // Full: the copy in the page is sent all the same.
    }
  }

  // Nothing of an attempt stays on the device once it is handed in.
  function forget(attempt) {
    for (const key of keysOf(`prep.exam.${attempt}.`)) localStorage.removeItem(key);
  }

  Object.assign(PrepExam, { SaveQueue, forget, keep, stored });
})();
