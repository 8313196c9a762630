import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makePhoto } from "../testing/makePhoto.ts";
import { temporaryFolder } from "../testing/temporaryFolder.ts";
import type { ImageFailureReason } from "./imageFailure.ts";
import { verifyImage } from "./verifyImage.ts";

const folder = await temporaryFolder();
const jpeg = await makePhoto(300, 200).jpeg().toBuffer();
const png = await makePhoto(300, 200).png().toBuffer();

async function save(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

function flipBits(bytes: Buffer): Buffer {
  const flipped = Buffer.from(bytes);
  for (let at = Math.floor(bytes.length / 2); at < bytes.length / 2 + 40; at++) flipped[at]! ^= 0xff;
  return flipped;
}

const secret =
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="secret.png"/></svg>';

describe("verifyImage", () => {
  test.each([
    ["photo.jpg", "jpeg", jpeg],
    ["PNG called .jpg", "png", png],
    ["no extension", "png", png],
    [`${"long".repeat(60)}.jpg`, "jpeg", jpeg],
    ["emoji 🐶.jpg", "jpeg", jpeg],
    ["e\u0301 NFD.jpg", "jpeg", jpeg],
    ["\u00e9 NFC.jpg", "jpeg", jpeg],
  ])("takes %s", async (name, format, content) => {
    expect(await verifyImage(await save(name, content))).toEqual({
      ok: true,
      sha256: createHash("sha256").update(content).digest("hex"),
      format,
      bytes: content.length,
      width: 300,
      height: 200,
    });
  });

  test.each<[string, ImageFailureReason, string | Uint8Array]>([
    ["zero bytes.jpg", "empty", ""],
    ["text.png", "not-an-image", "this is a shopping list"],
    ["one byte.jpg", "not-an-image", "\xff"],
    ["SVG.jpg", "unsupported-format", secret],
    ["truncated JPEG.jpg", "damaged", jpeg.subarray(0, jpeg.length * 0.6)],
    ["JPEG without its last bytes.jpg", "damaged", jpeg.subarray(0, -20)],
    ["truncated PNG.png", "damaged", png.subarray(0, png.length * 0.6)],
    ["flipped bits.png", "damaged", flipBits(png)],
    ["header only.jpg", "damaged", jpeg.subarray(0, 20)],
    ["JPEG magic before an SVG.jpg", "damaged", Buffer.concat([jpeg.subarray(0, 3), Buffer.from(secret)])],
    ["TIFF magic before an SVG.tif", "damaged", Buffer.from(`II*\0${secret}`)],
  ])("refuses %s: %s", async (name, reason, content) => {
    const verified = await verifyImage(await save(name, content));
    expect(verified).toMatchObject({ ok: false, reason });
    expect(verified).toHaveProperty("message", expect.stringMatching(/^[A-Z].+\.$/));
  });

  test("refuses an image with too many pixels before it is decoded", async () => {
    const bomb = await makePhoto(16, 16).resize(16_000, 16_000, { kernel: "nearest" }).png().toBuffer();
    expect(await verifyImage(await save("bomb.png", bomb))).toMatchObject({ reason: "too-many-pixels" });
    expect(await verifyImage(await save("small.png", png), { maxPixels: 59_999 })).toMatchObject({
      reason: "too-many-pixels",
    });
    expect(await verifyImage(await save("small.png", png), { maxPixels: 60_000 })).toMatchObject({
      ok: true,
    });
  });

  test("refuses a file with too many bytes before it is read", async () => {
    const path = await save("large.jpg", jpeg);
    expect(await verifyImage(path, { maxBytes: jpeg.length - 1 })).toMatchObject({ reason: "too-large" });
  });

  test("refuses what is no file, and does not wait for it", async () => {
    const [pipe, subfolder, nowhere] = ["pipe.jpg", "folder.jpg", "dangling.jpg"].map((name) =>
      join(folder, name),
    );
    execFileSync("mkfifo", [pipe!]);
    await mkdir(subfolder!);
    await symlink(join(folder, "gone"), nowhere!);
    expect(await verifyImage(pipe!)).toMatchObject({ reason: "not-a-file" });
    expect(await verifyImage("/dev/zero")).toMatchObject({ reason: "not-a-file" });
    expect(await verifyImage(subfolder!)).toMatchObject({ reason: "not-a-file" });
    expect(await verifyImage(nowhere!)).toMatchObject({ reason: "missing" });
    expect(await verifyImage(join(folder, "never was.jpg"))).toMatchObject({ reason: "missing" });
  });

  test("says when it may not read a file", async () => {
    const path = await save("locked.jpg", jpeg);
    await chmod(path, 0);
    // Root may read everything, so a test running as root briefly becomes nobody.
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.("nobody");
    const verified = await verifyImage(path).finally(() => isRoot && process.seteuid?.(0));
    expect(verified).toMatchObject({ reason: "no-permission" });
  });
});
