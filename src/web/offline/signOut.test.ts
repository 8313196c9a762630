import "fake-indexeddb/auto";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openBrowserStore, openReadingStore, stopHolding } from "./browserStore.ts";
import { fetchPicture } from "./holdPicture.ts";
import { forgetHeld, orLastReply } from "./lastReply.ts";
import { createPictureHolder, forgetPictures } from "./pictures.ts";

const turn = () => new Promise<void>((resolve) => setTimeout(resolve));

/** The browser's caches; each step takes a while, as in a browser. */
const held = new Map<string, string[]>();
const caches = {
  has: async (name: string) => {
    const has = held.has(name);
    await turn();
    return has;
  },
  open: async (name: string) => {
    await turn();
    const urls = held.get(name) ?? [];
    held.set(name, urls);
    return {
      keys: async () => urls.map((url) => ({ url: `http://here${url}` })),
      put: async (url: string) => void urls.push(url),
    };
  },
  delete: async (name: string) => {
    await turn();
    return held.delete(name);
  },
};

beforeAll(() => {
  vi.stubGlobal("caches", caches);
  vi.stubGlobal("fetch", async () => new Response("a picture"));
});
afterAll(() => vi.unstubAllGlobals());

it("a picture that is on its way brings no cache back that is deleted meanwhile", async () => {
  for (let ahead = 0; ahead < 8; ahead++) {
    await caches.open("multilabelfy-images");
    const picture = fetchPicture({ url: "/i/1", cacheName: "multilabelfy-images" });
    for (let turns = 0; turns < ahead; turns++) await turn();
    await forgetPictures();
    await picture;
    expect([ahead, [...held.keys()]]).toEqual([ahead, []]);
  }
});

it("who has signed out leaves nothing for reading, whatever comes late; work that is not sent stays", async () => {
  const store = await openBrowserStore();
  await store.put("unsaved", "work", ["ann", "p", "a", "t"]);
  await orLastReply("session", Promise.resolve("ann"));
  await expect.poll(() => store.get("replies", "session")).toBe("ann");

  stopHolding();
  await forgetHeld();
  await orLastReply("late", Promise.resolve("ann's"));
  await createPictureHolder("images")(["/i/1"]);
  await expect(openReadingStore()).rejects.toThrow(/signed out/);
  await turn();
  expect([await store.getAllKeys("replies"), [...held.keys()]]).toEqual([[], []]);
  expect(await store.getAll("unsaved")).toEqual(["work"]);
});
