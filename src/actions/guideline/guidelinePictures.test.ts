import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

/** Stores pictures of 36 megapixels in a few kilobytes, all at once, and reports the memory that it took, in MB. */
const script = (pictures: number, folder: string) => `
  import sharp from "sharp";
  import { addGuidelinePicture } from "${join(import.meta.dirname, "addGuidelinePicture.ts")}";
  import { peakMegabytes } from "${join(import.meta.dirname, "../../files/testing/peakMegabytes.ts")}";
  import { openDatabase } from "${join(import.meta.dirname, "../../db/sql/openDatabase.ts")}";
  import { folderStorage } from "${join(import.meta.dirname, "../../storage/folderStorage.ts")}";
  const db = await openDatabase({ kind: "sqlite", file: "${folder}/multilabelfy.sqlite" });
  const bytes = await sharp({ create: { width: 6000, height: 6000, channels: 3, background: "teal" } }).png().toBuffer();
  const ctx = { db, storage: folderStorage("${folder}"), now: () => new Date() };
  const input = { project: "none", person: null, bytes };
  const ended = await Promise.allSettled(Array.from({ length: ${pictures} }, () => addGuidelinePicture(ctx, input)));
  await db.destroy();
  const codes = ended.map(({ reason }) => reason?.code ?? "stored");
  process.stdout.write(JSON.stringify({ codes, megabytes: peakMegabytes() }));`;

async function store(pictures: number): Promise<{ codes: string[]; megabytes: number }> {
  const folder = await mkdtemp(join(tmpdir(), "multilabelfy-pictures-"));
  const child = spawn(process.execPath, ["--input-type=module", "-e", script(pictures, folder)], {
    cwd: import.meta.dirname,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [out] = await Promise.all([text(child.stdout), once(child, "exit")]);
  await rm(folder, { recursive: true });
  return JSON.parse(out);
}

test("pictures that come at once are decoded one after the other: they need the memory of one", async () => {
  const [one, many] = [await store(1), await store(10)];
  expect(many.megabytes).toBeLessThan(one.megabytes + 250);
  // Excess requests are told to come later, and none of them is decoded.
  expect((await store(30)).codes.filter((code) => code === "too-many-requests")).toHaveLength(18);
}, 180_000);
