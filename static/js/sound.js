// A buzz and a short sound tell the till's answer to who is not looking. A browser that forbids either stays silent.
import { buzz, touched } from "./buzz.js";

const kind = document.querySelector("[data-sound]")?.dataset.sound;
const tunes = { good: [880, 1320], warn: [660], bad: [220, 220] };
const buzzes = { good: 80, warn: [60, 60], bad: [160, 80, 160] };

if (tunes[kind] && touched()) {
  buzz(buzzes[kind]);
  play(tunes[kind]);
}

function play(notes) {
  const Context = window.AudioContext;
  if (!Context) return;
  const audio = new Context();
  notes.forEach((pitch, i) => {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const at = audio.currentTime + i * 0.14;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.12, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.12);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.13);
  });
}
