import { refuseOnceOver } from "./browserStore.ts";
import { holdPicture, withCaches } from "./holdPicture.ts";

const names = { images: "multilabelfy-images", exemplars: "multilabelfy-exemplars" } as const;
/** Beyond what is wanted just now, so many pictures stay, the newest: undo may go back to them. */
const max = { images: 60, exemplars: 1500 } as const;
const atOnce = 2;
/** A page that never rests still has its pictures put aside, one in so long. */
const restAtMostMs = 500;

interface Options {
  open?: (name: string) => Promise<Cache>;
  /** Fetches a picture and puts it into the cache: false where the server has none, an error without connection. */
  put?: (url: string, cacheName: string) => Promise<boolean>;
  rest?: () => Promise<void>;
}

/** Until the page has nothing to do: a person's key comes before what is put aside. */
const untilIdle = () =>
  new Promise<void>((resolve) => {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(() => resolve(), { timeout: restAtMostMs });
    else setTimeout(resolve, 50);
  });

/** @throws Error once this page's person has signed out: the cache was deleted, and stays so */
const openCache = (name: string): Promise<Cache> =>
  withCaches(async () => {
    refuseOnceOver();
    return caches.open(name);
  });

/**
 * Puts pictures aside in the browser, for when the connection is gone; the service worker finds them there. They
 * never change under their address, so what is held is not fetched again.
 *
 * @returns takes the pictures that are wanted now, the most urgent first; what was wanted before is forgotten
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
          // No connection, or no more room: what is held must do.
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
    // A run that is under way sees what is wanted now.
    running ??= hold()
      .catch(() => {})
      .finally(() => {
        running = undefined;
      });
    await running;
  };
}

/** Whether the browser can put pictures aside: not without HTTPS, but on this machine. */
export const canHoldPictures = (): boolean => "caches" in globalThis;

export async function forgetPictures(): Promise<void> {
  if (!canHoldPictures()) return;
  await withCaches(() => Promise.all(Object.values(names).map((name) => caches.delete(name))));
}
