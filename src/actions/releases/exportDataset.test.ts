import { lstat, readdir, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { parquetReadObjects } from "hyparquet";
import { extract } from "tar-stream";
import { beforeAll, expect, it } from "vitest";
import { parse } from "yaml";
import { makeFinal } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { datasetFormats, type ExportFormat, type ImagesOption } from "../../contract/releases/release.ts";
import { writeFolder } from "../../files/datasets/writeFolder.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { importImages } from "../images/importImages.ts";
import { verifyImages } from "../images/verifyImages.ts";
import { createProject } from "../project/createProject.ts";
import { writePhotos } from "../testing/writePhotos.ts";
import { createRelease } from "./createRelease.ts";
import { exportDataset } from "./exportDataset.ts";
import { exportRelease } from "./exportRelease.ts";

/** Two images of the same name in two parts of the dataset. */
const labelsOf: Record<string, number[]> = { "train/a.jpg": [0, 5], "train/b.jpg": [], "val/a.jpg": [999] };
const keys = Object.keys(labelsOf);

const into = await temporaryFolder();

async function readTar(bytes: Uint8Array): Promise<Record<string, Buffer>> {
  const files: Record<string, Buffer> = {};
  const reader = Readable.from([bytes]).pipe(extract());
  for await (const entry of reader) files[entry.header.name] = await buffer(entry);
  return files;
}

onBothDatabases("a release as a dataset", (use) => {
  let source: string;
  let release: string;
  let project: string;

  beforeAll(async () => {
    const ctx = use();
    ({ id: project } = await createProject(ctx, {
      name: `Datasets ${ctx.dialect}`,
      labelSpace: "imagenet-1k",
    }));
    source = await writePhotos({ "train/a.jpg": 1, "train/b.jpg": 2, "val/a.jpg": 3 });
    await importImages(ctx, { project, source, layout: "flat" });
    await verifyImages(ctx, { project });
    const images = await ctx.db
      .selectFrom("image")
      .select(["id", "key"])
      .where("projectId", "=", project)
      .execute();
    for (const { id, key } of images) await makeFinal(ctx, id, labelsOf[key]!);
    ({ id: release } = await createRelease(ctx, {
      ...{ project, name: "first", allowPending: false, person: null },
      ...{ licence: "cc by 4.0", authors: ["Ann: A.", "Ben"] },
    }));
  });

  let written = 0;
  const write = async (format: ExportFormat, images: ImagesOption, more = {}) => {
    const { files } = await exportDataset(use(), { release, format, images, ...more });
    const folder = await writeFolder(join(into, `${use().dialect}-${++written}`), files, { force: false });
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => !entry.isDirectory());
    const names = paths.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
    return { folder, names: names.sort() };
  };
  const photo = (key: string) => readFile(join(source, key));

  it("has a card, a citation and the images as they were imported, in every format that can hold them", async () => {
    for (const format of datasetFormats) {
      const { folder, names } = await write(format, "copy");
      expect(parse(await readFile(join(folder, "CITATION.cff"), "utf8"))).toMatchObject({
        ...{ "cff-version": "1.2.0", type: "dataset", license: "CC-BY-4.0", version: "1" },
        authors: [{ name: "Ann: A." }, { name: "Ben" }],
      });
      expect(await readFile(join(folder, "README.md"), "utf8")).toContain("license: cc-by-4.0");
      const copies = names.filter((name) => name.endsWith(".jpg"));
      if (copies.length === 0) continue;
      expect(copies.map((name) => name.replace(/^(data|images)\//, ""))).toEqual(keys);
      for (const name of copies)
        expect(await readFile(join(folder, name))).toEqual(await photo(name.replace(/^(data|images)\//, "")));
    }
  });

  it("is an ImageFolder with the labels in each of its parts", async () => {
    const { folder, names } = await write("hugging-face", "link");
    const lines = async (split: string) =>
      (await readFile(join(folder, "data", split, "metadata.jsonl"), "utf8"))
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
    expect((await lines("train")).map(({ file_name, labels }) => [file_name, labels])).toEqual([
      ["a.jpg", [0, 5]],
      ["b.jpg", []],
    ]);
    expect((await lines("val")).map(({ file_name, labels }) => [file_name, labels])).toEqual([
      ["a.jpg", [999]],
    ]);
    const header = (await readFile(join(folder, "README.md"), "utf8")).split("---\n")[1]!;
    expect(parse(header).configs[0].data_files).toEqual([
      { split: "train", path: "data/train/**" },
      { split: "validation", path: "data/val/**" },
    ]);
    const link = join(folder, "data", "val", "a.jpg");
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect(await readlink(link)).toBe(join(source, "val", "a.jpg"));
    const without = await write("hugging-face", "none");
    expect(without.names).toEqual(names.filter((name) => !name.endsWith(".jpg")));
  });

  it("is Parquet with the images inside, in shards", async () => {
    const { folder, names } = await write("hugging-face-parquet", "copy", {
      shardSize: { images: 1, bytes: 1e9 },
    });
    expect(names.filter((name) => name.endsWith(".parquet"))).toEqual([
      "data/train-00000.parquet",
      "data/train-00001.parquet",
      "data/validation-00000.parquet",
    ]);
    const read = async (name: string) =>
      parquetReadObjects({
        file: (await readFile(join(folder, "data", name))).buffer as ArrayBuffer,
        utf8: false,
      });
    const [row] = await read("train-00000.parquet");
    expect(row).toMatchObject({ labels: [0n, 5n], provenance: "agreed" });
    expect(row!.image.path).toBe("train/a.jpg");
    expect(Buffer.from(row!.image.bytes).equals(await photo("train/a.jpg"))).toBe(true);
    expect((await read("train-00001.parquet"))[0]).toMatchObject({ labels: [] });
    expect((await read("validation-00000.parquet"))[0]).toMatchObject({ labels: [999n] });
  });

  it("is WebDataset, in shards by count and by size", async () => {
    const bytes = (await photo("train/a.jpg")).length;
    for (const shardSize of [
      { images: 1, bytes: 1e9 },
      { images: 1000, bytes },
    ]) {
      const { folder, names } = await write("webdataset", "copy", { shardSize });
      const tars = names.filter((name) => name.endsWith(".tar"));
      expect(tars).toEqual(["train-000000.tar", "train-000001.tar", "validation-000000.tar"]);
      const files = await Promise.all(tars.map(async (name) => readTar(await readFile(join(folder, name)))));
      expect(files.map(Object.keys)).toEqual([
        ["000000000.jpg", "000000000.json"],
        ["000000001.jpg", "000000001.json"],
        ["000000000.jpg", "000000000.json"],
      ]);
      const told = files.map((shard) =>
        JSON.parse(String(Object.entries(shard).find(([name]) => name.endsWith(".json"))![1])),
      );
      expect(told.map(({ image, labels }) => [image, labels])).toEqual(Object.entries(labelsOf));
      expect(files[2]!["000000000.jpg"]).toEqual(await photo("val/a.jpg"));
    }
  });

  it("comes to a browser as one archive of the same files", async () => {
    for (const format of ["hugging-face", "webdataset", "fiftyone"] as const) {
      const { folder, names } = await write(format, "copy");
      const { fileName, body } = await exportRelease(use(), { release, format, images: "copy" });
      expect(fileName).toMatch(/\.tar$/);
      const root = fileName.slice(0, -".tar".length);
      const files = await readTar(Buffer.concat(await Array.fromAsync(body as AsyncIterable<Uint8Array>)));
      expect(Object.keys(files).sort()).toEqual(names.map((name) => `${root}/${name}`));
      for (const name of names) expect(files[`${root}/${name}`]).toEqual(await readFile(join(folder, name)));
    }
  });

  it("tells how far it is, and ends when it is told to", async () => {
    const told: number[] = [];
    const { files } = await exportDataset(
      use(),
      { release, format: "webdataset", images: "none" },
      { onProgress: ({ done, total }) => told.push(done / total) },
    );
    await writeFolder(join(into, `${use().dialect}-progress`), files, { force: false });
    expect(told).toContain(1);
    const stopped = await exportDataset(
      use(),
      { release, format: "coco", images: "copy" },
      { signal: AbortSignal.abort() },
    );
    const folder = join(into, `${use().dialect}-stopped`);
    await expect(writeFolder(folder, stopped.files, { force: false })).rejects.toThrow("aborted");
    expect((await readdir(into)).filter((name) => name.includes("stopped"))).toEqual([]);
  });

  it("is refused where it cannot be what was asked for, and leaves nothing behind", async () => {
    await expect(write("votes", "copy")).rejects.toThrow("votes is a file alone");
    await expect(write("webdataset", "link")).rejects.toThrow("cannot hold links");
    const taken = join(into, `${use().dialect}-1`);
    const { files } = await exportDataset(use(), { release, format: "coco" });
    await expect(writeFolder(taken, files, { force: false })).rejects.toThrow("exists already");
    const before = await readdir(into);
    const kept = await photo("val/a.jpg");
    await writeFile(join(source, "val/a.jpg"), await photo("train/b.jpg"));
    await expect(write("coco", "copy")).rejects.toThrow("its content has changed");
    await rm(join(source, "val/a.jpg"));
    await expect(write("coco", "copy")).rejects.toThrow("is not there");
    await writeFile(join(source, "val/a.jpg"), kept);
    expect(await readdir(into)).toEqual(before);
  });
});
