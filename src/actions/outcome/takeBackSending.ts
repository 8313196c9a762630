import { rulesOf } from "../../core/stages/rulesOf.ts";
import type { Stage } from "../../core/tasks/stage.ts";
import { listEventsOfImage } from "../../db/images/imageHistory.ts";
import type { Db } from "../../db/schema.ts";
import type { Context } from "../context.ts";
import { answerKinds } from "../images/listHistory.ts";
import { restoreAnswer } from "../tasks/restoreAnswer.ts";
import { sendImages } from "./sendImages.ts";

/** Far enough back for a sending that was just made. */
const eventsRead = 100;

/**
 * Takes a lead's “to refinement” back: an expert's answer that it put aside holds again, and images on which annotators
 * agree are agreed again. An image that an expert has answered since keeps that answer.
 *
 * @returns how many images are as they were before
 */
export async function takeBackSending(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  input: { project: string; images: readonly string[]; reason: string; person: string | null },
): Promise<{ takenBack: number }> {
  const { project, reason, person } = input;
  let takenBack = 0;
  for (const image of input.images) {
    const { isAnsweredSince, answer } = await findBefore(ctx.db, image);
    if (isAnsweredSince) continue;
    if (answer !== undefined) {
      await restoreAnswer(ctx, { project, image, event: answer, reason, person });
      takenBack++;
    } else {
      const { sent } = await sendImages(ctx, { project, images: [image], to: "rule", reason, person });
      takenBack += sent;
    }
  }
  return { takenBack };
}

/** The event by which the expert's answer was given that the last sending put aside; undefined where there was none. */
async function findBefore(
  db: Db,
  image: string,
): Promise<{ isAnsweredSince: boolean; answer?: string | undefined }> {
  const events = await listEventsOfImage(db, { image, limit: eventsRead });
  const sending = events.findIndex(({ kind }) => kind === "image-sent");
  if (sending === -1) return { isAnsweredSince: false };
  const { assignments = [] } = JSON.parse(events[sending]!.beforeJson ?? "{}") as {
    assignments?: { id: string; stage: Stage; state: string }[];
  };
  const experts = assignments.filter(({ stage }) => rulesOf(stage).answers === "final");
  const refined = experts.filter(({ state }) => state === "submitted").map(({ id }) => id);
  const isAnsweredSince = events
    .slice(0, sending)
    .some(({ kind, stage }) => kind === "submitted" && stage !== null && rulesOf(stage).answers === "final");
  const answer = events
    .slice(sending + 1)
    .find(({ kind, assignmentId }) => answerKinds.includes(kind) && refined.includes(assignmentId ?? ""));
  return { isAnsweredSince, answer: answer?.id };
}
