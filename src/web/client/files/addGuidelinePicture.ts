import type { z } from "zod";
import {
  addGuidelinePicturePath,
  type guidelinePictureReply,
} from "../../../contract/guideline/guideline.ts";
import { words } from "../../words/words.ts";
import { CallFailure } from "../call.ts";

/** Sends a picture file for a guideline. @throws CallFailure */
export async function addGuidelinePicture(
  project: string,
  file: File,
): Promise<z.output<typeof guidelinePictureReply>> {
  const response = await fetch(addGuidelinePicturePath(project), {
    method: "POST",
    credentials: "same-origin",
    // The server judges by the content; a file without a known extension has no type.
    headers: { "content-type": file.type.startsWith("image/") ? file.type : "image/unknown" },
    body: file,
  }).catch(() => {
    throw new CallFailure(0, "unreachable", words.failures.noServer);
  });
  const reply = await response.json().catch(() => undefined);
  if (response.ok) return reply;
  const { code = "internal", message = words.failures.answered(response.status) } = reply ?? {};
  throw new CallFailure(response.status, code, message);
}
