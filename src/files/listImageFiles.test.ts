import { execFileSync } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { listImageFiles } from "./listImageFiles.ts";
import { temporaryFolder } from "./testing/temporaryFolder.ts";

const folder = await temporaryFolder();
let folders = 0;

/** A new folder with these files, all empty: what is in them does not matter here. */
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

  test("a folder with images of its own is flat, and its folders are part of the keys", async () => {
    const { layout, images } = await listImageFiles(await makeFolder("z.jpg", "sub/a.jpg"));
    expect(layout).toBe("flat");
    expect(images).toEqual([
      { key: "sub/a.jpg", path: join("sub", "a.jpg") },
      { key: "z.jpg", path: "z.jpg" },
    ]);
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
    const { images, refused } = await listImageFiles(root);
    expect(images.map(({ key }) => key)).toEqual(["a.jpg", "inside/b.jpg", "same.jpg"]);
    expect(refused.map(({ path, reason }) => [path, reason])).toEqual([
      [join("inside", "round"), "folder-link"],
      ["nowhere.jpg", "broken-link"],
      ["out-folder", "outside-root"],
      ["out.jpg", "outside-root"],
      ["passwords", "outside-root"],
      ["pipe.jpg", "not-a-file"],
    ]);
  });

  test("hidden files are skipped, files that are no images counted", async () => {
    const root = await makeFolder("a.jpg", ".b.jpg", ".git/c.jpg", "notes.txt", "more.TXT", "Makefile");
    const { images, ignored, refused } = await listImageFiles(root);
    expect(images).toHaveLength(1);
    expect(ignored).toEqual({ ".txt": 2, "": 1 });
    expect(refused).toEqual([]);
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
