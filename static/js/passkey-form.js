// A form that is answered by a passkey: see views/ui/passkey.templ. Without scripts, and in browsers that have no passkeys,
// it stays hidden.
import { shown } from "./shown.js";

const bytes = (s) => Uint8Array.from(atob(s.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

const text = (buffer) =>
  btoa(Array.from(new Uint8Array(buffer), (b) => String.fromCharCode(b)).join(""))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

// What the server tells as text the browser wants as bytes.
function read(options) {
  const o = { ...options, challenge: bytes(options.challenge) };
  if (o.user) o.user = { ...o.user, id: bytes(o.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (o[list]) o[list] = o[list].map((c) => ({ ...c, id: bytes(c.id) }));
  }
  return o;
}

function write(credential) {
  const r = credential.response;
  const response = { clientDataJSON: text(r.clientDataJSON) };
  if (r.attestationObject) {
    response.attestationObject = text(r.attestationObject);
    response.transports = r.getTransports ? r.getTransports() : [];
  } else {
    response.authenticatorData = text(r.authenticatorData);
    response.signature = text(r.signature);
    if (r.userHandle) response.userHandle = text(r.userHandle);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment || undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
}

async function answer(root, form) {
  const asked = await fetch(root.dataset.options, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" } });
  const told = await asked.json();
  if (!asked.ok) throw new Error(told.error || "");
  form.elements.credential.value = write(await navigator.credentials[root.dataset.kind]({ publicKey: read(told.publicKey) }));
  form.submit();
}

shown((page) => {
  if (!window.PublicKeyCredential) return;
  for (const root of page.querySelectorAll("passkey-form[hidden]")) {
    root.hidden = false;
    const form = root.querySelector("form");
    const wrong = form.querySelector("[role=alert]");
    form.addEventListener("submit", (e) => {
      e.preventDefault();
      wrong.hidden = true;
      answer(root, form).catch((err) => {
        // The browser's own words are in its own language; those of our server are in the reader's.
        wrong.lastElementChild.textContent = (!(err instanceof DOMException) && !(err instanceof SyntaxError) && err.message) || root.dataset.notDone;
        wrong.hidden = false;
      });
    });
  }
});
