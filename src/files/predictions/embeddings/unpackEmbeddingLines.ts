import { open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { csvText } from "../../../contract/csvText.ts";
import { readJsonLines } from "../../classify/readJsonLines.ts";
import { badFile, badRow } from "../../fileFailure.ts";

const line = z.strictObject({
  image: z.string().min(1),
  /** 32-bit floats, little-endian, as base64. */
  embedding: z.base64(),
});

const headerBytes = 128;
const bytesOfNumber = 4;

/**
 * Turns lines sent by a program, an embedding each, into what `importEmbeddings` takes: a NumPy array and the list of
 * its images, in the same folder.
 *
 * @param file JSON lines
 * @throws Failure `bad-file` with the row
 */
export async function unpackEmbeddingLines(
  file: string,
  folder: string,
): Promise<{ array: string; images: string }> {
  const array = join(folder, "embeddings.npy");
  const list = join(folder, "images.csv");
  const images: string[][] = [["image"]];
  const written = await open(array, "wx", 0o600);
  let size: number | undefined;
  try {
    for await (const { row, image, data } of readJsonLines(file, line, () => {})) {
      const bytes = Buffer.from(data.embedding, "base64");
      size ??= bytes.length;
      if (bytes.length === 0 || bytes.length % bytesOfNumber !== 0)
        throw badRow(file, row, "its embedding is not made of 32-bit floats.");
      if (bytes.length !== size) {
        const [found, first] = [bytes.length / bytesOfNumber, size / bytesOfNumber];
        throw badRow(file, row, `its embedding has ${found} numbers, and those before it ${first}.`);
      }
      await written.write(bytes, 0, bytes.length, headerBytes + (images.length - 1) * size);
      images.push([image]);
    }
    if (size === undefined) throw badFile(file, "it holds no embedding.");
    await written.write(header(images.length - 1, size / bytesOfNumber), 0, headerBytes, 0);
  } finally {
    await written.close();
  }
  await writeFile(list, csvText(images), { mode: 0o600, flag: "wx" });
  return { array, images: list };
}

/** The header of a .npy file, version 1.0. */
function header(rows: number, columns: number): Buffer {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  const length = headerBytes - 10;
  const start = Buffer.from([0x93, ...Buffer.from("NUMPY"), 1, 0, length, 0]);
  return Buffer.concat([start, Buffer.from(`${text.padEnd(length - 1)}\n`)]);
}
