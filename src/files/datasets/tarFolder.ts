import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../../contract/failure.ts";
import { explainWriting } from "../explainWriting.ts";
import { type DatasetFile, partsOf } from "./datasetFile.ts";
import { packTar, type TarFile } from "./packTar.ts";

/** Files up to about this many bytes are held in memory. */
const heldBytes = 16e6;

/**
 * A dataset's folder as one tar archive. An archive states a file's length before its content, so a longer file is
 * first written to a scratch folder, and removed afterwards.
 *
 * @returns its bytes, piece by piece
 */
export const tarFolder = (
  files: AsyncIterable<DatasetFile>,
  { folder, scratch, at }: { folder: string; scratch: string; at: Date },
): AsyncGenerator<Uint8Array> => packTar(measured(files, folder, scratch), at);

async function* measured(
  files: AsyncIterable<DatasetFile>,
  folder: string,
  scratch: string,
): AsyncGenerator<TarFile> {
  for await (const file of files) {
    if ("link" in file)
      throw new Failure(
        "wrong-usage",
        "An archive cannot hold links to images. Copy them, or leave them out.",
      );
    const path = [folder, ...partsOf(file.path)].join("/");
    const pieces = toBytes(file.body)[Symbol.asyncIterator]();
    const held: Uint8Array[] = [];
    let bytes = 0;
    let next = await pieces.next();
    while (!next.done && bytes <= heldBytes) {
      held.push(next.value);
      bytes += next.value.length;
      next = await pieces.next();
    }
    if (next.done) yield { path, bytes, body: Buffer.concat(held) };
    else yield* spooled(path, scratch, [...held, next.value], pieces);
  }
}

async function* spooled(
  path: string,
  scratch: string,
  begun: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<TarFile> {
  const spool = join(scratch, `export-${randomUUID()}.tmp`);
  let bytes = 0;
  try {
    await mkdir(scratch, { recursive: true });
    await using handle = await open(spool, "wx");
    const write = async (piece: Uint8Array) => {
      bytes += piece.length;
      await handle.appendFile(piece);
    };
    for (const piece of begun) await write(piece);
    for (let next = await rest.next(); !next.done; next = await rest.next()) await write(next.value);
    yield { path, bytes, body: createReadStream(spool) };
  } catch (error) {
    throw explainWriting(error, spool, bytes);
  } finally {
    await rm(spool, { force: true });
  }
}

async function* toBytes(
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield typeof piece === "string" ? Buffer.from(piece) : piece;
}
