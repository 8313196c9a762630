import type { Decision } from "../../core/tasks/decision.ts";
import type { Stage } from "../../core/tasks/stage.ts";
import { listOriginalLabelsOf } from "../images/image.ts";
import type { Db } from "../schema.ts";
import { byBytes } from "../sql/byteOrder.ts";
import { listSubmittedOf } from "../tasks/annotation.ts";
import { counts, inStages } from "../tasks/counts.ts";

/** The counted answers on an image in one stage, in the order in which they were begun. */
export interface AnsweredImage {
  image: string;
  key: string;
  originals: readonly number[];
  answers: Decision[][];
  /** Who gave each of them. */
  people: string[];
}

/** Images a page: so many ids go into one statement. */
const pageSize = 500;

/** Every image of a project that has an answer in a stage, gold left out, in the byte order of the keys. */
export async function* streamAnswered(
  db: Db,
  { project, stage }: { project: string; stage: Stage },
): AsyncGenerator<AnsweredImage> {
  const key = byBytes(db, "image.key");
  let after = "";
  while (true) {
    const page = await db
      .selectFrom("image")
      .select(["image.id", "image.key"])
      .where("image.projectId", "=", project)
      .where("image.isGold", "=", 0)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom("assignment")
            .select("assignment.id")
            .whereRef("assignment.imageId", "=", "image.id")
            .where(inStages([stage]))
            .where(counts()),
        ),
      )
      .where(key, ">", after)
      .orderBy(key)
      .limit(pageSize)
      .execute();
    yield* await answersOn(db, page, stage);
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.key;
  }
}

/** The same of one image; undefined where nobody has answered. */
export async function findAnswered(
  db: Db,
  image: { id: string; key: string },
  stage: Stage,
): Promise<AnsweredImage | undefined> {
  const [found] = await answersOn(db, [image], stage);
  return found && found.answers.length > 0 ? found : undefined;
}

async function answersOn(
  db: Db,
  images: readonly { id: string; key: string }[],
  stage: Stage,
): Promise<AnsweredImage[]> {
  if (images.length === 0) return [];
  const ids = images.map(({ id }) => id);
  const answers = await listSubmittedOf(db, ids, [stage]);
  const originals = await listOriginalLabelsOf(db, ids);
  return images.map(({ id, key }) => ({
    image: id,
    key,
    originals: originals.get(id) ?? [],
    answers: (answers.get(id) ?? []).map(({ decisions }) => decisions),
    people: (answers.get(id) ?? []).map(({ person }) => person),
  }));
}
