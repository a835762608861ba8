// A ready phrase is written into the form's text, below what has been typed. Without scripts its link makes the form anew.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-say]");
  const text = link?.closest("form")?.querySelector("textarea");
  if (!text || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const typed = text.value.trim();
  if (!typed.includes(link.dataset.say)) text.value = typed ? `${typed}\n${link.dataset.say}` : link.dataset.say;
  text.focus();
});
