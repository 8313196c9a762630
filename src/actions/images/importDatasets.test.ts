import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { pack } from "tar-stream";
import { expect, it } from "vitest";
import { makeFinal } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import type { ExportFormat } from "../../contract/releases/release.ts";
import { writeFolder } from "../../files/datasets/writeFolder.ts";
import { writeParquet } from "../../files/parquet/writeParquet.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import type { Context } from "../context.ts";
import { createProject } from "../project/createProject.ts";
import { createRelease } from "../releases/createRelease.ts";
import { exportDataset } from "../releases/exportDataset.ts";
import { exportRelease } from "../releases/exportRelease.ts";
import { writePhotos } from "../testing/writePhotos.ts";
import { type ImportInput, importImages } from "./importImages.ts";
import { verifyImages } from "./verifyImages.ts";

const scratch = await temporaryFolder();
let made = 0;
const newFolder = async () => {
  const folder = join(scratch, String(++made));
  await mkdir(folder);
  return folder;
};

async function makeTar(files: Record<string, Uint8Array | string>): Promise<Buffer> {
  const tar = pack();
  for (const [name, content] of Object.entries(files)) tar.entry({ name }, Buffer.from(content as string));
  tar.finalize();
  return buffer(tar);
}

onBothDatabases("Importing datasets of other tools", (use) => {
  const newProject = async (ctx: Context) =>
    (await createProject(ctx, { name: `Project ${++made}`, labelSpace: "imagenet-1k" })).id;

  /** The images of a new project with their original labels, by key; or why the import was refused. */
  async function importInto(source: string, options: Partial<ImportInput> = {}) {
    const ctx = use();
    const project = await newProject(ctx);
    await importImages(ctx, { project, source, ...options });
    const { refused } = await verifyImages(ctx, { project });
    expect(refused).toEqual([]);
    const images = await ctx.db
      .selectFrom("image")
      .select(["id", "key"])
      .where("projectId", "=", project)
      .execute();
    const labels = await ctx.db.selectFrom("originalLabel").selectAll().execute();
    const labelsOf = (image: string) =>
      labels
        .filter(({ imageId }) => imageId === image)
        .map(({ labelIndex }) => labelIndex)
        .sort((a, b) => a - b);
    const found = images
      .map(({ id, key }) => [key, labelsOf(id)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return { project, found: Object.fromEntries(found), images };
  }
  const read = async (source: string, options: Partial<ImportInput> = {}) =>
    (await importInto(source, options)).found;

  const photo = async (seed = 1) => readFile(join(await writePhotos({ "a.jpg": seed }), "a.jpg"));

  it("reads what was exported, and exports the same again", async () => {
    const ctx = use();
    // Equal names in two parts are two images; labels 134 and 517 share a name.
    const held: Record<string, number[]> = { "train/a.jpg": [134, 517], "train/b.jpg": [], "val/a.jpg": [0] };
    const release = async (project: string, images: { id: string; key: string }[]) => {
      for (const { id, key } of images) await makeFinal(ctx, id, held[key]!);
      return createRelease(ctx, { project, name: "made", allowPending: false, person: null });
    };
    const textOf = async (id: string, format: ExportFormat) =>
      String(
        Buffer.concat(
          (await Array.fromAsync((await exportRelease(ctx, { release: id, format })).body)).map((piece) =>
            Buffer.from(piece),
          ),
        ),
      );
    const photos = await writePhotos({ "train/a.jpg": 1, "train/b.jpg": 2, "val/a.jpg": 3 });
    const first = await importInto(photos, { layout: "flat" });
    const one = await release(first.project, first.images);
    for (const format of ["hugging-face", "hugging-face-parquet", "webdataset"] as const) {
      const { files } = await exportDataset(ctx, {
        release: one.id,
        format,
        shardSize: { images: 1, bytes: 1e9 },
      });
      const folder = await writeFolder(join(await newFolder(), "made"), files, { force: false });
      const archive = `${folder}.tar`;
      const { body } = await exportRelease(ctx, { release: one.id, format, images: "copy" });
      await writeFile(archive, body);
      // An archive inside an archive is not read.
      for (const source of format === "hugging-face" ? [folder, archive] : [folder]) {
        const again = await importInto(source);
        expect([format, again.found]).toEqual([format, held]);
        const two = await release(again.project, again.images);
        expect(two.sha256).toBe(one.sha256);
        for (const text of ["jsonl", "hugging-face", "csv"] as const)
          expect(await textOf(two.id, text)).toBe(await textOf(one.id, text));
      }
    }
  });

  it("finds classes by their names where a dataset numbers them itself", async () => {
    const folder = await newFolder();
    const features = (names: string[]) => ({
      huggingface: JSON.stringify({ info: { features: { label: { _type: "ClassLabel", names } } } }),
    });
    const rows = [{ image: { bytes: await photo(), path: "a.jpg" }, label: 1 }];
    const columns = [
      { name: "image", kind: "image" },
      { name: "label", kind: "number" },
    ] as const;
    const file = join(folder, "train-00000-of-00001.parquet");
    await writeFile(file, writeParquet(rows, columns, features(["tench", "great white shark"])));
    expect(await read(file)).toEqual({ "a.jpg": [2] });
    expect(await read(folder)).toEqual({ "a.jpg": [2] });
    await writeFile(file, writeParquet(rows, columns, features(["tench", "unicorn"])));
    await expect(read(file)).rejects.toThrow(
      "the dataset's class “unicorn”, which is no label of the project",
    );
    await writeFile(file, writeParquet(rows, columns));
    expect(await read(file)).toEqual({ "a.jpg": [1] });
    await writeFile(file, writeParquet([{ label: 1 }], columns.slice(1)));
    await expect(read(file)).rejects.toThrow("it holds no image's bytes");
  });

  it("takes images without names, and those of one name in several parts, apart", async () => {
    const folder = await newFolder();
    const row = async (path: string | null, seed: number) => ({ image: { bytes: await photo(seed), path } });
    const write = async (name: string, rows: object[]) =>
      writeFile(join(folder, name), writeParquet(rows as never, [{ name: "image", kind: "image" }]));
    await write("train-00000.parquet", [await row("a.jpg", 1), await row(null, 2)]);
    await write("test-00000.parquet", [await row("a.jpg", 3)]);
    expect(Object.keys(await read(folder))).toEqual([
      "test/a.jpg",
      "train/a.jpg",
      "train/train-00000/train-000000001.jpeg",
    ]);
    await write("test-00000.parquet", [await row("../a.jpg", 3)]);
    await expect(read(folder)).rejects.toThrow("leads out of the folder");
    await write("test-00000.parquet", [await row("a.jpg", 3), await row("a.jpg", 4)]);
    await expect(read(folder)).rejects.toThrow("two images are called");
    const kept = await readdir(join(use().dataFolder, "files"), { recursive: true });
    expect(kept.filter((name) => name.includes(".unpacking"))).toEqual([]);
  });

  it("reads WebDataset's classes and records, in one shard or a folder of them", async () => {
    const folder = await newFolder();
    const a = await photo(1);
    await writeFile(
      join(folder, "train-0.tar"),
      await makeTar({ "0.jpg": a, "0.cls": "3\n", "1.jpg": a, "1.cls": "4" }),
    );
    await writeFile(join(folder, "val-0.tar"), await makeTar({ "0.jpg": a, "0.json": '{"label": [1, 2]}' }));
    expect(await read(folder)).toEqual({ "train/0.jpg": [3], "train/1.jpg": [4], "val/0.jpg": [1, 2] });
    expect(await read(join(folder, "train-0.tar"))).toEqual({ "0.jpg": [3], "1.jpg": [4] });
    const shard = join(folder, "val-0.tar");
    await writeFile(shard, await makeTar({ "0.jpg": a, "0.cls": "1", "0.json": '{"label": 2}' }));
    await expect(read(shard)).rejects.toThrow(/^val-0.*0\.cls says "1", and "label" in 0\.json "2"/);
    await writeFile(shard, await makeTar({ "0.jpg": a, "0.png": a, "0.cls": "1" }));
    await expect(read(shard)).rejects.toThrow('its sample "0" has two images');
    // Other archives are folders, as before.
    await writeFile(shard, await makeTar({ "0.jpg": a, "1.jpg": a, "labels.json": "{}" }));
    expect(await read(shard)).toEqual({ "0.jpg": [], "1.jpg": [] });
  });

  it("reads metadata.jsonl in each part of an ImageFolder, and asks where folders may be meant", async () => {
    const folder = await writePhotos({ "train/x/a.jpg": 1, "test/a.jpg": 2 });
    await writeFile(join(folder, "train", "metadata.jsonl"), '{"file_name": "x/a.jpg", "label": "tench"}\n');
    await writeFile(join(folder, "test", "metadata.jsonl"), '{"file_name": "a.jpg", "label": 5}\n');
    expect(await read(folder)).toEqual({ "test/a.jpg": [5], "train/x/a.jpg": [0] });
    await writeFile(join(folder, "test", "metadata.jsonl"), '{"file_name": "b.jpg", "label": 5}\n');
    await expect(read(folder)).rejects.toThrow("b.jpg");
    const classes = await writePhotos({ "tench/a.jpg": 1, "goldfish/b.jpg": 2 });
    const lines = ["tench/a.jpg", "goldfish/b.jpg"].map((file_name) =>
      JSON.stringify({ file_name, text: "a fish" }),
    );
    await writeFile(join(classes, "metadata.jsonl"), lines.join("\n"));
    await expect(read(classes)).rejects.toThrow(/can mean two things.*--layout class-folders/s);
    expect(await read(classes, { layout: "class-folders" })).toEqual({ "a.jpg": [0], "b.jpg": [1] });
    expect(Object.keys(await read(classes, { layout: "flat" }))).toEqual(["goldfish/b.jpg", "tench/a.jpg"]);
  });

  it("moves nothing of a folder that is somebody's", async () => {
    const folder = await writePhotos({ "0.jpg": 1 });
    await writeFile(join(folder, "0.json"), '{"label": 3}');
    expect(await read(folder)).toEqual({ "0.jpg": [] });
    expect(existsSync(join(folder, "0.jpg"))).toBe(true);
    await rename(join(folder, "0.jpg"), join(folder, "data-00000-of-00001.arrow"));
    await expect(read(folder)).rejects.toThrow("Write them as Parquet");
  });
});
