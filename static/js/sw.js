// The service worker: a member's card without a network. It keeps the shell (the server tells which files that are), a page
// that says that there is no network, and one member's offline card. It keeps no other page, and nothing that is sent
// passes through it.
import { drop as dropped, kept } from "./card-cache.js";

const { build, shell } = self.club;
const name = "club-" + build;
const fresh = 12 * 3600e3; // until a card is fetched anew
const longest = 30 * 86400e3; // a card is shown no longer: so long a session may rest
const down = [502, 503, 504];

// turn counts what was dropped, so that an answer that was on its way meanwhile is not kept.
let turn = 0;

function drop() {
  turn++;
  return dropped();
}

const local = (path) => path.replace(/^\/(zh-Hans|zh-Hant|en)(?=\/|$)/, "") || "/";
const age = (answer) => Date.now() - Date.parse(answer.headers.get("date"));

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(name)
      .then((cache) => cache.addAll(shell))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => self.clients.claim()));
});

// tidy drops the shells of earlier builds. One to which a card belongs stays until the card is fetched anew.
async function tidy() {
  const used = new Set((await kept()).filter((k) => k.card).map((k) => k.name));
  for (const other of await caches.keys()) {
    if (other.startsWith("club-") && other !== name && !used.has(other)) await caches.delete(other);
  }
}

self.addEventListener("message", (event) => {
  const { keep: lang, number } = event.data ?? {};
  if (/^[A-Za-z-]+$/.test(lang)) event.waitUntil(keep(lang, number).catch(() => {}));
});

// keep fetches the card of who is signed in, and the page without a network, unless they are here. number is whose page asks.
async function keep(lang, number) {
  const cache = await caches.open(name);
  const pages = [`/${lang}/card/offline`, `/${lang}/offline`];
  const here = await cache.match(pages[0]);
  if (here && age(here) < fresh && (await here.text()).includes(number)) return;
  const mine = turn;
  const answers = await Promise.all(pages.map((page) => fetch(page, { cache: "no-store" })));
  if (answers[0].redirected || answers[0].status === 401) return drop();
  if (turn !== mine || answers.some((answer) => !answer.ok)) return;
  await dropped();
  await Promise.all(pages.map((page, i) => cache.put(page, answers[i])));
  if (turn !== mine) return drop();
  await tidy();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  const path = local(url.pathname);
  if (request.method !== "GET") {
    // Whoever signs in or out, or changes what stands on the card.
    if (/^\/(signout|signin|join|me)(\/|$)/.test(path)) event.waitUntil(drop());
  } else if (request.mode === "navigate") {
    if (!/^\/(staff|merchant|demo|card\/apple\.pkpass|card\/google)(\/|$)/.test(path)) event.respondWith(page(event, path));
  } else if (path.startsWith("/static/")) {
    event.respondWith(caches.match(url.pathname).then((file) => file ?? fetch(request)));
  }
});

async function page(event, path) {
  let answer;
  try {
    answer = await fetch(event.request);
  } catch {
    return (await instead(path)) ?? Response.error();
  }
  // Who is signed in is led on from these.
  if (answer.ok && ["/", "/signin", "/signin/code", "/join"].includes(path)) event.waitUntil(drop());
  if (path === "/card" && down.includes(answer.status)) return (await card()) ?? answer;
  return answer;
}

// instead answers what is shown without a network.
async function instead(path) {
  const mine = path === "/card" || path === "/card/offline" ? await card() : undefined;
  if (mine) return mine;
  const other = (await kept()).find((k) => !k.card && local(new URL(k.request.url).pathname) === "/offline");
  return other?.cache.match(other.request);
}

async function card() {
  for (const { cache, request, card } of await kept()) {
    const answer = card && (await cache.match(request));
    if (answer && age(answer) < longest) return answer;
  }
}
