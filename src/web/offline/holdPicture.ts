/** What a page asks the service worker for. */
export interface PictureToHold {
  url: string;
  cacheName: string;
}

/** A service worker that was replaced meanwhile never answers. */
const answerAtMostMs = 30_000;

/**
 * Makes the service worker put a picture into a cache. If the page fetched it itself, it would lose the decoded picture
 * it is about to show: browsers keep one resource per address and page.
 *
 * @param cacheName an existing cache
 * @returns false if the server has no such picture, or the cache is gone
 * @throws Error without a connection
 */
export async function holdPicture(url: string, cacheName: string): Promise<boolean> {
  const picture = { url, cacheName };
  const worker = (await navigator.serviceWorker?.getRegistration())?.active;
  if (!worker) return fetchPicture(picture);
  const { port1, port2 } = new MessageChannel();
  const held = await new Promise<boolean | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), answerAtMostMs);
    port1.onmessage = ({ data }: MessageEvent<boolean | null>) => {
      clearTimeout(timer);
      resolve(data);
    };
    worker.postMessage(picture, [port2]);
  });
  port1.close();
  if (held === null) throw new TypeError(url);
  return held;
}

/** Runs in the page or in the service worker; throws without a connection or if there is no space left. */
export async function fetchPicture({ url, cacheName }: PictureToHold): Promise<boolean> {
  const answer = await fetch(url, { priority: "low" });
  if (!answer.ok) return false;
  // Downloaded completely first, so that signing out does not wait for a slow connection.
  const picture = new Response(await answer.blob(), { headers: answer.headers });
  return withCaches(async () => {
    // If the cache is gone, the person has signed out meanwhile.
    if (!(await caches.has(cacheName))) return false;
    await (await caches.open(cacheName)).put(url, picture);
    return true;
  });
}

/** Pages and the service worker change the picture caches in turn, so that a deleted one does not come back. */
export const withCaches = <Result>(change: () => Promise<Result>): Promise<Result> =>
  navigator.locks.request("multilabelfy.pictures", change);
