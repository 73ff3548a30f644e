// Without a network: the files of the client, its shell, and pictures that were seen before.
// Answers of the API are never kept here.
const SHELL = "shell";
const FILES = "files";
const MEDIA = "media";
const FILES_KEPT = 300;
const MEDIA_KEPT = 200;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.add("/")));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
  else event.waitUntil(keepAll(event.data.files));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const address = new URL(request.url);
  const ours = address.origin === location.origin;
  if (request.mode === "navigate" && ours) {
    event.respondWith(shell(request));
  } else if (ours && address.pathname.startsWith("/assets/")) {
    event.respondWith(keptFirst(FILES, request, FILES_KEPT));
  } else if (request.destination === "image" && request.mode === "cors") {
    event.respondWith(keptFirst(MEDIA, request, MEDIA_KEPT));
  }
});

/** The newest page that can be had; its files are named by their content, so it brings its own. */
async function shell(request) {
  const cache = await caches.open(SHELL);
  try {
    const page = await fetch(request);
    if (page.ok && page.headers.get("content-type")?.startsWith("text/html")) {
      await cache.put("/", page.clone());
    }
    return page;
  } catch (error) {
    const kept = await cache.match("/");
    if (kept) return kept;
    throw error;
  }
}

/** What never changes under its address: hashed files, and uploads. */
async function keptFirst(name, request, most) {
  const cache = await caches.open(name);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && answer.type !== "opaque") {
    await cache.put(request, answer.clone());
    await trim(cache, most);
  }
  return answer;
}

/** What a page loaded before this worker was there to see it; the browser has it at hand still. */
async function keepAll(files) {
  const cache = await caches.open(FILES);
  await cache.addAll(files);
}

async function trim(cache, most) {
  const requests = await cache.keys();
  for (const request of requests.slice(0, Math.max(0, requests.length - most))) {
    await cache.delete(request);
  }
}
