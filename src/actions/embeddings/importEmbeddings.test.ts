import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { expect, test } from "vitest";
import { makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { makeNpy } from "../../files/testing/makeNpy.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import type { Context } from "../context.ts";
import { importEmbeddings } from "./importEmbeddings.ts";
import { findEmbeddings, readEmbeddings } from "./readEmbeddings.ts";

const folder = await temporaryFolder();
/** More keys than are stored at once. */
const keys = Array.from({ length: 150 }, (_, at) => `${at}.jpg`);
const numbers = keys.map((_, at) => [at, -at / 2, 0.25]);

async function save(name: string, rows: number[][], names: readonly string[], descr = "<f4") {
  const [file, images] = [join(folder, `${name}.npy`), join(folder, `${name}.csv`)];
  await writeFile(file, makeNpy(descr, rows));
  await writeFile(images, `image\n${names.join("\n")}\n`);
  return { file, images };
}

const makeImages = (ctx: Context) =>
  makeProject(ctx, { images: Object.fromEntries(keys.map((key) => [key, []])) });

async function read(ctx: Context, project: string, model?: string) {
  const set = await findEmbeddings(ctx, project, model);
  const found: Record<string, number[]> = {};
  for await (const { imageIds, rows } of readEmbeddings(ctx, set)) {
    for (const [at, image] of imageIds.entries()) found[image] = [...rows.subarray(at * 3, at * 3 + 3)];
  }
  return found;
}

onBothDatabases("Imported embeddings", (use) => {
  test("are those of their images, whatever order the rows are in; half of them are never seen", async () => {
    const { project, imageIds } = await makeImages(use());
    const order = [...keys].reverse();
    const input = {
      ...(await save("reversed", [...numbers].reverse(), order, "<f8")),
      project,
      model: "elsewhere",
    };
    const stop = new AbortController();
    const onProgress = ({ step }: { step: string }) => step.startsWith("Importing") && stop.abort();
    await expect(importEmbeddings(use(), { ...input, signal: stop.signal, onProgress })).rejects.toThrow();
    await expect(findEmbeddings(use(), project)).rejects.toMatchObject({ code: "not-ready" });
    expect(await importEmbeddings(use(), input)).toMatchObject({ images: 150, size: 3, alreadyThere: false });
    const found = await read(use(), project, "elsewhere");
    for (const [at, key] of keys.entries()) {
      for (const [column, number] of found[imageIds[key]!]!.entries())
        expect(number).toBeCloseTo(numbers[at]![column]!, 1);
    }
    expect(await importEmbeddings(use(), input)).toMatchObject({ alreadyThere: true });

    const others = { ...(await save("others", numbers, keys)), project, model: "elsewhere" };
    await expect(importEmbeddings(use(), others)).rejects.toMatchObject({ code: "already-exists" });
    expect(await importEmbeddings(use(), { ...others, replace: true })).toMatchObject({ images: 150 });
    const rows = await use()
      .db.selectFrom("embeddingSet")
      .select("modelId")
      .where("projectId", "=", project)
      .execute();
    expect(rows).toHaveLength(1);
  });

  test("come from Parquet, which names its images itself", async () => {
    const { project, imageIds } = await makeImages(use());
    const file = join(folder, "rows.parquet");
    const columnData = [
      { name: "filename", data: [...keys].reverse() },
      { name: "embedding", data: [...numbers].reverse() },
    ];
    await writeFile(file, new Uint8Array(parquetWriteBuffer({ columnData })));
    const input = { project, file, model: "table" };
    expect(await importEmbeddings(use(), input)).toMatchObject({ images: 150, size: 3 });
    const found = await read(use(), project);
    for (const [at, key] of keys.entries()) expect(found[imageIds[key]!]![0]).toBeCloseTo(at, 1);
    const images = join(folder, "list.csv");
    await expect(importEmbeddings(use(), { ...input, images })).rejects.toMatchObject({
      code: "wrong-usage",
    });
  });

  test("of which one row cannot be used are refused whole, with the row", async () => {
    const { project } = await makeImages(use());
    const wrong: [name: string, rows: number[][], names: string[], message: RegExp, descr?: string][] = [
      ["short", numbers.slice(1), keys, /149 rows.*150 images/],
      ["twice", numbers.slice(0, 2), ["0.jpg", "0.jpg"], /0\.jpg/],
      ["unknown", numbers.slice(0, 2), ["0.jpg", "none.jpg"], /row 2: the project has no image none\.jpg/],
      [
        "infinite",
        [
          [1, 2, 3],
          [1, Number.POSITIVE_INFINITY, 3],
        ],
        ["0.jpg", "1.jpg"],
        /row 2: number 2 is Inf/,
      ],
      ["whole", [[1, 2, 3]], ["0.jpg"], /whole numbers.*predictions/, "<i8"],
    ];
    for (const [name, rows, names, message, descr] of wrong) {
      const input = { ...(await save(name, rows, names, descr)), project, model: name };
      await expect(importEmbeddings(use(), input), name).rejects.toMatchObject({
        code: "bad-file",
        message: expect.stringMatching(message),
      });
    }
    const stored = await use()
      .db.selectFrom("embeddingSet")
      .select("size")
      .where("projectId", "=", project)
      .execute();
    expect(stored).toEqual([]);
    const some = await save("some", numbers.slice(0, 2), ["0.jpg", "none.jpg"]);
    const report = await importEmbeddings(use(), { ...some, project, model: "some", ignoreUnknown: true });
    expect(report).toMatchObject({ images: 1, ignored: 1 });
  });
});
