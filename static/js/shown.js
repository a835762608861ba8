// Calls work(root) now, and again for what htmx brings in later.
export function shown(work) {
  work(document);
  document.addEventListener("htmx:after:swap", () => work(document));
}
