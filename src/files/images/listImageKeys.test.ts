import { describe, expect, test } from "vitest";
import { listImageKeys } from "./listImageKeys.ts";

describe("listImageKeys", () => {
  test("reads keys of a storage as a folder with the same files", async () => {
    const listing = await listImageKeys("the bucket", [
      "cat/a.jpg",
      "cat/.secret.jpg",
      "dog/a.jpg",
      "dog/b.heic",
      "dog/Thumbs.db",
      "notes/read.txt",
      "owl/c\u0007.jpg",
    ]);
    expect({ ...listing, images: [...listing.images] }).toMatchObject({
      layout: "class-folders",
      classFolderInKeys: true,
      images: [
        { key: "cat/a.jpg", path: "cat/a.jpg", classFolder: "cat" },
        { key: "dog/a.jpg", path: "dog/a.jpg", classFolder: "dog" },
      ],
      refused: [
        { path: "dog/b.heic", reason: "unsupported-format" },
        { path: "owl/c\u0007.jpg", reason: "bad-name" },
      ],
      ignored: { ".txt": 1 },
      hidden: ["cat/.secret.jpg"],
      emptyFolders: ["notes"],
    });
  });

  test("refuses what can mean two things, with what decides", async () => {
    await expect(listImageKeys("the bucket", ["a.jpg", "cat/b.jpg"])).rejects.toThrow(
      /the bucket holds an image \(a\.jpg\) beside a folder of images \(cat\).*--layout class-folders.*--layout flat/s,
    );
    const { images } = await listImageKeys("the bucket", ["a.jpg", "cat/b.jpg"], { layout: "flat" });
    expect([...images].map(({ key }) => key)).toEqual(["a.jpg", "cat/b.jpg"]);
  });
});
