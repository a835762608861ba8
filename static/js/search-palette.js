// <search-palette>: the desk's search over whatever page one is on. Ctrl K, ⌘K, "/" or a link with data-palette opens its
// dialog. It lists the places of the navigation that match, and what the page of the search finds; an answer that a newer
// question has overtaken is dropped.
import { shown } from "./shown.js";

const pause = 120; // milliseconds after a key before the question is asked
const mac = /Mac|iPhone|iPad/.test(navigator.platform);

class SearchPalette extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.input = this.querySelector("input");
    this.list = this.querySelector("[role=listbox]");
    if (!this.dialog.showModal) return;
    this.keys = (event) => this.key(event);
    this.links = (event) => this.link(event);
    document.addEventListener("keydown", this.keys);
    document.addEventListener("click", this.links);
    this.input.addEventListener("input", (event) => event.isComposing || this.typed());
    this.input.addEventListener("compositionend", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.move(event));
    this.list.addEventListener("pointermove", (event) => this.choose(event.target.closest("[role=option]"), false));
    this.dialog.addEventListener("close", () => this.drop());
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.keys);
    document.removeEventListener("click", this.links);
    this.drop();
  }

  key(event) {
    const k = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest("input, select, textarea, [contenteditable]");
    if (event.isComposing || !(k || slash)) return;
    if (this.dialog.open && k) {
      event.preventDefault();
      this.dialog.close();
    } else if (!document.querySelector("dialog[open]")) {
      event.preventDefault();
      this.open();
    }
  }

  link(event) {
    if (!event.target.closest("a[data-palette]") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.open();
  }

  open() {
    this.dialog.showModal();
    this.input.focus();
    this.input.select();
    this.typed();
  }

  typed() {
    clearTimeout(this.timer);
    this.drop();
    const q = this.input.value.trim();
    this.places(q);
    if (!q) return this.say("");
    this.say(this.dataset.busy);
    this.timer = setTimeout(() => this.ask(q), pause);
  }

  // drop forgets the question that is under way.
  drop() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.asked = null;
  }

  places(q) {
    const seen = new Set();
    const links = [...document.querySelectorAll(".side nav a:not([data-palette], [lang])")].filter((a) => {
      const mine = a.textContent.toLowerCase().includes(q.toLowerCase()) && !seen.has(a.href);
      seen.add(a.href);
      return mine;
    });
    this.list.replaceChildren();
    this.group(this.dataset.go, links.map((a) => a.cloneNode(true)));
  }

  async ask(q) {
    const asked = (this.asked = new AbortController());
    const url = new URL(this.querySelector("form").action);
    url.searchParams.set("q", q);
    try {
      const answer = await fetch(url, { signal: asked.signal, headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (this.asked !== asked) return;
      const found = page.querySelector("[data-found]");
      if (answer.redirected || answer.status === 401) return location.assign(url); // to sign in again
      if (!found) throw new Error(answer.status);
      const some = found.querySelectorAll(".lines a").length;
      for (const section of found.querySelectorAll("section.section")) this.group(section.querySelector("h2").textContent, section.querySelectorAll(".lines a"));
      const said = found.querySelector("[data-say]");
      this.say(said ? said.dataset.say || said.textContent : this.dataset.some.replace("{n}", some));
    } catch {
      if (this.asked === asked) this.say(this.dataset.fault);
    }
  }

  group(name, links) {
    const n = this.list.childElementCount;
    if (links.length) {
      const group = document.createElement("div");
      group.setAttribute("role", "group");
      const head = document.createElement("div");
      head.id = `palette-group-${n}`;
      head.className = "head";
      head.setAttribute("role", "presentation");
      head.textContent = name;
      group.setAttribute("aria-labelledby", head.id);
      group.append(head);
      [...links].forEach((a, i) => {
        a.id = `palette-${n}-${i}`;
        a.tabIndex = -1;
        a.setAttribute("role", "option");
        a.setAttribute("aria-selected", "false");
        a.removeAttribute("aria-current");
        group.append(a);
      });
      this.list.append(group);
    }
    this.input.setAttribute("aria-expanded", String(this.list.childElementCount > 0));
    if (!this.chosen?.isConnected) this.choose(null);
  }

  move(event) {
    if (event.isComposing) return;
    const all = [...this.list.querySelectorAll("[role=option]")];
    const at = all.indexOf(this.chosen);
    const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? all.length - 1 : at - 1 }[event.key];
    if (to !== undefined && all.length) {
      event.preventDefault();
      this.choose(all[to] ?? null);
    } else if (event.key === "Enter" && this.chosen) {
      event.preventDefault();
      this.chosen.click();
    } else if (event.key === "Escape") { // which in a field for searches only empties it
      event.preventDefault();
      this.dialog.close();
    }
  }

  choose(option, scroll = true) {
    if (option === undefined || (option === this.chosen && option)) return;
    this.chosen?.setAttribute("aria-selected", "false");
    this.chosen = option;
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    this.input.setAttribute("aria-activedescendant", option.id);
    if (scroll) option.scrollIntoView({ block: "nearest" });
  }

  say(words) {
    this.querySelector(".say").textContent = words;
  }
}

customElements.define("search-palette", SearchPalette);

if (mac) shown((root) => root.querySelectorAll("[data-keys]").forEach((e) => (e.textContent = e.textContent.replace("Ctrl K", "⌘K"))));
