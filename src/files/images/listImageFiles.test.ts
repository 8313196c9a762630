import { execFileSync } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Failure } from "../../contract/failure.ts";
import { temporaryFolder } from "../testing/temporaryFolder.ts";
import { listImageFiles } from "./listImageFiles.ts";

const folder = await temporaryFolder();
let folders = 0;

/** A new folder with these files, all empty: their content does not matter here. */
async function makeFolder(...files: string[]): Promise<string> {
  const root = join(folder, `root-${++folders}`);
  await mkdir(root);
  for (const file of files) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), "");
  }
  return root;
}

describe("listImageFiles", () => {
  test("a folder of folders has a class per folder, which is not part of the keys", async () => {
    const root = await makeFolder("tench/b.jpg", "tench/a.JPEG", "robin/deep/er/c.png");
    expect(await listImageFiles(root)).toEqual({
      layout: "class-folders",
      classFolderInKeys: false,
      images: [
        { key: "a.JPEG", path: join("tench", "a.JPEG"), classFolder: "tench" },
        { key: "b.jpg", path: join("tench", "b.jpg"), classFolder: "tench" },
        { key: "deep/er/c.png", path: join("robin", "deep", "er", "c.png"), classFolder: "robin" },
      ],
      refused: [],
      ignored: {},
      hidden: [],
      emptyFolders: [],
    });
  });

  test("when two classes hold the same name, all keys keep their class folder", async () => {
    const { images, classFolderInKeys } = await listImageFiles(
      await makeFolder("a/1.jpg", "a/2.jpg", "b/1.jpg"),
    );
    expect(classFolderInKeys).toBe(true);
    expect(images.map(({ key, classFolder }) => [key, classFolder])).toEqual([
      ["a/1.jpg", "a"],
      ["a/2.jpg", "a"],
      ["b/1.jpg", "b"],
    ]);
  });

  test("a folder whose images all lie in itself is flat", async () => {
    const root = await makeFolder("z.jpg", "a.jpg", "tables/notes.txt");
    const { layout, images, emptyFolders } = await listImageFiles(root);
    expect(layout).toBe("flat");
    expect(images).toEqual([
      { key: "a.jpg", path: "a.jpg" },
      { key: "z.jpg", path: "z.jpg" },
    ]);
    expect(emptyFolders).toEqual(["tables"]);
  });

  test.each([
    ["a stray image", ["cat/a.jpg", "dog/b.jpg", "preview.jpg"], []],
    ["a stray image beside one folder", ["cat/a.jpg", "preview.png"], []],
    ["a stray image beside images that lie deeper", ["photos/cat/a.jpg", "preview.jpg"], []],
    ["a stray image beside a link to a folder", ["preview.jpg"], ["cat"]],
    ["a stray image beside a folder of images that are not read", ["preview.jpg", "cat/a.heic"], []],
  ])("%s can mean two things: both are said, and how to decide", async (_, files, links) => {
    const root = await makeFolder(...files);
    for (const link of links) await symlink(await makeFolder("x.jpg"), join(root, link));
    await expect(listImageFiles(root)).rejects.toMatchObject({
      code: "bad-request",
      message: expect.stringMatching(/preview.*--layout class-folders.*--layout flat.*Nothing was imported/),
    });
    await expect(listImageFiles(root, { layout: "flat" })).resolves.toMatchObject({ layout: "flat" });
    const { refused } = await listImageFiles(root, { layout: "class-folders" });
    expect(refused.filter(({ path }) => path.startsWith("preview"))).toMatchObject([{ reason: "no-class" }]);
  });

  test("the layout can be given", async () => {
    const root = await makeFolder("a/1.jpg", "loose.jpg");
    const classes = await listImageFiles(root, { layout: "class-folders" });
    expect(classes.images.map(({ key }) => key)).toEqual(["1.jpg"]);
    expect(classes.refused).toMatchObject([{ path: "loose.jpg", reason: "no-class" }]);
    const nested = await listImageFiles(await makeFolder("a/1.jpg"), { layout: "flat" });
    expect(nested.images).toEqual([{ key: "a/1.jpg", path: join("a", "1.jpg") }]);
  });

  test("keys are in Unicode form NFC, paths as on disk, in the order of UTF-8 bytes", async () => {
    const root = await makeFolder("e\u0301.jpg", "\uff21.jpg", "🐶.jpg", "Z.jpg", "a.jpg");
    const { images } = await listImageFiles(root);
    expect(images.map(({ key }) => key)).toEqual(["Z.jpg", "a.jpg", "\u00e9.jpg", "\uff21.jpg", "🐶.jpg"]);
    expect(images[2]!.path).toBe("e\u0301.jpg");
  });

  test("of two names that differ in Unicode form only, one is refused", async () => {
    const { images, refused, classFolderInKeys } = await listImageFiles(
      await makeFolder("dog/caf\u00e9.jpg", "dog/cafe\u0301.jpg", "dog/x.jpg"),
    );
    expect(images.map(({ key }) => key)).toEqual(["caf\u00e9.jpg", "x.jpg"]);
    expect(classFolderInKeys).toBe(false);
    expect(refused).toMatchObject([{ path: join("dog", "caf\u00e9.jpg"), reason: "same-key" }]);
  });

  test("links out of the folder, to folders and to nowhere, and pipes are refused by name", async () => {
    const root = await makeFolder("a.jpg", "inside/b.jpg");
    const outside = await makeFolder("secret.jpg");
    await symlink(join(outside, "secret.jpg"), join(root, "out.jpg"));
    await symlink(outside, join(root, "out-folder"));
    await symlink(join(outside, "secret.jpg"), join(root, "passwords"));
    await symlink("..", join(root, "inside", "round"));
    await symlink("gone.jpg", join(root, "nowhere.jpg"));
    await symlink("a.jpg", join(root, "same.jpg"));
    execFileSync("mkfifo", [join(root, "pipe.jpg")]);
    const { images, refused } = await listImageFiles(root, { layout: "flat" });
    expect(images.map(({ key }) => key)).toEqual(["a.jpg", "inside/b.jpg", "same.jpg"]);
    expect(refused.map(({ path, reason }) => [path, reason])).toEqual([
      [join("inside", "round"), "folder-link"],
      ["nowhere.jpg", "broken-link"],
      ["out-folder", "folder-link"],
      ["out.jpg", "outside-root"],
      ["passwords", "outside-root"],
      ["pipe.jpg", "not-a-file"],
    ]);
  });

  test("hidden files are left alone and named, litter of systems is not, other files are counted", async () => {
    const root = await makeFolder("a.jpg", ".b.jpg", ".git/c.jpg", "notes.txt", "more.TXT", "Makefile");
    for (const litter of [".DS_Store", "._a.jpg", "Thumbs.db", "desktop.ini"])
      await writeFile(join(root, litter), "");
    await mkdir(join(root, "__MACOSX"));
    await writeFile(join(root, "__MACOSX", "._a.jpg"), "");
    const { images, ignored, refused, hidden, emptyFolders } = await listImageFiles(root);
    expect(images).toHaveLength(1);
    expect(ignored).toEqual({ ".txt": 2, "": 1 });
    expect(hidden).toEqual([".b.jpg", ".git"]);
    expect([refused, emptyFolders]).toEqual([[], []]);
  });

  test("images of formats that are not read are refused by name", async () => {
    const { images, refused } = await listImageFiles(
      await makeFolder("cat/a.jpg", "cat/b.HEIC", "dog/c.bmp"),
    );
    expect(images).toHaveLength(1);
    expect(refused).toMatchObject([
      { path: join("cat", "b.HEIC"), reason: "unsupported-format" },
      { path: join("dog", "c.bmp"), reason: "unsupported-format" },
    ]);
  });

  test("names that no list could name are refused", async () => {
    const { images, refused } = await listImageFiles(
      await makeFolder("a.jpg", "b\\c.jpg", "d\u001b[1m.jpg", "e\n.jpg"),
    );
    expect(images.map(({ key }) => key)).toEqual(["a.jpg"]);
    expect(refused.map(({ reason }) => reason)).toEqual(["bad-name", "bad-name", "bad-name"]);
  });

  test("a folder that cannot be read is refused by name, and the rest is listed", async () => {
    const root = await makeFolder("cat/a.jpg", "dog/b.jpg");
    // No path may be longer than 4096 bytes for any user; permissions would not stop an administrator.
    const part = "d".repeat(240);
    const deep = `cd "$1/dog"; for i in $(seq 20); do mkdir ${part} && cd ${part}; done`;
    execFileSync("bash", ["-c", deep, "bash", root]);
    try {
      const { images, refused } = await listImageFiles(root);
      expect(images.map(({ key }) => key)).toEqual(["a.jpg", "b.jpg"]);
      expect(refused).toMatchObject([{ reason: "unreadable-folder" }]);
      expect(refused[0]!.path).toMatch(/^dog/);
    } finally {
      execFileSync("rm", ["-rf", root]);
    }
  });

  test("every file of any tree is listed, refused by name, counted or left alone, and only once", async () => {
    const name = fc.constantFrom("cat", "dog", ".git", "e\u0301", "\u00e9", "x y", "__MACOSX", "a\\b");
    const file = fc
      .tuple(fc.array(name, { maxLength: 3 }), name, fc.constantFrom(".jpg", ".PNG", ".bmp", ".txt", ""))
      .map(([folders, stem, end]) => [...folders, `${stem}-1${end}`].join("/"));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(file, { maxLength: 12 }), async (files) => {
        const root = await makeFolder(...files);
        const layouts = ["class-folders", "flat", undefined] as const;
        for (const layout of layouts) {
          const found = await listImageFiles(root, layout ? { layout } : {}).catch((error: unknown) => error);
          if (found instanceof Failure) {
            expect(layout).toBeUndefined();
            expect(found.code).toBe("bad-request");
            continue;
          }
          const listing = found as Awaited<ReturnType<typeof listImageFiles>>;
          const within = (path: string) => (entry: string) => path === entry || path.startsWith(`${entry}/`);
          let ignored = 0;
          for (const path of files) {
            const places = [
              listing.images.some((image) => image.path === path),
              listing.refused.some((entry) => within(path)(entry.path)) ||
                listing.hidden.some(within(path)) ||
                path.split("/").includes("__MACOSX"),
            ].filter(Boolean);
            if (places.length === 0) ignored++;
            expect(places.length, path).toBeLessThanOrEqual(1);
          }
          expect(Object.values(listing.ignored).reduce((sum, count) => sum + count, 0)).toBe(ignored);
          expect(new Set(listing.images.map(({ key }) => key)).size).toBe(listing.images.length);
          if (listing.layout === "class-folders")
            for (const { path, classFolder } of listing.images)
              expect(path.split("/")[0]!.normalize("NFC")).toBe(classFolder);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("a folder that is itself a link is followed", async () => {
    const root = await makeFolder("a.jpg");
    await symlink(root, join(folder, "link-to-root"));
    expect((await listImageFiles(join(folder, "link-to-root"))).images).toHaveLength(1);
  });

  test("no folder, no list", async () => {
    const root = await makeFolder("a.jpg");
    await expect(listImageFiles(join(folder, "nowhere"))).rejects.toMatchObject({ code: "not-found" });
    await expect(listImageFiles(join(root, "a.jpg"))).rejects.toMatchObject({ code: "not-found" });
  });
});
