import type { OwnAnswers, Place, Reader, TalkedOf } from "../../core/talk/mayRead.ts";
import { listImageFacts } from "../../db/images/imageFacts.ts";
import { listRoles } from "../../db/people/membership.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import { listBlindWork, listForExperts, listOnOpenSheets } from "../../db/talk/blindWork.ts";
import type { Context } from "../context.ts";
import { statusOf } from "../images/listImages.ts";
import { isLocked } from "../tasks/readLock.ts";

/** A reader of what is said about an image. */
export interface Before {
  reader: Reader;
  image: TalkedOf;
}

/** A person's relation to each of these images (a few hundred at most) of a project. */
export async function findReaders(
  { db, now }: { db: Db; now: Context["now"] },
  { project, person, images }: { project: string; person: string; images: readonly string[] },
): Promise<Map<string, Before>> {
  if (images.length === 0) return new Map();
  const roles = await listRoles(db, project, person);
  const facts = await listImageFacts(db, images);
  const rows = await db
    .selectFrom("image")
    .select(["id", "isGold", "awaitsObjects"])
    .where("id", "in", images)
    .execute();
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const own = await findOwn(db, { person, images });
  const { settings } = await getProject(db, project);
  const coming = new Set([
    ...(roles.includes("annotator") ? await listOnOpenSheets(db, images) : []),
    ...(roles.includes("expert")
      ? await listForExperts(db, {
          ...{ project, person, images, reviewers: settings.reviewers },
          now: now().toISOString(),
        })
      : []),
  ]);
  return new Map(
    facts.map((one) => {
      const row = rowOf.get(one.id);
      const mayStillCome = coming.has(one.id) || (row?.awaitsObjects === 1 && roles.includes("annotator"));
      return [
        one.id,
        {
          reader: { id: person, roles, own: own.get(one.id) ?? "none", mayStillCome },
          image: { place: placeOf(statusOf(one)), isAside: row?.isGold === 1 },
        },
      ];
    }),
  );
}

const settledStatuses: readonly string[] = ["agreed", "refined", "no-label"];
const placeOf = (status: ReturnType<typeof statusOf>): Place =>
  settledStatuses.includes(status) ? "settled" : status === "to-refine" ? "refining" : "open";

/** The answer that is least settled decides. */
const order: readonly OwnAnswers[] = ["locked", "given", "open"];

async function findOwn(
  db: Db,
  whose: { person: string; images: readonly string[] },
): Promise<Map<string, OwnAnswers>> {
  const own = new Map<string, OwnAnswers>();
  for (const { of, assignment } of await listBlindWork(db, whose)) {
    const isOpen = assignment.state !== "submitted" || assignment.asked === 1;
    const state = isOpen ? "open" : (await isLocked(db, assignment)) ? "locked" : "given";
    if (order.indexOf(state) > order.indexOf(own.get(of) ?? "locked") || !own.has(of)) own.set(of, state);
  }
  return own;
}
