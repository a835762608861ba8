// <card-timer data-left data-life data-renews data-offline> counts down on a ring and renews the pass around it before
// its code ends, by asking for data-renew's page again. Without a network the old code fades and the words say so. The
// link that renews it by hand shows only where that can do something: a code that is fresh would stay as it is.
import { awake } from "./awake.js";

const early = 5; // seconds before the end at which a new code is asked for
const again = 3; // seconds between tries without a network

class CardTimer extends HTMLElement {
  connectedCallback() {
    this.link = this.querySelector("[data-renew]");
    this.link.hidden = true;
    this.ends = Date.now() + this.dataset.left * 1000;
    this.tick = setInterval(() => this.count(), 1000);
    this.wake = () => {
      if (document.visibilityState !== "visible") return;
      awake();
      this.count();
    };
    document.addEventListener("visibilitychange", this.wake);
    addEventListener("online", this.wake);
    this.addEventListener("click", (event) => {
      if (!event.target.closest("[data-renew]")) return;
      event.preventDefault();
      this.tried = 0;
      this.renew();
    });
    this.count();
    awake();
  }

  disconnectedCallback() {
    clearInterval(this.tick);
    document.removeEventListener("visibilitychange", this.wake);
    removeEventListener("online", this.wake);
  }

  count() {
    const left = Math.max(0, Math.ceil((this.ends - Date.now()) / 1000));
    this.querySelector(".hand").setAttribute("stroke-dashoffset", 100 - (100 * left) / this.dataset.life);
    if (left === 0) this.stale();
    else this.say(this.dataset.renews.replace("{n}", left));
    if (left <= early && document.visibilityState === "visible") this.renew();
  }

  async renew() {
    if (this.asking || Date.now() - (this.tried ?? 0) < again * 1000) return;
    this.asking = true;
    this.tried = Date.now();
    try {
      const answer = await fetch(this.link.href, { cache: "no-store", headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-pass]");
      if (answer.ok && fresh) {
        const focused = this.contains(document.activeElement);
        this.closest("[data-pass]").replaceWith(fresh);
        fresh.tabIndex = -1;
        if (focused) fresh.focus();
      } else if (answer.redirected || answer.status === 401 || answer.status === 403) {
        location.assign(answer.redirected ? answer.url : location.href);
      } else {
        this.link.hidden = false;
      }
    } catch {
      this.link.hidden = false; // no network; count() tries again
    } finally {
      this.asking = false;
    }
  }

  stale() {
    this.link.hidden = false;
    this.classList.add("stale");
    this.closest("[data-pass]")?.classList.add("stale");
    this.say(this.dataset.offline);
  }

  say(words) {
    const line = this.querySelector(".say");
    if (line.textContent !== words) line.textContent = words;
  }
}

customElements.define("card-timer", CardTimer);
