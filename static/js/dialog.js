// Links to a dialog open it as a modal one. Without scripts they lead to it, and the sheet shows it as the target.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-dialog], [data-close]");
  if (!link || event.ctrlKey || event.metaKey) return;
  if (link.hasAttribute("data-close")) {
    const dialog = link.closest("dialog");
    if (!dialog || !dialog.open) return;
    event.preventDefault();
    dialog.close();
    return;
  }
  const dialog = document.getElementById(link.hash.slice(1));
  if (!dialog || !dialog.showModal) return;
  event.preventDefault();
  if (!dialog.open) dialog.showModal();
});

// A press on the veil is a "no".
document.addEventListener("pointerdown", (event) => {
  const dialog = event.target;
  if (dialog.nodeName !== "DIALOG" || !dialog.open) return;
  const box = dialog.getBoundingClientRect();
  const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  if (!inside) dialog.close();
});

// An address that names a dialog, shared or come back to.
const named = location.hash && document.getElementById(location.hash.slice(1));
if (named && named.nodeName === "DIALOG" && named.showModal) {
  history.replaceState(history.state, "", location.pathname + location.search);
  named.showModal();
}
