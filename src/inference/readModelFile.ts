import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { Failure } from "../contract/failure.ts";
import type { ModelCard } from "../contract/modelCard.ts";
import { findExternalData } from "./findExternalData.ts";

/** A protocol buffer cannot be larger. */
const maxBytes = 2 ** 31 - 1;

async function readShared(file: string): Promise<Uint8Array<SharedArrayBuffer>> {
  await using handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT")
      throw new Failure("not-found", `There is no model file ${file}. Check the card.`);
    throw new Failure("bad-file", `The model file ${file} cannot be read (${error.code}).`);
  });
  const status = await handle.stat();
  if (!status.isFile() || status.size > maxBytes) {
    throw new Failure("bad-file", `${file} is not an ONNX file of at most 2 GB.`);
  }
  const bytes = new Uint8Array(new SharedArrayBuffer(status.size));
  for (let at = 0; at < bytes.length; ) {
    const { bytesRead } = await handle.read(bytes, at);
    if (bytesRead === 0)
      throw new Failure("bad-file", `${file} became shorter while it was read. Try again.`);
    at += bytesRead;
  }
  return bytes;
}

function hasExternalData(bytes: Uint8Array, file: string): boolean {
  try {
    return findExternalData(bytes);
  } catch (error) {
    throw new Failure("bad-file", `${file} is not an ONNX file: ${(error as Error).message}.`);
  }
}

/**
 * Reads a model's ONNX file once, so that what is checked is what is loaded, into memory that threads share.
 *
 * @throws Failure `not-found`; `bad-file` if its SHA-256 is not the card's, or some of its weights lie in other files
 */
export async function readModelFile(
  file: string,
  card: Pick<ModelCard, "sha256">,
): Promise<Uint8Array<SharedArrayBuffer>> {
  const bytes = await readShared(file);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (sha256 !== card.sha256) {
    throw new Failure(
      "bad-file",
      `The model file ${file} is not the one that its card describes: its SHA-256 is ${sha256}, the card says ` +
        `${card.sha256}. Get the right file, or correct the card.`,
    );
  }
  if (hasExternalData(bytes, file)) {
    throw new Failure(
      "bad-file",
      `The model file ${file} keeps weights in other files, which is refused. Save it as a single ONNX file.`,
    );
  }
  return bytes;
}
