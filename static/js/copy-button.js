// <copy-button data-text data-done>: its button copies data-text and says data-done for a moment.
class CopyButton extends HTMLElement {
  connectedCallback() {
    this.querySelector("button")?.addEventListener("click", () => this.copy());
  }

  async copy() {
    const text = this.dataset.text;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      if (!copiedTheOldWay(text)) return;
    }
    const word = this.querySelector("[role=status]");
    const before = word.textContent;
    word.textContent = this.dataset.done;
    setTimeout(() => (word.textContent = before), 2000);
  }
}

// Where the page is not served over https, or the browser is too old.
function copiedTheOldWay(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.readOnly = true;
  area.className = "aside";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

customElements.define("copy-button", CopyButton);
