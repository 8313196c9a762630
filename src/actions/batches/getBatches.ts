import type { Batches } from "../../contract/batches.ts";
import { mayAnnotate } from "../../core/practice/qualification.ts";
import type { Role } from "../../core/tasks/stage.ts";
import { countToDeal, listBatches } from "../../db/batches.ts";
import { listMembers } from "../../db/people/person.ts";
import { getProject } from "../../db/project/project.ts";
import { countUnfinished } from "../../db/tasks/assignmentCounts.ts";
import { waitingForExpert } from "../../db/tasks/queue.ts";
import type { Context } from "../context.ts";
import { listQualifications } from "../practice/listQualifications.ts";

/** Who works on what. */
export async function getBatches(
  { db, now }: Pick<Context, "db" | "now">,
  { project }: { project: string },
): Promise<Batches> {
  const { settings } = await getProject(db, project);
  const members = await listMembers(db, project);
  const having = (role: Role) =>
    members.filter(({ roles }) => roles.includes(role)).map(({ id, name }) => ({ id, name }));
  const { people } = await listQualifications({ db }, { project });
  const { images } = await waitingForExpert(db, project)
    .select((eb) => eb.fn.countAll().as("images"))
    .executeTakeFirstOrThrow();
  return {
    annotationMode: settings.annotationMode,
    refinementMode: settings.refinementMode,
    overlap: settings.overlap,
    annotators: having("annotator"),
    notQualified: people.filter(({ standing }) => !mayAnnotate(standing.state)).map(({ id }) => id),
    experts: having("expert"),
    ...(await countToDeal(db, project, settings.overlap)),
    waitingForExpert: Number(images),
    batches: (await listBatches(db, project)).map(({ id: _, createdAt, methodJson, people, ...batch }) => ({
      ...batch,
      at: createdAt,
      order: methodJson ? JSON.parse(methodJson).order : null,
      people: people.map(({ person, ...progress }) => ({ id: person, ...progress })),
    })),
    left: await countUnfinished(db, project, now().toISOString()),
  };
}
