import { buffer } from "node:stream/consumers";
import type { Context } from "../context.ts";
import { findGuidelinePicture } from "../images/findImageFile.ts";

const pictureInMarkdown = /(!\[[^\]]{0,1000}\]\()pictures\/([\w-]{1,64})(\))/g;

/** A guideline's Markdown with its pictures embedded, piece by piece: a self-contained file. */
export async function* embedPictures(
  ctx: Pick<Context, "db" | "storage">,
  project: string,
  markdown: string,
): AsyncGenerator<string> {
  let from = 0;
  for (const match of markdown.matchAll(pictureInMarkdown)) {
    const [whole, before = "", picture = "", after = ""] = match;
    yield markdown.slice(from, match.index);
    from = match.index + whole.length;
    // A missing picture leaves its text: the rest of the guideline is still useful.
    const found = await findGuidelinePicture(ctx, { project, picture }).catch(() => undefined);
    const opened = await found?.storage.open(found.key);
    if (!opened) yield whole;
    else yield `${before}data:image/jpeg;base64,${(await buffer(opened.stream)).toString("base64")}${after}`;
  }
  yield `${markdown.slice(from)}\n`;
}
