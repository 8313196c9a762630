import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readCorners } from "../../../test/corpus/flag.ts";
import { type CorpusEntry, makeImageCorpus } from "../../../test/corpus/imageCorpus.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { decodeImage } from "../../files/images/decodeImage.ts";
import { verifyImage } from "../../files/images/verifyImage.ts";
import { folderStorage, readOnlyFolder } from "../../storage/folderStorage.ts";
import { createProject } from "../project/createProject.ts";
import { createVariantStore } from "./imageVariants.ts";
import { importImages } from "./importImages.ts";
import { verifyImages } from "./verifyImages.ts";

const corpus = await makeImageCorpus();
const byName = new Map(corpus.map((entry) => [entry.name, entry]));
const folder = await mkdtemp(join(tmpdir(), "multilabelfy-corpus-"));

/** Entries of a folder of photos that are not files, or are elsewhere. */
async function addOddities(): Promise<void> {
  const outside = await mkdtemp(join(tmpdir(), "multilabelfy-outside-"));
  await writeFile(join(outside, "secret.jpg"), byName.get("jpeg.jpg")!.content);
  await symlink(join(outside, "secret.jpg"), join(folder, "link out.jpg"));
  await symlink(join(folder, "gone.jpg"), join(folder, "dangling link.jpg"));
  await symlink("loop.jpg", join(folder, "loop.jpg"));
  await symlink("/dev/zero", join(folder, "device.jpg"));
  await mkdir(join(folder, "folder.jpg"));
  execFileSync("mkfifo", [join(folder, "pipe.jpg")]);
}

beforeAll(async () => {
  for (const { name, content } of corpus) await writeFile(join(folder, name), content);
  await addOddities();
});

it("is of at least 150 files with different names", () => {
  expect(byName.size).toBe(corpus.length);
  expect(corpus.length).toBeGreaterThanOrEqual(150);
});

onBothDatabases("a folder with everything that import meets", (use) => {
  let stored: Map<
    string,
    { fileState: string; width: number | null; height: number | null; path: string; sha256: string | null }
  >;
  let refused: { file: string; reason: string }[];

  beforeAll(async () => {
    const project = (await createProject(use(), { name: "Corpus", labelSpace: "imagenet-1k" })).id;
    const report = await importImages(use(), { project, source: folder, layout: "flat" });
    const verified = await verifyImages(use(), { project });
    refused = [...report.refused, ...verified.refused];
    const images = await use().db.selectFrom("image").selectAll().where("projectId", "=", project).execute();
    stored = new Map(images.map((image) => [image.path, image]));
  }, 240_000);

  it.each(corpus)("$name", async ({ name, expected }) => {
    const image = stored.get(name)!;
    const refusal = refused.find(({ file }) => file === name.normalize("NFC") || file === name);
    if ("in" in expected) {
      expect({ refusal, state: image.fileState }).toEqual({ refusal: undefined, state: "ok" });
      expect(image).toMatchObject({ width: expected.width, height: expected.height });
    } else if ("refused" in expected) {
      expect(refusal?.reason).toMatch(/^[A-Z].+\.$/);
      expect(image?.fileState ?? "refused").not.toBe("ok");
    } else {
      expect(refusal === undefined).toBe(image.fileState === "ok");
    }
  });

  it("takes nothing that lies elsewhere, and no device", () => {
    const odd = ["link out.jpg", "dangling link.jpg", "loop.jpg", "device.jpg", "folder.jpg", "pipe.jpg"];
    for (const name of odd) expect(stored.get(name)?.fileState ?? "not registered").not.toBe("ok");
  });
});

describe("each file by itself", () => {
  const variants = createVariantStore({ storage: folderStorage(folder), maxAtOnce: 2 });
  const show = async (entry: CorpusEntry, sha256: string, variant: "thumbnail" | "screen" | "original") => {
    const storage = readOnlyFolder(join(folder, "alone"));
    const { stored } = await variants.get({ storage, key: entry.name, sha256, variant });
    return readFile(stored.storage.locationOf(stored.key));
  };

  beforeAll(async () => {
    await mkdir(join(folder, "alone"));
    for (const { name, content } of corpus) await writeFile(join(folder, "alone", name), content);
  });

  it.each(corpus)("$name", async (entry) => {
    const { expected } = entry;
    const found = await verifyImage(join(folder, "alone", entry.name));
    const decoded = await decodeImage(entry.content);
    if ("refused" in expected) {
      expect(found).toMatchObject({ ok: false, reason: expected.refused });
      return;
    }
    if ("in" in expected) expect(found).toMatchObject({ ok: true, format: expected.in });
    if (!found.ok) return;
    expect(decoded).toMatchObject({ ok: true, width: found.width, height: found.height });
    for (const variant of ["thumbnail", "screen", "original"] as const) {
      const corners = await readCorners(await show(entry, found.sha256, variant));
      expect(corners).toHaveLength(4);
      if (!("in" in expected && expected.corners)) continue;
      for (const [at, colour] of expected.corners.entries()) {
        for (const [channel, value] of colour.entries()) {
          const seen = corners[at]![channel]!;
          expect(
            Math.abs(seen - value),
            `${variant}, corner ${at}: ${corners[at]} for ${colour}`,
          ).toBeLessThan(24);
        }
      }
    }
  });
});
