import { uploadImagePath } from "../../../contract/images/uploads.ts";
import { words } from "../../words/words.ts";
import { asFailure, CallFailure } from "../call.ts";
import type { PickedFile } from "./pickedFiles.ts";

/** Draws an upload's name: twelve random hexadecimal digits. */
export const drawUpload = () => crypto.randomUUID().replaceAll("-", "").slice(-12);

/** Files sent in parallel: a disk syncs several at once faster than one after the other. */
const atOnce = 4;
/** Milliseconds before a file that did not arrive is sent again; longer each time. */
const pauses = [500, 1000, 2000, 5000, 10_000, 20_000];

/**
 * Sends files separately, several in parallel. One that does not arrive is retried for a while.
 *
 * @param input.upload the name of the upload they belong to
 * @param input.arrived files that arrived in an earlier try; each one that arrives is added
 * @throws CallFailure if one is refused, or the server stays unreachable; what was sent stays there, and may be sent
 *   again. The reason of `signal`
 */
export async function sendFiles({
  project,
  upload,
  files,
  arrived,
  onSent,
  signal,
}: {
  project: string;
  upload: string;
  files: readonly PickedFile[];
  arrived: Set<PickedFile>;
  onSent(files: number): void;
  signal: AbortSignal;
}): Promise<void> {
  const address = uploadImagePath.replace(":project", project).replace(":upload", upload);
  const failed = new AbortController();
  const ended = AbortSignal.any([signal, failed.signal]);
  const left = files.filter((one) => !arrived.has(one));
  let next = 0;
  const work = async () => {
    for (let at = next++; at < left.length; at = next++) {
      const picked = left[at]!;
      const query = new URLSearchParams({ path: picked.path });
      await sendSteadily(`${address}?${query}`, picked.file, ended);
      arrived.add(picked);
      onSent(arrived.size);
    }
  };
  await Promise.all(
    Array.from({ length: atOnce }, () =>
      work().catch((cause) => {
        failed.abort();
        throw cause;
      }),
    ),
  );
}

async function sendSteadily(address: string, file: File, signal: AbortSignal): Promise<void> {
  for (let tries = 0; ; tries++) {
    signal.throwIfAborted();
    try {
      await send(address, file, signal);
      return;
    } catch (cause) {
      signal.throwIfAborted();
      const { status, retryAfterMs } = asFailure(cause);
      const mayPass = status === 0 || status === 429 || status === 503;
      const pause = pauses[tries];
      if (!mayPass || pause === undefined) throw cause;
      await new Promise((resolve) => setTimeout(resolve, retryAfterMs ?? pause));
    }
  }
}

async function send(address: string, file: File, signal: AbortSignal): Promise<void> {
  const response = await fetch(address, {
    method: "PUT",
    credentials: "same-origin",
    headers: { "content-type": "application/octet-stream" },
    body: file,
    signal,
  }).catch(() => {
    throw new CallFailure(0, "unreachable", words.failures.noServer);
  });
  if (response.ok) return;
  const reply = await response.json().catch(() => undefined);
  const { code = "internal", message = words.failures.answered(response.status) } = reply ?? {};
  const seconds = Number(response.headers.get("retry-after"));
  throw new CallFailure(response.status, code, message, undefined, seconds > 0 ? seconds * 1000 : undefined);
}
