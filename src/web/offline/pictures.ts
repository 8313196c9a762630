import { refuseOnceOver } from "./browserStore.ts";
import { holdPicture, withCaches } from "./holdPicture.ts";

const names = { images: "multilabelfy-images", exemplars: "multilabelfy-exemplars" } as const;
/** At most this many pictures are kept, unless more are wanted now; the newest stay: undo may go back to them. */
const max = { images: 60, exemplars: 1500 } as const;
const atOnce = 2;
/** Even if a page is never idle, it stores one picture per this many milliseconds. */
const restAtMostMs = 500;

interface Options {
  open?: (name: string) => Promise<Cache>;
  /** Fetches a picture into the cache: false if the server has none, an error without a connection. */
  put?: (url: string, cacheName: string) => Promise<boolean>;
  rest?: () => Promise<void>;
}

/** Waits until the page is idle: a person's keys take precedence over storing pictures. */
const untilIdle = () =>
  new Promise<void>((resolve) => {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(() => resolve(), { timeout: restAtMostMs });
    else setTimeout(resolve, 50);
  });

/** @throws Error once this page's person has signed out: the cache was deleted, and stays deleted */
const openCache = (name: string): Promise<Cache> =>
  withCaches(async () => {
    refuseOnceOver();
    return caches.open(name);
  });

/**
 * Stores pictures in the browser in case the connection is lost; the service worker serves them from there. A picture
 * never changes under its address, so stored ones are not fetched again.
 *
 * @returns takes the pictures wanted now, the most urgent first, instead of those wanted before
 */
export function createPictureHolder(
  kind: keyof typeof names,
  { open = openCache, put = holdPicture, rest = untilIdle }: Options = {},
): (urls: readonly string[]) => Promise<void> {
  let wanted: readonly string[] = [];
  let running: Promise<void> | undefined;

  async function hold(): Promise<void> {
    const cache = await open(names[kind]);
    const held = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
    const tried = new Set<string>();
    let isFuller = false;
    let isReachable = true;
    const work = async () => {
      while (isReachable) {
        const url = wanted.find((one) => !held.has(one) && !tried.has(one));
        if (url === undefined) return;
        tried.add(url);
        await rest();
        try {
          if (await put(url, names[kind])) isFuller = true;
        } catch {
          // No connection, or no space left: what is held must do.
          isReachable = false;
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    if (isFuller) await dropOld(cache);
  }

  async function dropOld(cache: Cache): Promise<void> {
    const keys = await cache.keys();
    const isWanted = new Set(wanted);
    const old = keys.filter(({ url }) => !isWanted.has(new URL(url).pathname));
    const tooMany = Math.max(0, Math.min(old.length, keys.length - max[kind]));
    await Promise.all(old.slice(0, tooMany).map((request) => cache.delete(request)));
  }

  return async (urls) => {
    wanted = urls;
    // A run already under way picks up what is wanted now.
    running ??= hold()
      .catch(() => {})
      .finally(() => {
        running = undefined;
      });
    await running;
  };
}

/** Whether the browser can store pictures: without HTTPS only on this machine. */
export const canHoldPictures = (): boolean => "caches" in globalThis;

export async function forgetPictures(): Promise<void> {
  if (!canHoldPictures()) return;
  await withCaches(() => Promise.all(Object.values(names).map((name) => caches.delete(name))));
}
