import type { Role } from "../../core/tasks/stage.ts";
import { listRoles } from "../people/membership.ts";
import type { Db } from "../schema.ts";
import { counts, isRefinement } from "./counts.ts";

/** Ids in one statement. */
const chunkSize = 500;

/**
 * Those of a project's images that a person has, had, or may still be given: whatever tells something of them would tell
 * what to answer. Nothing sets gold apart, so it is among them for everybody.
 */
export async function listAhead(
  db: Db,
  { project, person }: { project: string; person: string },
  images: readonly string[],
): Promise<Set<string>> {
  const roles = await listRoles(db, project, person);
  const ahead = new Set<string>();
  for (let first = 0; first < images.length; first += chunkSize) {
    const rows = await selectFacts(db, person, images.slice(first, first + chunkSize)).execute();
    for (const row of rows) if (isAhead(row, roles)) ahead.add(row.id);
  }
  return ahead;
}

type Facts = Awaited<ReturnType<ReturnType<typeof selectFacts>["execute"]>>[number];

function isAhead(
  { isGold, isOwn, wasPractised, isReviewed, isAnnotated, isAgreed, isRefined }: Facts,
  roles: readonly Role[],
): boolean {
  const mayAnnotate = roles.includes("annotator") && !isAnnotated;
  const mayRefine = roles.includes("expert") && isAgreed !== 1 && !isRefined;
  const isTheirs = Boolean(isOwn) || Boolean(wasPractised) || Boolean(isReviewed);
  return isGold === 1 || isTheirs || mayAnnotate || mayRefine;
}

const selectFacts = (db: Db, person: string, images: readonly string[]) =>
  db
    .selectFrom("image")
    .leftJoin("agreement", "agreement.imageId", "image.id")
    .select(["image.id", "image.isGold", "agreement.agreed as isAgreed", "agreement.imageId as isAnnotated"])
    .select(({ exists, selectFrom }) => [
      exists(
        selectFrom("assignment")
          .select("assignment.id")
          .whereRef("assignment.imageId", "=", "image.id")
          .where("assignment.personId", "=", person),
      ).as("isOwn"),
      exists(
        selectFrom("assignment")
          .select("assignment.id")
          .whereRef("assignment.imageId", "=", "image.id")
          .where(isRefinement())
          .where(counts()),
      ).as("isRefined"),
      exists(
        selectFrom("practiceAnswer")
          .innerJoin("practice", "practice.id", "practiceAnswer.practiceId")
          .select("practiceAnswer.id")
          .whereRef("practiceAnswer.imageId", "=", "image.id")
          .where("practice.personId", "=", person),
      ).as("wasPractised"),
      exists(
        selectFrom("review")
          .select("review.id")
          .whereRef("review.imageId", "=", "image.id")
          .where("review.personId", "=", person),
      ).as("isReviewed"),
    ])
    .where("image.id", "in", images);
