/** What a page asks the service worker for. */
export interface PictureToHold {
  url: string;
  cacheName: string;
}

/** An answer of a service worker that was replaced meanwhile does not come. */
const answerAtMostMs = 30_000;

/**
 * Has the service worker put a picture into a cache. A page that fetched it itself would lose the decoded picture that
 * it is about to show: browsers keep one resource per address and page.
 *
 * @param cacheName a cache that is there
 * @returns false where the server has no such picture, or the cache is gone
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

/** In the page or in the service worker: where there is no connection, or no more room, an error. */
export async function fetchPicture({ url, cacheName }: PictureToHold): Promise<boolean> {
  const answer = await fetch(url, { priority: "low" });
  if (!answer.ok) return false;
  // All of it first: nobody who signs out waits for a slow connection.
  const picture = new Response(await answer.blob(), { headers: answer.headers });
  return withCaches(async () => {
    // Where the cache is gone, the person has signed out meanwhile.
    if (!(await caches.has(cacheName))) return false;
    await (await caches.open(cacheName)).put(url, picture);
    return true;
  });
}

/** Pages and the service worker change the caches of pictures in turn: none comes back that was just deleted. */
export const withCaches = <Result>(change: () => Promise<Result>): Promise<Result> =>
  navigator.locks.request("multilabelfy.pictures", change);
