import { Transform } from "node:stream";
import { crc32 } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { Failure } from "../../contract/failure.ts";
import type { UnpackTarget } from "./unpackTarget.ts";

const isLink = ({ externalFileAttributes }: Entry): boolean =>
  ((externalFileAttributes >>> 16) & 0o170000) === 0o120000;

/** Unpacks a zip archive. All of its directory is checked before anything is unpacked. */
export async function unpackZip(file: string, target: UnpackTarget): Promise<void> {
  const zip = await openPromise(file, { lazyEntries: true, autoClose: false }).catch(() => {
    throw target.damaged("its directory cannot be read, as where a copy broke off");
  });
  try {
    const entries = await readDirectory(zip, target);
    for (const [path, { entry, isWanted }] of entries) {
      await unpackEntry(zip, path, isWanted ? entry : undefined, target);
    }
  } finally {
    zip.close();
  }
}

interface ZipEntry {
  entry: Entry;
  /** Whether its content is unpacked, not only its name. */
  isWanted: boolean;
}

async function readDirectory(zip: ZipFile, target: UnpackTarget): Promise<Map<string, ZipEntry>> {
  const files = new Map<string, ZipEntry>();
  let packed = 0;
  let needed = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName;
      packed += entry.compressedSize;
      target.count(entry.uncompressedSize, zip.fileSize);
      if (name === "[Content_Types].xml") {
        throw target.refuse(
          "it is an Office document, no archive of images. Save its table as CSV and import that.",
        );
      }
      if (name.endsWith("/")) continue;
      const path = target.pathOf(name);
      if (entry.isEncrypted()) throw target.refuse("it is protected by a password. Pack it without one.");
      if (isLink(entry)) {
        target.leaveOut(path, "Links in archives are not followed. Pack the file itself.");
        continue;
      }
      if (![0, 8].includes(entry.compressionMethod)) {
        throw target.refuse(
          `${path} is packed by a method that is not read (${entry.compressionMethod}). Pack it as an ordinary zip.`,
        );
      }
      const isWanted = target.wants(path, entry.uncompressedSize);
      if (isWanted) needed += entry.uncompressedSize;
      files.set(path, { entry, isWanted });
    }
  } catch (error) {
    throw explain(error, target, "its directory cannot be read");
  }
  // Entries that share bytes, which no packing program writes, would unpack to far more than the file.
  if (packed > zip.fileSize) throw target.damaged("its entries overlap");
  await target.needRoom(needed);
  return files;
}

async function unpackEntry(
  zip: ZipFile,
  path: string,
  entry: Entry | undefined,
  target: UnpackTarget,
): Promise<void> {
  try {
    await target.write(path, entry && (() => openContent(zip, path, entry)));
  } catch (error) {
    throw explain(error, target, `${path} cannot be unpacked`);
  }
}

async function openContent(zip: ZipFile, path: string, entry: Entry) {
  const content = await zip.openReadStreamPromise(entry);
  let sum = 0;
  const check = new Transform({
    transform(chunk: Buffer, _, done) {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
    flush(done) {
      done(sum === entry.crc32 ? null : new Error(`The checksum of ${path} is wrong.`));
    },
  });
  content.on("error", (error) => check.destroy(error));
  return content.pipe(check);
}

/** The library's messages are meant for programmers. */
function explain(error: unknown, target: UnpackTarget, what: string): unknown {
  if (error instanceof Failure || (error as Error).name === "AbortError") return error;
  const { message } = error as Error;
  if (/relative path|absolute path|invalid characters/.test(message)) {
    return target.refuse(`it holds a path that leads out of it (${message.split(": ").at(-1)}).`);
  }
  return target.damaged(what);
}
