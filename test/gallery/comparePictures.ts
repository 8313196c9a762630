import pixelmatch from "pixelmatch";
import sharp from "sharp";

/** Kept pictures are a quarter as wide and as high: what moves or changes its colour shows, how letters are drawn does not. */
const scale = 1 / 4;
/** Rows that a page may be longer or shorter, of those that are kept. */
const rowsSpare = 1;
/** The share of the picture that may differ: a word, not a button. */
export const differingShare = 0.002;

/** A picture as it is kept. */
export async function shrink(picture: Buffer): Promise<Buffer> {
  const { width } = await sharp(picture).metadata();
  return sharp(picture)
    .resize(Math.round(width * scale))
    .webp({ quality: 80 })
    .toBuffer();
}

/**
 * What a picture of a page differs in from the one that was kept; undefined where it does not.
 *
 * @param picture PNG, as it was taken
 * @param kept as `shrink` made it
 */
export async function findDifference(picture: Buffer, kept: Buffer): Promise<string | undefined> {
  const [now, then] = await Promise.all([read(await shrink(picture)), read(kept)]);
  if (now.width !== then.width || Math.abs(now.height - then.height) > rowsSpare)
    return `it is ${now.width} x ${now.height} in place of ${then.width} x ${then.height}`;
  const height = Math.min(now.height, then.height);
  const area = now.width * height;
  const [a, b] = [now, then].map(({ data }) => new Uint8ClampedArray(data.buffer, data.byteOffset, area * 4));
  const differing = pixelmatch(a!, b!, undefined, now.width, height, { threshold: 0.12 });
  return differing / area > differingShare
    ? `${((100 * differing) / area).toFixed(2)} % of it differ, more than ${100 * differingShare} %`
    : undefined;
}

async function read(picture: Buffer): Promise<{ data: Buffer; width: number; height: number }> {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}
