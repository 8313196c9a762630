import { type Headers, pack } from "tar-stream";

/** A file of an archive: whole in memory, or a stream of this many bytes. */
export interface TarFile {
  path: string;
  bytes: number;
  body: Uint8Array | AsyncIterable<Uint8Array>;
}

/**
 * A tar archive, made as it is read: paths of any length, the same bytes for the same files and time.
 *
 * @param at the modification time of its files
 * @returns its bytes, piece by piece
 */
export async function* packTar(files: AsyncIterable<TarFile>, at: Date): AsyncGenerator<Uint8Array> {
  const tar = pack();
  const fill = async () => {
    for await (const { path, bytes, body } of files) {
      const header: Headers = { name: path, size: bytes, mode: 0o644, mtime: at };
      await new Promise<void>((resolve, reject) => {
        const entry = tar.entry(header, (error) => (error ? reject(error) : resolve()));
        write(entry, body).catch((error: Error) => entry.destroy(error));
      });
    }
    tar.finalize();
  };
  fill().catch((error: Error) => tar.destroy(error));
  try {
    for await (const piece of tar) yield piece as Uint8Array;
  } finally {
    tar.destroy();
  }
}

async function write(entry: ReturnType<ReturnType<typeof pack>["entry"]>, body: TarFile["body"]) {
  for await (const piece of body instanceof Uint8Array ? [body] : body) {
    if (!entry.write(piece)) await new Promise((resolve) => entry.once("drain", resolve));
  }
  entry.end();
}
