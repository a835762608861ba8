// <qr-scan>: reads QR codes with the camera and sends the first of ours by the form named in data-form. What it cannot
// use it says, and goes on. The camera is let go whenever the page is not in sight.
import { awake } from "./awake.js";
import { buzz } from "./buzz.js";

const pace = 120; // milliseconds between looks
const patience = 4000; // before a refused code may be sent again

class QrScan extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.video = this.querySelector("video");
    this.facing = localStorage.getItem("scan-facing") ?? "environment";
    this.ours = this.dataset.accept ? new RegExp(this.dataset.accept) : null;
    this.born = Date.now();
    this.on("[data-torch]", () => this.light());
    this.on("[data-flip]", () => this.flip());
    this.on("[data-start]", () => this.start());
    this.away = () => this.stop();
    this.seen = () => (document.visibilityState === "visible" ? this.start() : this.stop());
    this.back = (event) => event.persisted && this.start();
    addEventListener("pagehide", this.away);
    addEventListener("pageshow", this.back);
    document.addEventListener("visibilitychange", this.seen);
    this.start();
  }

  disconnectedCallback() {
    removeEventListener("pagehide", this.away);
    removeEventListener("pageshow", this.back);
    document.removeEventListener("visibilitychange", this.seen);
    this.stop();
  }

  on(part, act) {
    this.querySelector(part).addEventListener("click", act);
  }

  say(what) {
    const line = this.querySelector("[data-say]");
    if (line.textContent !== this.dataset[what]) line.textContent = this.dataset[what];
  }

  async start() {
    if (this.stream || this.starting) return;
    if (!navigator.mediaDevices?.getUserMedia) return this.idle("none");
    this.starting = true;
    this.say("wait");
    this.show("[data-start]", false);
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { facingMode: this.facing, width: { ideal: 1280 }, height: { ideal: 720 } },
      });
      if (!this.isConnected || document.visibilityState === "hidden") return this.stop();
      this.classList.remove("idle", "read");
      this.done = false;
      this.video.srcObject = this.stream;
      await this.video.play();
      this.detector ??= await detector(this.dataset);
      this.say("aim");
      navigator.wakeLock?.request("screen").catch(() => {}); // it falls when the page is left
      this.tools();
      this.look();
      awake();
    } catch (fault) {
      this.stop();
      this.idle(fault.name === "NotAllowedError" || fault.name === "SecurityError" ? "denied" : "none");
    } finally {
      this.starting = false;
    }
  }

  idle(why) {
    this.classList.add("idle");
    this.say(why);
    this.show("[data-start]", why === "denied");
  }

  stop() {
    clearTimeout(this.timer);
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
    this.video.srcObject = null;
  }

  async look() {
    if (!this.stream || this.done) return;
    try {
      const found = await this.detector.detect(this.video);
      for (const code of found) if (this.take(code.rawValue)) return;
    } catch {
      // A frame that could not be read; the next one may be.
    }
    this.timer = setTimeout(() => this.look(), pace);
  }

  // take tells whether text was sent.
  take(text) {
    if (!text || this.done || !this.stream) return false;
    if (text === this.dataset.refused && Date.now() - this.born < patience) return false;
    if (this.ours && !this.ours.test(text)) {
      if (this.foreign !== text) buzz([60, 40, 60]);
      this.foreign = text;
      this.say("foreign");
      return false;
    }
    this.done = true;
    this.classList.add("read");
    this.say("read");
    buzz(40);
    const form = document.getElementById(this.dataset.form);
    form.elements.code.value = text;
    this.stop();
    form.requestSubmit ? form.requestSubmit() : form.submit();
    return true;
  }

  async tools() {
    const track = this.stream.getVideoTracks()[0];
    this.show("[data-torch]", Boolean(track.getCapabilities?.().torch));
    this.press(false);
    const all = await navigator.mediaDevices.enumerateDevices();
    this.show("[data-flip]", all.filter((d) => d.kind === "videoinput").length > 1);
  }

  async light() {
    const lit = this.querySelector("[data-torch]").getAttribute("aria-pressed") !== "true";
    try {
      await this.stream.getVideoTracks()[0].applyConstraints({ advanced: [{ torch: lit }] });
      this.press(lit);
    } catch {
      this.show("[data-torch]", false);
    }
  }

  flip() {
    this.facing = this.facing === "environment" ? "user" : "environment";
    localStorage.setItem("scan-facing", this.facing);
    this.stop();
    this.start();
  }

  press(lit) {
    this.querySelector("[data-torch]").setAttribute("aria-pressed", String(lit));
  }

  show(part, yes) {
    this.querySelector(part).hidden = !yes;
  }
}

// The browser's own reader, or ours.
async function detector({ fallback, wasm }) {
  if ("BarcodeDetector" in window) {
    try {
      const formats = await BarcodeDetector.getSupportedFormats();
      if (formats.includes("qr_code")) return new BarcodeDetector({ formats: ["qr_code"] });
    } catch {
      // There in name only.
    }
  }
  const ours = await import(fallback);
  return ours.detector(wasm);
}

customElements.define("qr-scan", QrScan);
