import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { Failure } from "../contract/failure.ts";
import type { ModelCard } from "../contract/models/modelCard.ts";
import { checkCard, checkHash } from "./checkCard.ts";
import type { ModelDescription } from "./inspection/describeOnnx.ts";
import { checkModelSize, describeHarmless } from "./inspection/inspectModel.ts";
import { sourceOf } from "./inspection/readOnnx.ts";

async function readShared(file: string, maxBytes?: number): Promise<Uint8Array<SharedArrayBuffer>> {
  const size = await checkModelSize(file, maxBytes);
  await using handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw new Failure("bad-file", `The model file ${file} cannot be read (${error.code}).`);
  });
  const bytes = new Uint8Array(new SharedArrayBuffer(size));
  for (let at = 0; at < bytes.length; ) {
    const { bytesRead } = await handle.read(bytes, at);
    if (bytesRead === 0)
      throw new Failure("bad-file", `${file} became shorter while it was read. Try again.`);
    at += bytesRead;
  }
  return bytes;
}

/**
 * Reads a model's ONNX file once, so that what is checked is what is loaded, into memory that threads share.
 *
 * @returns its bytes, and what the file says of itself
 * @throws Failure `not-found`; `bad-file` if its SHA-256 is not the card's, it contradicts the card in another way, or
 * it is harmful (see `findDanger`)
 */
export async function readModelFile(
  file: string,
  card: Pick<ModelCard, "sha256" | "input" | "preprocessing" | "output" | "embedding">,
  maxBytes?: number,
): Promise<{ bytes: Uint8Array<SharedArrayBuffer>; description: ModelDescription }> {
  const bytes = await readShared(file, maxBytes);
  checkHash(file, createHash("sha256").update(bytes).digest("hex"), card);
  const description = describeHarmless(sourceOf(bytes), file);
  checkCard(description, card);
  return { bytes, description };
}
