// What every page gets. Nothing here is needed: each page works without it.
import "./vendor/htmx.js";
import "./guard.js";
import "./dialog.js";
import "./notes.js";
import "./phrases.js";
import "./ticks.js";
import "./sound.js";
import "./copy-button.js";
import "./card-timer.js";
import "./offline.js";
import "./theme-check.js";
import "./passkey-form.js";
import "./search-palette.js";
import { shown } from "./shown.js";

// What makes sense only with scripts comes out of hiding.
shown((root) => {
  // The chosen one of a row that scrolls sideways comes into sight.
  for (const e of root.querySelectorAll(":is(.chips, .tabs) [aria-current]")) {
    const row = e.closest("ul");
    row.scrollLeft = e.offsetLeft - row.offsetLeft - (row.clientWidth - e.offsetWidth) / 2;
  }
  for (const e of root.querySelectorAll("[data-js][hidden], copy-button > [hidden], [data-dismiss][hidden]")) e.hidden = false;
});
