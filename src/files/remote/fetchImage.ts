import { createWriteStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { Failure } from "../../contract/failure.ts";
import { nameUndecodedFormat, sniffImage } from "../images/sniffImage.ts";
import { limitBytes } from "../limitBytes.ts";
import { askOutside, type Outside } from "./askOutside.ts";

/** Limits of a request. */
const usual = { bytes: 240 * 2 ** 20, milliseconds: 60_000 };

/** Enough to recognize a format. */
const firstBytes = 256;

/**
 * Downloads an image from the web into a file, completely or not at all.
 *
 * @returns why it failed, for a person; undefined on success
 * @throws what Node throws if the disk is full; the reason of `signal`
 */
export async function fetchImage(
  outside: Outside,
  {
    url,
    file,
    signal,
    limits = usual,
  }: { url: string; file: string; signal?: AbortSignal | undefined; limits?: typeof usual },
): Promise<string | undefined> {
  const part = `${file}.part`;
  try {
    await mkdir(dirname(file), { recursive: true });
    const ends = [AbortSignal.timeout(limits.milliseconds), ...(signal ? [signal] : [])];
    const reply = await askOutside(outside, {
      ...{ url, method: "GET", signal: AbortSignal.any(ends) },
      headers: { "user-agent": "multilabelfy", accept: "image/*" },
    });
    const { statusCode = 0, headers } = reply;
    if (statusCode !== 200) {
      reply.destroy();
      return statusCode >= 300 && statusCode < 400
        ? `The server leads elsewhere (${statusCode}): write the address ${headers.location ?? "to which it leads"}.`
        : `The server answered ${statusCode}.`;
    }
    await pipeline(
      reply,
      limitBytes(limits.bytes, "Load it by hand."),
      createWriteStream(part, { mode: 0o600 }),
    );
    const wrong = await findWrong(part);
    if (wrong === undefined) await rename(part, file);
    return wrong;
  } catch (error) {
    signal?.throwIfAborted();
    return explain(error, limits.milliseconds);
  } finally {
    await rm(part, { force: true });
  }
}

async function findWrong(file: string): Promise<string | undefined> {
  const opened = await open(file);
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(firstBytes), 0, firstBytes, 0);
    const bytes = buffer.subarray(0, bytesRead);
    if (sniffImage(bytes)) return undefined;
    const format = nameUndecodedFormat(bytes);
    return format ? `This is ${format}, which is not read.` : "What the server sends is no image.";
  } finally {
    await opened.close();
  }
}

function explain(error: unknown, milliseconds: number): string {
  if (error instanceof Failure) return error.message;
  const { name, code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EROFS" || code === "EDQUOT") throw error;
  if (name === "TimeoutError" || code === "ABORT_ERR")
    return `It took longer than ${milliseconds / 1000} seconds.`;
  return code ?? message;
}
