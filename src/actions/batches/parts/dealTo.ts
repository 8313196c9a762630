import { Failure } from "../../../contract/failure.ts";
import { dealWork } from "../../../core/batches/dealWork.ts";
import { rulesOf } from "../../../core/stages/rulesOf.ts";
import type { Stage } from "../../../core/tasks/stage.ts";
import { listGoldOf } from "../../../db/gold.ts";
import { listMembers } from "../../../db/people/person.ts";
import type { Project } from "../../../db/project/project.ts";
import type { Db } from "../../../db/schema.ts";
import { type Assignment, listAssignmentsOf } from "../../../db/tasks/assignment.ts";

/** @throws Failure `bad-request` where somebody lacks the role, or is named twice */
export async function checkReceivers(
  db: Db,
  { project, stage, from, to }: { project: string; stage: Stage; from: string; to: readonly string[] },
): Promise<void> {
  const members = await listMembers(db, project);
  const { role } = rulesOf(stage);
  for (const person of to) {
    if (person === from) {
      throw new Failure("bad-request", "They have these images already. Choose somebody else.");
    }
    if (!members.some((member) => member.id === person && member.roles.includes(role))) {
      throw new Failure("bad-request", `Only ${role}s of this project can get these images.`);
    }
  }
  if (new Set(to).size < to.length) throw new Failure("bad-request", "Each person can be named once.");
}

/**
 * Who gets what: nobody gets an image they already have or gold whose known labels are theirs, and no expert gets an
 * image they annotated unless that is allowed.
 */
export async function dealTo(
  db: Db,
  { settings }: Project,
  stage: Stage,
  moving: readonly Pick<Assignment, "imageId">[],
  to: readonly string[],
): Promise<Map<string, string | null>> {
  const images = moving.map(({ imageId }) => imageId);
  const gold = await listGoldOf(db, images);
  const forbidden = new Set(
    (await listAssignmentsOf(db, images))
      .filter(
        (row) =>
          row.stage === stage ||
          gold.has(row.imageId) ||
          (rulesOf(row.stage).answers === "compared" &&
            row.state === "submitted" &&
            !settings.expertsRefineOwnImages),
      )
      .map(({ personId, imageId }) => `${personId} ${imageId}`),
  );
  return dealWork(images, to, (person, image) => !forbidden.has(`${person} ${image}`));
}
