import type { Answer, Origin } from "../core/tasks/decision.ts";
import type { Db } from "./schema.ts";
import { counts, isAnnotation } from "./tasks/counts.ts";

/** The counted annotations of an image, with what each person decided. */
export interface ImageVotes {
  id: string;
  key: string;
  annotations: {
    person: string;
    decisions: { label: number; answer: Answer; how: Origin }[];
  }[];
}

/** Images a page: so many ids go into one statement. */
const pageSize = 1000;

/**
 * The votes on a project's images, gold images left out, page by page; images without a counted annotation are not
 * there. Nothing is locked meanwhile: each image is as it was when its page was read.
 */
export async function* streamVotes(db: Db, project: string): AsyncGenerator<ImageVotes[]> {
  let after = "";
  while (true) {
    const images = await db
      .selectFrom("image")
      .select(["id", "key"])
      .where("projectId", "=", project)
      .where("isGold", "=", 0)
      .where("key", ">", after)
      .orderBy("key")
      .limit(pageSize)
      .execute();
    if (images.length === 0) return;
    yield await listVotesOf(db, images);
    after = images.at(-1)!.key;
  }
}

/** The sets of labels that annotators chose on an image that has all its annotations. */
export interface ChosenSets {
  image: string;
  sets: { person: string; labels: number[] }[];
}

/** The sets chosen on a project's images, gold images left out, a page in memory at a time. */
export async function* streamChosenSets(db: Db, project: string): AsyncGenerator<ChosenSets> {
  let after = "";
  while (true) {
    const images = await db
      .selectFrom("image")
      .innerJoin("agreement", "agreement.imageId", "image.id")
      .select(["image.id", "image.key"])
      .where("image.projectId", "=", project)
      .where("image.isGold", "=", 0)
      .where("image.id", ">", after)
      .orderBy("image.id")
      .limit(pageSize)
      .execute();
    for (const { id, annotations } of await listVotesOf(db, images, "yes")) {
      const sets = annotations.map(({ person, decisions }) => ({
        person,
        labels: decisions.map(({ label }) => label).sort((a, b) => a - b),
      }));
      yield { image: id, sets };
    }
    const last = images.at(-1);
    if (!last || images.length < pageSize) return;
    after = last.id;
  }
}

/** The counted stage-2 annotations of some images (at most some thousand) with their decisions, or one kind of them. */
export async function listVotesOf(
  db: Db,
  images: readonly { id: string; key: string }[],
  answer?: Answer,
): Promise<ImageVotes[]> {
  if (images.length === 0) return [];
  const assignments = await selectAnnotations(db, images).where(counts()).execute();
  return withDecisions(db, images, assignments, answer);
}

/** The same of images of a pilot, whose annotations never count, and are withdrawn when it ends. */
export async function listPilotVotes(
  db: Db,
  images: readonly { id: string; key: string }[],
): Promise<ImageVotes[]> {
  if (images.length === 0) return [];
  const assignments = await selectAnnotations(db, images)
    .where("state", "in", ["submitted", "withdrawn"])
    .where("extra", "=", 1)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("annotation")
          .select("assignmentId")
          .whereRef("assignmentId", "=", "assignment.id")
          .where("submittedAt", "is not", null),
      ),
    )
    .execute();
  return withDecisions(db, images, assignments);
}

const selectAnnotations = (db: Db, images: readonly { id: string }[]) =>
  db
    .selectFrom("assignment")
    .select(["id", "imageId", "personId"])
    .where(
      "imageId",
      "in",
      images.map(({ id }) => id),
    )
    .where(isAnnotation())
    .orderBy("personId");

async function withDecisions(
  db: Db,
  images: readonly { id: string; key: string }[],
  assignments: readonly { id: string; imageId: string; personId: string }[],
  answer?: Answer,
): Promise<ImageVotes[]> {
  if (assignments.length === 0) return [];
  const decisions = await db
    .selectFrom("decision")
    .select(["assignmentId", "labelIndex as label", "answer", "how"])
    .where(
      "assignmentId",
      "in",
      assignments.map(({ id }) => id),
    )
    .$if(answer !== undefined, (query) => query.where("answer", "=", answer!))
    .execute();
  const decisionsOf = Map.groupBy(decisions, ({ assignmentId }) => assignmentId);
  const assignmentsOf = Map.groupBy(assignments, ({ imageId }) => imageId);
  return images.flatMap(({ id, key }) => {
    const annotations = assignmentsOf.get(id)?.map((assignment) => ({
      person: assignment.personId,
      decisions: (decisionsOf.get(assignment.id) ?? []).map(({ label, answer, how }) => ({
        label,
        answer,
        how,
      })),
    }));
    return annotations ? [{ id, key, annotations }] : [];
  });
}
