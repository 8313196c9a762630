// Opens the program without a connection: its page, scripts and styles, and the pictures that pages stored. The
// server's replies about work are not handled here: pages keep those themselves, person by person.

import { fetchPicture, type PictureToHold } from "./holdPicture.ts";

/** Inserted by the build: the version, its files, and the entry by which its page is recognized. */
declare const __SHELL__: { version: string; files: string[]; entry: string };

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Lasting {
  request: Request;
  respondWith(response: Promise<Response>): void;
}
interface Asking extends Lasting {
  data: PictureToHold;
  ports: readonly MessagePort[];
}
interface Worker extends EventTarget {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
}

const worker = globalThis as unknown as Worker;
const shellPrefix = "multilabelfy-shell-";
const shell = shellPrefix + __SHELL__.version;
const page = "/";

/** Stores all files of this version, or none: a page that lacks some of them would not open. */
async function install(): Promise<void> {
  const cache = await caches.open(shell);
  const answer = await fetch(page, { cache: "reload" });
  if (!answer.ok || !(await answer.clone().text()).includes(__SHELL__.entry))
    throw new Error("The server has another version of the page.");
  await cache.put(page, answer);
  await cache.addAll(__SHELL__.files);
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(shellPrefix) && name !== shell);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** How a gateway says that the server is down. */
const isOutage = ({ status }: Response) => status === 502 || status === 503 || status === 504;

/** The server's page, which is always the right version; the stored one only if there is no server. */
async function answerPage(request: Request): Promise<Response> {
  const answer = await fetch(request).catch(() => undefined);
  if (answer && !isOutage(answer)) return answer;
  return (await caches.match(page, { cacheName: shell })) ?? answer ?? Response.error();
}

/** Looks into one cache only: searching all of them would cost several times as much for each picture. */
const heldOrFetched = async (request: Request, cacheName: string) =>
  (await caches.match(request, { ignoreVary: true, cacheName })) ?? fetch(request);

worker.addEventListener("install", (event) => (event as Lasting).waitUntil(install()));
worker.addEventListener("activate", (event) => (event as Lasting).waitUntil(activate()));
worker.addEventListener("fetch", (event) => {
  const { request } = event as Fetching;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  const answer = (response: Promise<Response>) => (event as Fetching).respondWith(response);
  // Content under these addresses never changes.
  const lasting = /^\/(?:assets|api\/(images|exemplars))\//.exec(pathname);
  if (lasting) answer(heldOrFetched(request, lasting[1] ? `multilabelfy-${lasting[1]}` : shell));
  else if (request.mode === "navigate" && !pathname.startsWith("/api/")) answer(answerPage(request));
});
worker.addEventListener("message", (event) => {
  const { data, ports, waitUntil } = event as Asking;
  const answer = fetchPicture(data).catch(() => null);
  waitUntil.call(
    event,
    answer.then((held) => ports[0]?.postMessage(held)),
  );
});
