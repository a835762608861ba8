// The error summary takes the focus and leads to the fields; a flash can be sent away; batch bars count; a page that is
// to move on by itself does, unless somebody touches it.
// On the first page autofocus has done it, save in browsers that keep it to fields.
const faults = () => document.querySelector("[data-faults]");
requestAnimationFrame(() => requestAnimationFrame(() => document.activeElement === document.body && faults()?.focus()));
document.addEventListener("htmx:after:swap", () => faults()?.focus());

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-faults] a[href^='#']");
  if (link) {
    const field = document.getElementById(link.hash.slice(1));
    if (field) {
      event.preventDefault();
      (field.closest(".field") ?? field).scrollIntoView({ block: "center" });
      field.focus({ preventScroll: true });
    }
  }
  event.target.closest("[data-dismiss]")?.closest("[data-flash]")?.remove();
});

const next = document.querySelector("a[data-return]");
if (next) {
  const going = setTimeout(() => next.click(), next.dataset.return * 1000);
  const stay = () => {
    clearTimeout(going);
    document.querySelector(".returning")?.remove();
  };
  for (const kind of ["pointerdown", "keydown", "wheel"]) addEventListener(kind, stay, { once: true, passive: true });
}
