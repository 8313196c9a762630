import { Failure } from "../../contract/failure.ts";
import type { Sender } from "../../core/outcome/findOutcome.ts";
import type { ProjectSettings } from "../../core/project/settings.ts";
import { rulesOf } from "../../core/stages/rulesOf.ts";
import { leaseEnd } from "../../core/tasks/leaseEnd.ts";
import { type Destination, isCounted } from "../../core/tasks/stage.ts";
import { insertEvent } from "../../db/event.ts";
import { listOfProject } from "../../db/images/image.ts";
import { findAgreementOf } from "../../db/outcome/agreement.ts";
import { findSending, writeSending } from "../../db/outcome/sending.ts";
import { getProject } from "../../db/project/project.ts";
import { findProposal } from "../../db/proposals/proposal.ts";
import type { Db } from "../../db/schema.ts";
import { replaceDecisions } from "../../db/tasks/annotation.ts";
import {
  type Assignment,
  listAssignmentsOf,
  updateAssignment,
  withdrawAssignments,
} from "../../db/tasks/assignment.ts";
import type { Context } from "../context.ts";
import { keepRules } from "../lock.ts";
import { lockImage } from "../lockImage.ts";
import { runStage3 } from "./runStage3.ts";

export interface Sent {
  sent: number;
  /** Images that stay where they are, with the reason. */
  unchanged: { key: string; why: "waits-already" | "not-sent" | "not-annotated" | "no-proposals" }[];
}

interface Sending {
  db: Db;
  project: string;
  image: string;
  settings: ProjectSettings;
  now: Date;
}

/**
 * Sends images to another step, whatever the agreement rule says, and whether or not a release holds them (the release
 * stays as it is):
 * - `refinement`: an expert decides. Unfinished annotations are taken back. A refinement that was begun continues; a
 *   submitted one stays in the history, and the image is refined anew.
 * - `annotators`: their submissions are reopened, with their answers; refinements are taken back.
 * - `rule`: takes a lead's "to refinement" back. Where the annotators agree, refinements are taken back.
 *
 * @param input.images ids
 * @throws Failure `not-found` where an image is not in the project
 */
export async function sendImages(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  input: {
    project: string;
    images: readonly string[];
    to: Destination;
    reason: string;
    person: string | null;
  },
): Promise<Sent> {
  const { project, to, reason, person } = input;
  return ctx.db.transaction().execute(async (db) => {
    await keepRules(db, ctx.dialect, project);
    const { settings } = await getProject(db, project);
    const images = await listOfProject(db, project, input.images);
    if (images.length < new Set(input.images).size) throw new Failure("not-found", "There is no such image.");
    const now = ctx.now();
    const unchanged: Sent["unchanged"] = [];
    for (const { id: image, key } of images) {
      await lockImage(db, ctx.dialect, image);
      const one = { db, project, image, settings, now };
      const why = await findObstacle(one, to);
      if (why) {
        unchanged.push({ key, why });
        continue;
      }
      await sendImage(one, { to, by: "lead", reason, person });
    }
    return { sent: images.length - unchanged.length, unchanged };
  });
}

/** Sends one image, as part of a transaction that has checked whether it can be. */
export async function sendImage(
  one: Sending,
  { to, by, reason, person }: { to: Destination; by: Sender; reason: string; person: string | null },
): Promise<void> {
  const { db, project, image, settings } = one;
  const at = one.now.toISOString();
  const before = await findSending(db, image);
  const assignments = await listAssignmentsOf(db, [image]);
  await writeSending(db, { imageId: image, to, by, reason, personId: person, at });
  await insertEvent(db, {
    project,
    at,
    person,
    kind: "image-sent",
    image,
    before: { ...(before ? { to: before.to } : {}), assignments: assignments.map(digest) },
    after: { to, by, reason },
  });
  await clear(one, to, assignments);
  await runStage3(db, { project, image, settings, at });
}

async function findObstacle(
  { db, image }: Sending,
  to: Destination,
): Promise<Sent["unchanged"][number]["why"] | undefined> {
  const assignments = await listAssignmentsOf(db, [image]);
  if (to === "annotators") {
    return assignments.some(isCountedAnnotation) ? undefined : "not-annotated";
  }
  if (to === "rule") return (await findSending(db, image))?.to === "refinement" ? undefined : "not-sent";
  if (!(await findProposal(db, image))) return "no-proposals";
  const refined = assignments.some((one) => isRefinement(one) && one.state === "submitted");
  const waits = (await findAgreementOf(db, image))?.agreed === false;
  return waits && !refined ? "waits-already" : undefined;
}

/** Makes room for what comes next; what is taken away stays in the history. */
async function clear(
  { db, settings, now }: Sending,
  to: Destination,
  assignments: readonly Assignment[],
): Promise<void> {
  const at = now.toISOString();
  if (to === "refinement") {
    const over = assignments.filter((one) => isRefinement(one) === (one.state === "submitted"));
    await withdrawAssignments(
      db,
      over.map(({ id }) => id),
      at,
    );
  }
  if (to !== "annotators") return;
  const refinements = assignments.filter(isRefinement);
  await withdrawAssignments(
    db,
    refinements.map(({ id }) => id),
    at,
  );
  for (const { id, stage } of assignments.filter(isCountedAnnotation)) {
    await replaceDecisions(db, id, []);
    await updateAssignment(db, id, {
      state: "open",
      asked: 0,
      openedAt: null,
      updatedAt: at,
      ...(rulesOf(stage).mode(settings) === "pull" ? { leaseUntil: leaseEnd(now, settings) } : {}),
    });
  }
}

const isRefinement = ({ stage }: Assignment) => rulesOf(stage).answers === "final";

const isCountedAnnotation = (one: Assignment) => rulesOf(one.stage).answers === "compared" && isCounted(one);

const digest = ({ id, stage, personId, state }: Assignment) => ({ id, stage, person: personId, state });
