import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { type Entry, extract } from "tar-stream";
import { Failure } from "../../contract/failure.ts";
import type { UnpackTarget } from "./unpackTarget.ts";

/** Unpacks a tar archive, gzipped or not, as it is read: the size of an entry is known only once it is reached. */
export async function unpackTar(file: string, kind: "tar" | "tar.gz", target: UnpackTarget): Promise<void> {
  const { size } = await stat(file);
  const source = createReadStream(file);
  const gunzip = kind === "tar.gz" ? createGunzip() : undefined;
  const archive = extract();
  const fail = (error: Error) => archive.destroy(error);
  source.on("error", fail);
  gunzip?.on("error", fail);
  (gunzip ? source.pipe(gunzip) : source).pipe(archive);
  let entries = 0;
  try {
    for await (const entry of archive) {
      entries++;
      await unpackEntry(entry, size, target);
    }
  } catch (error) {
    if (error instanceof Failure || (error as Error).name === "AbortError") throw error;
    throw explain(error as Error, entries, kind, target);
  } finally {
    source.destroy();
    gunzip?.destroy();
  }
  if (kind === "tar" && !(await endsInZeros(file))) throw target.damaged("it ends too early");
}

async function unpackEntry(entry: Entry, packed: number, target: UnpackTarget): Promise<void> {
  const { name, type, size = 0 } = entry.header;
  target.count(size, packed);
  if (type === "directory") {
    entry.resume();
    return;
  }
  const path = target.pathOf(name);
  if (type === "file" || type === "contiguous-file") {
    const isWanted = target.wants(path, size);
    if (isWanted) await target.needRoom(size);
    else entry.resume();
    const openContent = () => {
      // If the archive ended within this entry, its error is already past and nobody would hear it.
      if (entry.destroyed) throw new Error("Unexpected end of data");
      return entry;
    };
    await target.write(path, isWanted ? openContent : undefined);
    return;
  }
  entry.resume();
  const isLink = type === "symlink" || type === "link";
  target.leaveOut(
    path,
    isLink
      ? "Links in archives are not followed. Pack the file itself."
      : "This is a device or a pipe, not a file. Remove it.",
  );
}

function explain(error: Error, entries: number, kind: "tar" | "tar.gz", target: UnpackTarget): Failure {
  if (kind === "tar.gz" && entries === 0 && /invalid tar header/i.test(error.message)) {
    return target.refuse("it is a single file packed by gzip, no archive. Unpack it and import that.");
  }
  const isShort = /unexpected end/i.test(error.message);
  return target.damaged(isShort ? "it ends too early" : "its content does not fit its checksums");
}

/** Every tar archive ends with two blocks of zeros. */
async function endsInZeros(file: string): Promise<boolean> {
  await using handle = await open(file, "r");
  const { size } = await handle.stat();
  const block = Buffer.alloc(512, 1);
  await handle.read(block, 0, block.length, Math.max(0, size - block.length));
  return block.every((byte) => byte === 0);
}
