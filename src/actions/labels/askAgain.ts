import { Failure } from "../../contract/failure.ts";
import type { AskAgain } from "../../contract/labels/labelChange.ts";
import { findFormers, findLabel } from "../../db/labels/labelSpace.ts";
import { getProject } from "../../db/project/project.ts";
import { chunksOf } from "../chunksOf.ts";
import type { Context } from "../context.ts";
import { sendImages } from "../outcome/sendImages.ts";
import { countStates } from "./parts/findLabelMoves.ts";
import { type ImageToAsk, listToAskAgain } from "./parts/listToAskAgain.ts";

const imagesAtOnce = 500;

/** The images that people have to be asked about again because of a change to a label, by key. */
export async function getAskAgain(
  { db }: Pick<Context, "db">,
  { project, label }: { project: string; label: number },
): Promise<{ counts: AskAgain; images: ImageToAsk[] }> {
  const images = await listToAskAgain(db, project, { label, formers: await findFormers(db, project) });
  return { counts: countStates(images), images };
}

/**
 * Sends the finished ones among them to refinement, in a release or not; releases stay as they are. The others wait for
 * answers anyway.
 *
 * @param input.expected how many were announced
 * @throws Failure `conflict` where the number has changed
 */
export async function askAgain(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  {
    project,
    label,
    expected,
    person,
  }: { project: string; label: number; expected: number; person: string | null },
): Promise<{ sent: number }> {
  const { images } = await getAskAgain(ctx, { project, label });
  const finished = images.filter(({ state }) => state !== "waiting");
  if (finished.length !== expected) {
    throw new Failure(
      "conflict",
      `It was to be ${expected} images, and ${finished.length} can be sent now. Look at the numbers again.`,
    );
  }
  const { name = "", fate = "changed" } =
    (await findLabel(ctx.db, await getProject(ctx.db, project), label)) ?? {};
  const reason = `The label “${name}” was ${fate}`;
  let sent = 0;
  for await (const chunk of chunksOf(finished, imagesAtOnce)) {
    const ids = chunk.map(({ id }) => id);
    sent += (await sendImages(ctx, { project, images: ids, to: "refinement", reason, person })).sent;
  }
  return { sent };
}
