import { standIns } from "../../../core/labels/labelFate.ts";
import type { ProjectSettings } from "../../../core/project/settings.ts";
import { classifyTask } from "../../../core/stages/classifyTask.ts";
import { findCandidates, insertCandidates } from "../../../db/classify/candidate.ts";
import { findFinalLabelsOf } from "../../../db/outcome/finalLabels.ts";
import { listProposedLabels } from "../../../db/proposals/proposal.ts";
import type { Db } from "../../../db/schema.ts";
import { findChance } from "../../../db/sql/chance.ts";
import { classifiableBy } from "../../../db/tasks/queue.ts";
import type { Queue } from "../takeWithLease.ts";
import type { StageWork } from "./stageWork.ts";

/**
 * Images whose objects can be marked. Their candidates are fixed for everybody when the first person takes an image, so
 * that answers can be joined whatever happens to its labels or proposals.
 */
export function candidatesFor({
  objectsCandidates: source,
}: Pick<ProjectSettings, "objectsCandidates">): Required<Pick<Queue, "queue" | "onTaken">> {
  return {
    queue: (db, place) => classifiableBy(db, place, source),
    async onTaken(db, image, at) {
      const labels = await findLabels(db, image, source);
      if (labels) await insertCandidates(db, [{ image, labels }], { source, at });
    },
  };
}

/** The labels that a page asks about where no candidates were given. */
async function findLabels(
  db: Db,
  image: string,
  source: ProjectSettings["objectsCandidates"],
): Promise<number[] | undefined> {
  if (source === "given") return undefined;
  const labels = await (source === "labels" ? findFinalLabelsOf : listProposedLabels)(db, [image]);
  return labels.get(image);
}

/** An image that does not come through the queue, such as gold, is asked about by its proposals. */
export const serveCandidates: StageWork["serve"] = async (
  db,
  { imageId: image, personId: person },
  { proposals, settings: { groupSize }, formers },
) => {
  const candidates = (await findCandidates(db, image))?.flatMap((label) => standIns(label, formers));
  return classifyTask.serve({
    image,
    person,
    groupSize,
    chance: await findChance(db),
    candidates: candidates ? [...new Set(candidates)] : proposals.map(({ label }) => label),
  });
};
