// A form that changes something is sent once: the pressed button says that it is busy, and a second press does nothing.
// A form with data-again (a download, say) may be sent again at once.
const sent = new Map();
const patience = 15000;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-again") || form.target === "_blank") return;
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  const button = event.submitter;
  const timer = setTimeout(() => free(form), patience);
  sent.set(form, { button, timer });
  if (!button) return;
  button.setAttribute("aria-busy", "true");
  // Not before the form has been gathered: a disabled button's value would not be sent.
  setTimeout(() => sent.has(form) && (button.disabled = true));
});

function free(form) {
  const was = sent.get(form);
  if (!was) return;
  clearTimeout(was.timer);
  sent.delete(form);
  if (!was.button) return;
  was.button.disabled = false;
  was.button.removeAttribute("aria-busy");
}

// Back from the next page: this one wakes as it was left.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of [...sent.keys()]) free(form);
});

// A button that cannot be used keeps its place in the order of focus, so that its reason is heard, and does nothing.
document.addEventListener("click", (event) => {
  if (event.target.closest("[aria-disabled=true]")) event.preventDefault();
});
