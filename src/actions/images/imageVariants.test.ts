import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import { makePhoto } from "../../files/testing/makePhoto.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { folderStorage, readOnlyFolder } from "../../storage/folderStorage.ts";
import { createVariantStore, type VariantRequest } from "./imageVariants.ts";

const folder = await temporaryFolder();
const cacheDir = join(folder, "data", "variants");
const store = createVariantStore({ storage: folderStorage(join(folder, "data")), maxAtOnce: 2 });
const storage = readOnlyFolder(folder);

async function save(name: string, image: Sharp): Promise<Omit<VariantRequest, "variant"> & { path: string }> {
  const bytes = await image.toBuffer();
  const path = join(folder, name);
  await writeFile(path, bytes);
  return { storage, key: name, path, sha256: createHash("sha256").update(bytes).digest("hex") };
}

async function get(request: VariantRequest): Promise<{ file: string; contentType: string }> {
  const { stored, contentType } = await store.get(request);
  return { file: stored.storage.locationOf(stored.key), contentType };
}

const upright = async (file: string) => (await sharp(file).metadata()).autoOrient;

describe("image variants", () => {
  test("a thumbnail has a shorter side of 256 pixels, a screen image a longer one of 2,048", async () => {
    const photo = await save("large.jpg", makePhoto(3000, 1500).jpeg());
    const thumbnail = await get({ ...photo, variant: "thumbnail" });
    const screen = await get({ ...photo, variant: "screen" });
    expect(await upright(thumbnail.file)).toEqual({ width: 512, height: 256 });
    expect(await upright(screen.file)).toEqual({ width: 2048, height: 1024 });
    expect(thumbnail.contentType).toBe("image/jpeg");
    expect(thumbnail.file).toBe(join(cacheDir, photo.sha256.slice(0, 2), `${photo.sha256}-thumbnail.jpg`));
  });

  test("nothing is enlarged, and a panorama's thumbnail is not endless", async () => {
    const small = await save("small.png", makePhoto(100, 80).png());
    const panorama = await save("panorama.png", makePhoto(8000, 100).png());
    for (const variant of ["thumbnail", "screen"] as const) {
      expect(await upright((await get({ ...small, variant })).file)).toEqual({
        width: 100,
        height: 80,
      });
    }
    const { file } = await get({ ...panorama, variant: "thumbnail" });
    expect(await upright(file)).toEqual({ width: 1024, height: 13 });
  });

  test("a photo that lies on its side is shown upright", async () => {
    const photo = await save("side.jpg", makePhoto(600, 400).withMetadata({ orientation: 6 }).jpeg());
    const { file } = await get({ ...photo, variant: "thumbnail" });
    const { orientation, width, height } = await sharp(file).metadata();
    expect({ orientation, width, height }).toEqual({ orientation: undefined, width: 256, height: 384 });
  });

  test("transparent parts are white", async () => {
    const clear = sharp({
      create: { width: 9, height: 9, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    });
    const { file } = await get({ ...(await save("clear.png", clear.png())), variant: "screen" });
    expect([...(await sharp(file).raw().toBuffer()).subarray(0, 3)]).toEqual([255, 255, 255]);
  });

  test("an original keeps its pixels and its true type; what browsers do not show is converted", async () => {
    const png = await save("misnamed.jpg", makePhoto(50, 40).png());
    const original = await get({ ...png, variant: "original" });
    expect(original.contentType).toBe("image/png");
    const pixels = (file: string) => sharp(file).raw().toBuffer();
    expect(await pixels(original.file)).toEqual(await pixels(png.path));
    // A variant made before is found again, and where none is needed, the file itself is sent.
    expect(await get({ ...png, variant: "original" })).toEqual(original);
    const plain = await save("plain.png", sharp(original.file).png());
    const bare = await readFile((await get({ ...plain, variant: "original" })).file);
    const path = join(folder, "bare.png");
    await writeFile(path, bare);
    const sha256 = createHash("sha256").update(bare).digest("hex");
    expect(await get({ storage, key: "bare.png", sha256, variant: "original" })).toEqual({
      file: path,
      contentType: "image/png",
    });
    const tiff = await save("scan.tif", makePhoto(50, 40).tiff());
    const converted = await get({ ...tiff, variant: "original" });
    expect(converted.contentType).toBe("image/jpeg");
    expect(await upright(converted.file)).toEqual({ width: 50, height: 40 });
  });

  test.each([8, 10, 12, 14])("an original of %i bits in 16 is as bright as what it shows", async (bits) => {
    const values = Uint16Array.from({ length: 64 * 64 * 3 }, (_, at) => ((at % 64) / 63) * (2 ** bits - 1));
    const raw = { width: 64, height: 64, channels: 3 as const };
    const png = await save(`dim-${bits}.png`, sharp(values, { raw }).toColourspace("rgb16").png());
    expect((await sharp(png.path).metadata()).depth).toBe("ushort");
    const { file } = await get({ ...png, variant: "original" });
    const brightest = async (path: string) =>
      Math.max(
        ...(
          await sharp(
            await sharp(path).toColourspace("srgb").raw({ depth: "uchar" }).png().toBuffer(),
          ).stats()
        ).channels.map(({ max }) => max),
      );
    expect(await brightest(file)).toBeGreaterThan(245);
    const full = await save(
      `full-${bits}.png`,
      sharp(
        values.map((value) => value * 2 ** (16 - bits)),
        { raw },
      )
        .toColourspace("rgb16")
        .png(),
    );
    expect((await get({ ...full, variant: "original" })).contentType).toBe("image/png");
  });

  test("what nobody waits for is made once nothing else is", async () => {
    const wanted = await save("wanted-now.jpg", makePhoto(4000, 3000, 5).jpeg());
    const later = await save("wanted-later.png", makePhoto(20, 20).png());
    const made: string[] = [];
    const now = get({ ...wanted, variant: "screen" }).then(() => made.push("now"));
    await store.prepare({ ...later, variant: "screen" }).then(() => made.push("later"));
    await now;
    expect(made).toEqual(["now", "later"]);
  });

  test("requests for one variant at once make it once, and no unfinished file stays", async () => {
    const photo = await save("wanted.jpg", makePhoto(700, 500, 3).jpeg());
    const request = { ...photo, variant: "thumbnail" } as const;
    const results = await Promise.all(Array.from({ length: 20 }, () => store.get(request)));
    expect(new Set(results).size).toBe(1);
    expect((await readdir(cacheDir, { recursive: true })).filter((name) => name.includes("tmp"))).toEqual([]);
  });

  test("what was made once is served without the image", async () => {
    const photo = await save("removed.jpg", makePhoto(300, 200, 4).jpeg());
    const made = await get({ ...photo, variant: "thumbnail" });
    const content = await readFile(made.file);
    await rm(photo.path);
    expect(await readFile((await get({ ...photo, variant: "thumbnail" })).file)).toEqual(content);
    await expect(get({ ...photo, variant: "screen" })).rejects.toMatchObject({ code: "bad-file" });
  });

  test.each(["thumbnail", "screen", "original"] as const)(
    "a changed file is never sent as %s",
    async (variant) => {
      const photo = await save(`changed-${variant}.jpg`, makePhoto(300, 200, 5).jpeg());
      await writeFile(photo.path, await makePhoto(300, 200, 6).jpeg().toBuffer());
      await expect(get({ ...photo, variant })).rejects.toMatchObject({
        code: "bad-file",
        message: expect.stringContaining("has changed"),
      });
    },
  );

  test("after a failure the same variant can be asked for again", async () => {
    const image = makePhoto(300, 200, 7).jpeg();
    const photo = await save("late.jpg", image);
    await rm(photo.path);
    await expect(get({ ...photo, variant: "thumbnail" })).rejects.toMatchObject({ code: "bad-file" });
    await save("late.jpg", image);
    await expect(get({ ...photo, variant: "thumbnail" })).resolves.toBeDefined();
  });
});
