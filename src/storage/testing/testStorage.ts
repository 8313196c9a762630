import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import type { ReadableStorage, Storage } from "../storage.ts";

/** What any storage must do. @param make creates an empty one */
export function testStorage(name: string, make: () => Promise<Storage>): void {
  describe(name, async () => {
    const folder = await temporaryFolder();

    const read = async (storage: ReadableStorage, key: string, range?: { first: number; last: number }) => {
      const opened = await storage.open(key, range);
      return opened && Buffer.concat(await opened.stream.toArray()).toString();
    };
    const list = (storage: ReadableStorage, folder = "") => Array.fromAsync(storage.list(folder));

    async function* pieces(...texts: string[]) {
      for (const text of texts) {
        await setImmediate();
        yield text;
      }
    }

    test("what is put is there, with its size, in pieces and whole", async () => {
      const storage = await make();
      await storage.put("files/p/a photo.jpg", pieces("one ", "two"));
      await storage.put("files/empty", []);
      expect(await read(storage, "files/p/a photo.jpg")).toBe("one two");
      expect(await read(storage, "files/empty")).toBe("");
      expect(await storage.stat("files/p/a photo.jpg")).toEqual({ bytes: 7, modifiedAt: expect.any(Date) });
      expect(await storage.open("files/empty")).toMatchObject({ bytes: 0 });
      await storage.put("files/p/a photo.jpg", [Buffer.from("new")]);
      expect(await read(storage, "files/p/a photo.jpg")).toBe("new");
    });

    test("a range is the bytes of a file from one to another", async () => {
      const storage = await make();
      await storage.put("key", ["0123456789"]);
      expect(await read(storage, "key", { first: 2, last: 4 })).toBe("234");
      expect(await read(storage, "key", { first: 8, last: 100 })).toBe("89");
      expect(await read(storage, "key", { first: 10, last: 12 })).toBe("");
      const first = await storage.open("key", { first: 0, last: 0 });
      first?.stream.destroy();
      expect(first?.bytes).toBe(10);
    });

    test("what is not there, or is a folder, is not there in every way", async () => {
      const storage = await make();
      await storage.put("files/a", ["a"]);
      for (const key of ["files", "files/b", "files/a/b", "b"]) {
        expect([key, await storage.stat(key)]).toEqual([key, undefined]);
        expect([key, await storage.open(key)]).toEqual([key, undefined]);
      }
      expect(await storage.localFile("files/b")).toBeUndefined();
      expect(await list(storage, "b")).toEqual([]);
      await storage.remove("files/b");
      await storage.within("b").removeAll();
      await storage.within("b").removeAll(() => true);
      expect(await list(storage)).toEqual(["files/a"]);
    });

    test("what breaks off while it is put leaves what was there, and nothing else", async () => {
      const storage = await make();
      await storage.put("files/a", ["before"]);
      async function* broken() {
        yield "half";
        throw new Error("broke off");
      }
      await expect(storage.put("files/a", broken())).rejects.toThrow("broke off");
      await expect(storage.put("files/b", broken())).rejects.toThrow("broke off");
      expect(await read(storage, "files/a")).toBe("before");
      expect(await list(storage)).toEqual(["files/a"]);
    });

    test("nobody sees a part of what is being put", async () => {
      const storage = await make();
      const begun = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      async function* slow() {
        yield "first, ";
        begun.resolve();
        await goOn.promise;
        yield "last";
      }
      const stored = storage.put("files/a", slow());
      await begun.promise;
      expect([await list(storage), await storage.stat("files/a")]).toEqual([[], undefined]);
      goOn.resolve();
      await stored;
      expect(await read(storage, "files/a")).toBe("first, last");
    });

    test("a listing holds what is below a folder, and not what is left out", async () => {
      const storage = await make();
      for (const key of ["a/1", "a/b/2", "a/b/3", "ab/4", "c"]) await storage.put(key, [key]);
      expect((await list(storage)).sort()).toEqual(["a/1", "a/b/2", "a/b/3", "ab/4", "c"]);
      expect((await list(storage, "a")).sort()).toEqual(["a/1", "a/b/2", "a/b/3"]);
      const leaveOut = (key: string) => key === "a/b" || key === "c";
      expect((await Array.fromAsync(storage.list("", leaveOut))).sort()).toEqual(["a/1", "ab/4"]);
    });

    test("a part of a storage knows shorter keys of the same bytes", async () => {
      const storage = await make();
      await storage.put("files/p/a", ["a"]);
      const part = storage.within("files").within("p");
      expect([await part.isThere(), await storage.within("files/q").isThere()]).toEqual([true, false]);
      expect([await read(part, "a"), await list(part)]).toEqual(["a", ["a"]]);
      await part.put("b/c", ["c"]);
      expect(await read(storage, "files/p/b/c")).toBe("c");
      expect(part.locationOf("b/c")).toBe(storage.locationOf("files/p/b/c"));
      await part.remove("a");
      expect(await list(storage)).toEqual(["files/p/b/c"]);
    });

    test("removing everything keeps what is to be kept, and what is beside it", async () => {
      const storage = await make();
      for (const key of ["files/p/a", "files/p/b/c", "files/p/b/d", "files/q/a"])
        await storage.put(key, [key]);
      await storage.within("files/p").removeAll((key) => key === "b/d");
      expect((await list(storage)).sort()).toEqual(["files/p/b/d", "files/q/a"]);
      await storage.within("files/p").removeAll();
      expect(await list(storage)).toEqual(["files/q/a"]);
      expect(await storage.within("files/p").isThere()).toBe(false);
    });

    test("files of this machine are copied or moved in; those that cannot be read are named", async () => {
      const storage = await make();
      const path = (name: string) => join(folder, name);
      await mkdir(folder, { recursive: true });
      for (const name of ["a", "b", "c"]) await writeFile(path(name), name);
      const refused = await storage.copyIn([
        { key: "files/a", path: path("a") },
        { key: "files/gone", path: path("gone") },
        { key: "files/deep/b", path: path("b") },
      ]);
      expect([...refused.keys()]).toEqual(["files/gone"]);
      expect(refused.get("files/gone")).toMatch(/\.$/);
      expect([await read(storage, "files/a"), await read(storage, "files/deep/b")]).toEqual(["a", "b"]);
      expect(await readFile(path("a"), "utf8")).toBe("a");
      expect(storage.within("a").scratchFolder()).not.toBe(storage.within("b").scratchFolder());
      const scratch = storage.scratchFolder();
      await mkdir(scratch, { recursive: true });
      const made = join(scratch, "made in the scratch folder");
      await writeFile(made, "made");
      await storage.copyIn([{ key: "files/c", path: made }], { move: true });
      expect(await read(storage, "files/c")).toBe("made");
      expect(await stat(made).catch(() => "gone")).toBe("gone");
    });

    test("code that needs a path gets one of the whole file", async () => {
      const storage = await make();
      await storage.put("models/m.onnx", ["a model"]);
      await using file = await storage.localFile("models/m.onnx");
      expect(await readFile(file!.path, "utf8")).toBe("a model");
    });

    test("no key leads out of a storage, neither to read nor to write", async () => {
      const outer = await make();
      await outer.put("secret", ["secret"]);
      await outer.put("in/a", ["a"]);
      const storage = outer.within("in");
      const part = fc.constantFrom("..", ".", "", "a", "secret", "b", "/", "\0");
      const leading = fc
        .array(part, { minLength: 1, maxLength: 5 })
        .map((parts) => parts.join("/"))
        .filter((key) => key.split("/").some((one) => ["", ".", ".."].includes(one)) || key.includes("\0"));
      await fc.assert(
        fc.asyncProperty(leading, async (key) => {
          expect([await storage.stat(key), await storage.open(key)]).toEqual([undefined, undefined]);
          expect(await storage.localFile(key)).toBeUndefined();
          await expect(storage.put(key, ["x"])).rejects.toThrow("no key");
          await expect(storage.remove(key)).rejects.toThrow("no key");
          await expect(storage.copyIn([{ key, path: join(folder, "a") }])).rejects.toThrow("no key");
          expect(() => storage.within(key)).toThrow("no key");
        }),
        { numRuns: 50 },
      );
      expect((await list(outer)).sort()).toEqual(["in/a", "secret"]);
      expect(await read(outer, "secret")).toBe("secret");
    });
  });
}
