import { expect, it } from "vitest";
import { createPictureHolder } from "./pictures.ts";

/** A cache as in browsers: entries in the order of their arrival. */
function makeCache() {
  const entries: string[] = [];
  const put = async (url: string) => entries.push(url) > 0;
  const cache = {
    keys: async () => entries.map((url) => ({ url: `http://here${url}` })),
    delete: async ({ url }: { url: string }) => {
      entries.splice(entries.indexOf(new URL(url).pathname), 1);
    },
  } as unknown as Cache;
  return { cache, entries, put, rest: async () => {} };
}

const urls = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `/i/${from + i}`);

it("fetches what is not held, once, and drops the oldest that nobody wants", async () => {
  const { cache, entries, put, rest } = makeCache();
  const loaded: string[] = [];
  const hold = createPictureHolder("images", {
    open: async () => cache,
    put: async (url) => {
      loaded.push(url);
      return put(url);
    },
    rest,
  });
  await hold(urls(0, 20));
  await hold(urls(10, 30));
  expect(loaded).toEqual(urls(0, 30));
  await hold([...urls(50, 90), "/i/0"]);
  expect(entries).toHaveLength(60);
  expect(entries).toContain("/i/0");
  expect(entries).not.toContain("/i/1");
  expect(entries).toContain("/i/89");
});

it("stops when the connection goes, and goes on when asked again", async () => {
  const { cache, entries, put, rest } = makeCache();
  let isOnline = false;
  const hold = createPictureHolder("images", {
    open: async () => cache,
    put: async (url) => {
      if (!isOnline) throw new TypeError("offline");
      return put(url);
    },
    rest,
  });
  await hold(urls(0, 9));
  expect(entries).toEqual([]);
  isOnline = true;
  await hold(urls(0, 9));
  expect(entries).toEqual(urls(0, 9));
});
