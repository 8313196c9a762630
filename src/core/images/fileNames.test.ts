import { expect, test } from "vitest";
import { hasImageExtension, holdsMoreThanImage, isMetadata } from "./fileNames.ts";

test("files are told by their names, wherever they lie", () => {
  const images = [
    "a.jpg",
    "cat/b.JPEG",
    "c.jpe",
    "d.jfif",
    "e.png",
    "f.webp",
    "g.gif",
    "h.tif",
    "i.TIFF",
    "j.avif",
  ];
  expect(images.filter((name) => !hasImageExtension(name))).toEqual([]);
  expect(
    [".jpg", "cat/.png", "a.jpg.txt", "jpg", "a.heic", "metadata.jsonl"].filter(hasImageExtension),
  ).toEqual([]);
  expect(
    ["metadata.jsonl", "train/Metadata.JSONL", "mymetadata.jsonl", "metadata.json"].map(isMetadata),
  ).toEqual([true, true, false, false]);
  const more = ["a.zip", "b/c.tar.gz", "d.tgz", "e.parquet", "f.jpg", "zip"].map(holdsMoreThanImage);
  expect(more).toEqual([true, true, true, true, false, false]);
});
