// A member's page has the worker keep an offline card. A page that only who is signed out gets to see has it dropped, as has
// the button that signs out: here too, for a page that the worker does not serve.
import { drop } from "./card-cache.js";

const local = (path) => path.replace(/^\/(zh-Hans|zh-Hant|en)(?=\/|$)/, "") || "/";
const forget = () => drop().catch(() => {});

async function keep() {
  const number = document.querySelector(":is(.pass:not(.voucher-pass), .member-card) .number");
  try {
    await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ keep: document.documentElement.lang, number: number?.textContent ?? "" });
  } catch {
    // Not allowed here: the site works without.
  }
}

if ("serviceWorker" in navigator && "caches" in window) {
  if (document.querySelector("body.member, [data-pass]")) {
    if (document.readyState === "complete") keep();
    else addEventListener("load", keep);
  } else if (["/", "/signin", "/signin/code", "/join"].includes(local(location.pathname))) {
    forget();
  }
  document.addEventListener("submit", (event) => {
    const action = event.target.getAttribute("action") ?? "";
    if (local(action) === "/signout") forget();
  });
}
