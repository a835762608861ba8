// What is kept of a member's card. The worker and the pages share it.
const isCard = (request) => new URL(request.url).pathname.endsWith("/card/offline");

// kept answers all that is kept: each with its cache.
export async function kept() {
  const all = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith("club-")) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) all.push({ name, cache, request, card: isCard(request) });
  }
  return all;
}

// drop forgets the card, whosever it is.
export async function drop() {
  for (const { cache, request, card } of await kept()) if (card) await cache.delete(request);
}
