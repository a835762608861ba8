// A batch bar says how many rows are ticked; the box at the head of the column ticks them all.
import { shown } from "./shown.js";

shown((root) => {
  for (const bar of root.querySelectorAll("[data-batch]")) {
    const form = bar.closest("form");
    const words = bar.querySelector("[data-count]");
    const none = words.textContent;
    const head = document.querySelector(`[data-ticks="${form.getAttribute("id")}"]`); // form.id is the boxes
    const boxes = () => [...form.elements].filter((e) => e.name === "id");
    const tell = () => {
      const n = boxes().filter((e) => e.checked).length;
      words.textContent = n ? words.dataset.count.replace("%d", n) : none;
      if (head) {
        head.checked = n > 0 && n === boxes().length;
        head.indeterminate = n > 0 && !head.checked;
      }
    };
    document.addEventListener("change", (event) => {
      if (event.target === head) for (const e of boxes()) e.checked = head.checked;
      if (event.target === head || event.target.form === form) tell();
    });
    if (head) head.hidden = false;
    tell();
  }
});
