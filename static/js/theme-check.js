// <theme-check data-from>: as the form's slider moves, shows what the hue looks like and whether it can be read. Without
// scripts a button asks for the same.
class ThemeCheck extends HTMLElement {
  connectedCallback() {
    const slider = this.parentElement.querySelector("input[name=hue]");
    slider?.addEventListener("input", () => {
      slider.parentElement.querySelector("output").value = slider.value;
      clearTimeout(this.soon);
      this.soon = setTimeout(() => this.look(slider.value), 120);
      const own = this.parentElement.querySelector("input[name=own]");
      if (own) own.checked = true;
    });
  }

  async look(hue) {
    const turn = (this.turn = {});
    const answer = await fetch(`${this.dataset.from}&hue=${hue}`).catch(() => null);
    if (!answer?.ok) return;
    const parts = document.createElement("template");
    parts.innerHTML = await answer.text();
    const sheet = parts.content.querySelector("link");
    const open = this.querySelector("details")?.open;
    // The colours come first, so that nothing is seen without them.
    if (this.turn !== turn) return;
    document.head.append(sheet);
    await new Promise((done) => (sheet.onload = sheet.onerror = done));
    if (this.turn !== turn) return sheet.remove();
    this.sheet?.remove();
    this.sheet = sheet;
    this.replaceChildren(parts.content);
    const details = this.querySelector("details");
    if (details && open) details.open = true;
  }
}

customElements.define("theme-check", ThemeCheck);
