import type { Answer, Origin } from "../core/decision.ts";
import type { Db } from "./schema.ts";

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

/** The counted stage-2 annotations of some images (at most some thousand) with their decisions. */
export async function listVotesOf(
  db: Db,
  images: readonly { id: string; key: string }[],
): Promise<ImageVotes[]> {
  if (images.length === 0) return [];
  const assignments = await db
    .selectFrom("assignment")
    .select(["id", "imageId", "personId"])
    .where(
      "imageId",
      "in",
      images.map(({ id }) => id),
    )
    .where("stage", "=", "annotate")
    .where("state", "=", "submitted")
    .where("extra", "=", 0)
    .orderBy("personId")
    .execute();
  if (assignments.length === 0) return [];
  const decisions = await db
    .selectFrom("decision")
    .select(["assignmentId", "labelIndex as label", "answer", "how"])
    .where(
      "assignmentId",
      "in",
      assignments.map(({ id }) => id),
    )
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
