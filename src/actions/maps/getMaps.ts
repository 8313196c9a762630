import { Failure } from "../../contract/failure.ts";
import type { ModelCard } from "../../contract/models/modelCard.ts";
import type { SeenMaps } from "../../contract/tasks/maps.ts";
import { mayShowMaps } from "../../core/maps/mayShowMaps.ts";
import { swapsSides, uprightMap } from "../../core/maps/uprightMap.ts";
import { rulesOf } from "../../core/stages/rulesOf.ts";
import { getImage } from "../../db/images/image.ts";
import { findMaps } from "../../db/maps.ts";
import { getProject } from "../../db/project/project.ts";
import { findProposal } from "../../db/proposals/proposal.ts";
import { getAssignmentOf } from "../../db/tasks/assignment.ts";
import { seenPart } from "../../inference/seenPart.ts";
import type { Context } from "../context.ts";
import { servePage } from "../tasks/servePage.ts";

/**
 * Where in its image a model sees the labels of a person's page.
 *
 * @returns null where no model has made maps of it
 * @throws Failure `answer-needed` before the person's decision; `forbidden` where the lead has turned maps off, and for
 *   annotators where they would reveal which label is the original
 */
export async function getMaps(
  { db }: Pick<Context, "db">,
  { assignment: id, person }: { assignment: string; person: string },
): Promise<{ maps: SeenMaps | null }> {
  const assignment = await getAssignmentOf(db, person, id);
  const { settings } = await getProject(db, assignment.projectId);
  const [{ page }, proposal] = await Promise.all([
    servePage(db, assignment, settings),
    findProposal(db, assignment.imageId),
  ]);
  const refusal = mayShowMaps({
    settings,
    isFinal: rulesOf(assignment.stage).answers === "final",
    isSubmitted: assignment.state === "submitted",
    withOriginals: settings.originalAlwaysProposed || (proposal?.method?.withOriginal ?? false),
    refinement: page.refinement,
  });
  if (refusal === "off")
    throw new Failure("forbidden", "In this project nobody is shown where a model sees labels.");
  if (refusal === "originals") {
    throw new Failure(
      "forbidden",
      "Original labels stand among the cards here whether a model saw them or not. Where a model sees labels would tell which they are, so annotators are not shown it.",
    );
  }
  if (refusal === "undecided") {
    throw new Failure(
      "answer-needed",
      "Where a model sees labels is shown after the decision: before, it would lead. Submit your answer first.",
    );
  }
  const [found, image] = await Promise.all([
    findMaps(db, assignment.imageId),
    getImage(db, assignment.imageId),
  ]);
  const card = found && (JSON.parse(found.cardJson) as ModelCard | null);
  if (!found || !card || image.width === null || image.height === null) return { maps: null };
  const { model, maps } = found;
  // They are stored best first, an order that pages may hide: sorted by index, they reveal none.
  const labels = Array.from(maps.labels, (label, at) => ({ label, ...uprightMap(maps, at) })).sort(
    (a, b) => a.label - b.label,
  );
  const [{ width, height }] = labels as [(typeof labels)[number]];
  return {
    maps: {
      ...{ model, width, height },
      part: seenUpright(maps.orientation, { width: image.width, height: image.height }, card),
      labels: labels.map(({ label, strengths }) => ({ label, strengths })),
    },
  };
}

/** The part of an upright photo that a model saw; models see photos as stored in the file. */
function seenUpright(
  orientation: number,
  { width, height }: Record<"width" | "height", number>,
  card: ModelCard,
) {
  if (!swapsSides(orientation)) return seenPart({ width, height }, card);
  const part = seenPart({ width: height, height: width }, card);
  return { left: part.top, top: part.left, width: part.height, height: part.width };
}
