import { Unzip, UnzipInflate } from "fflate";
import { badFile } from "./predictedImage.ts";
import { readFileChunks } from "./readFileChunks.ts";

/** Passes through an archive once. Yields the bytes of the wanted entry; `onName` is told of every entry. */
async function* unpack(
  file: string,
  wanted: string | undefined,
  onName: (name: string) => void,
): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let problem: Error | null = null;
  const unzip = new Unzip((entry) => {
    const name = entry.name.replace(/\.npy$/, "");
    onName(name);
    entry.ondata = (error, data) => {
      problem ??= error;
      if (name === wanted) waiting.push(data);
    };
    // Entries that nobody wants are unpacked too: the library would keep the bytes of one that was not started.
    entry.start();
  });
  unzip.register(UnzipInflate);
  try {
    for await (const chunk of readFileChunks(file)) {
      unzip.push(chunk);
      if (problem) throw problem;
      yield* waiting;
      waiting = [];
    }
    unzip.push(new Uint8Array(0), true);
    if (problem) throw problem;
    yield* waiting;
  } catch (error) {
    // The library's errors have numbers as their codes.
    if (typeof (error as { code?: unknown }).code !== "number") throw error;
    throw badFile(file, `it cannot be unpacked: ${(error as Error).message}. Save it again.`);
  }
}

/**
 * The .npy bytes of an array in a .npz archive (a zip), a piece at a time.
 *
 * @param array its name; by default the only array
 * @throws Failure `bad-file`, with the names of the arrays where it is not clear which one is meant
 */
export async function* readNpzArray(file: string, array: string | undefined): AsyncGenerator<Uint8Array> {
  const name = array ?? (await findOnlyArray(file));
  const names: string[] = [];
  yield* unpack(file, name, (found) => names.push(found));
  if (!names.includes(name)) {
    throw badFile(file, `it has no array ${name}, but ${names.join(", ")}. Say with --array which one.`);
  }
}

async function findOnlyArray(file: string): Promise<string> {
  const names: string[] = [];
  for await (const _ of unpack(file, undefined, (found) => names.push(found)));
  const [only, ...others] = names;
  if (only === undefined) throw badFile(file, "it is not a .npz archive, or an empty one.");
  if (others.length === 0) return only;
  throw badFile(file, `it holds the arrays ${names.join(", ")}. Say with --array which one.`);
}
