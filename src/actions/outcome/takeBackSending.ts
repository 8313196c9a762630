import { rulesOf, stagesWith } from "../../core/stages/rulesOf.ts";
import type { AssignmentState, Stage } from "../../core/tasks/stage.ts";
import { listEventsOfImage } from "../../db/images/imageHistory.ts";
import type { Db } from "../../db/schema.ts";
import { listAssignmentsOf, updateAssignment } from "../../db/tasks/assignment.ts";
import type { Context } from "../context.ts";
import { answerKinds } from "../images/listHistory.ts";
import { lockImage } from "../lockImage.ts";
import { restoreAnswer } from "../tasks/restoreAnswer.ts";
import { sendImages } from "./sendImages.ts";

/** An unsubmitted annotation, as it was. */
interface Unfinished {
  id: string;
  state: AssignmentState;
}

/** Far enough back to find a sending that was just made. */
const eventsRead = 100;

/**
 * Takes a lead's “to refinement” back: an expert's answer that it put aside holds again, and images on which annotators
 * agree are agreed again; unfinished annotations continue where they were. An image that an expert has answered since
 * keeps that answer.
 *
 * @returns how many images were restored
 */
export async function takeBackSending(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  input: { project: string; images: readonly string[]; reason: string; person: string | null },
): Promise<{ takenBack: number }> {
  const { project, reason, person } = input;
  let takenBack = 0;
  for (const image of input.images) {
    const { isAnsweredSince, answer, unfinished } = await findBefore(ctx.db, image);
    if (isAnsweredSince) continue;
    if (answer !== undefined) {
      await restoreAnswer(ctx, { project, image, event: answer, reason, person });
      takenBack++;
    } else {
      const { sent } = await sendImages(ctx, { project, images: [image], to: "rule", reason, person });
      takenBack += sent;
      if (sent > 0) await giveBack(ctx, image, unfinished);
    }
  }
  return { takenBack };
}

/** The event that gave the expert's answer which the last sending put aside, if any; and the unfinished annotations. */
async function findBefore(
  db: Db,
  image: string,
): Promise<{ isAnsweredSince: boolean; answer?: string | undefined; unfinished: Unfinished[] }> {
  const events = await listEventsOfImage(db, { image, limit: eventsRead });
  const sending = events.findIndex(({ kind }) => kind === "image-sent");
  if (sending === -1) return { isAnsweredSince: false, unfinished: [] };
  const { assignments = [] } = JSON.parse(events[sending]!.beforeJson ?? "{}") as {
    assignments?: { id: string; stage: Stage; state: AssignmentState }[];
  };
  const unfinished = assignments.flatMap(({ id, stage, state }) =>
    rulesOf(stage).answers === "compared" && (state === "open" || state === "skipped" || state === "blocked")
      ? [{ id, state }]
      : [],
  );
  const experts = assignments.filter(({ stage }) => rulesOf(stage).answers === "final");
  const refined = experts.filter(({ state }) => state === "submitted").map(({ id }) => id);
  const isAnsweredSince = events
    .slice(0, sending)
    .some(({ kind, stage }) => kind === "submitted" && stage !== null && rulesOf(stage).answers === "final");
  const answer = events
    .slice(sending + 1)
    .find(({ kind, assignmentId }) => answerKinds.includes(kind) && refined.includes(assignmentId ?? ""));
  return { isAnsweredSince, answer: answer?.id, unfinished };
}

/** Continues annotations that the sending took away, unless others have the image by now. */
async function giveBack(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  image: string,
  unfinished: readonly Unfinished[],
): Promise<void> {
  await ctx.db.transaction().execute(async (db) => {
    await lockImage(db, ctx.dialect, image);
    const now = await listAssignmentsOf(db, [image], stagesWith("compared"));
    const taken = unfinished.filter(({ id }) => now.every((one) => one.id !== id));
    const isWithOthers = now.some(
      ({ state, id }) => state === "open" && unfinished.every((one) => one.id !== id),
    );
    if (isWithOthers) return;
    const updatedAt = ctx.now().toISOString();
    for (const { id, state } of taken) await updateAssignment(db, id, { state, updatedAt });
  });
}
