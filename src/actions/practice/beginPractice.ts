import { Failure } from "../../contract/failure.ts";
import type { Qualification } from "../../contract/practice/qualification.ts";
import { within } from "../../core/chance.ts";
import { choosePractice } from "../../core/practice/qualification.ts";
import { insertEvent } from "../../db/event.ts";
import { insertPractice } from "../../db/practice.ts";
import { getProject } from "../../db/project/project.ts";
import { findChance } from "../../db/sql/chance.ts";
import { newId } from "../../db/sql/newId.ts";
import type { Context } from "../context.ts";
import { lockAnnotation, lockPractice } from "../lock.ts";
import {
  describeStanding,
  type QualificationFacts,
  readQualification,
  tooFewPractice,
} from "./findQualification.ts";
import { getQualification } from "./getQualification.ts";

/**
 * Begins an attempt at the practice images, starting with those whose answers the person has seen least often. An
 * attempt under way continues.
 *
 * @throws Failure `not-ready` where there are too few images; `locked` where the person has no attempt left, or needs
 *   no practice
 */
export async function beginPractice(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { project, person }: { project: string; person: string },
): Promise<Qualification> {
  await ctx.db.transaction().execute(async (db) => {
    // Keeps anybody from taking an image out of use meanwhile, and another tab from beginning as well.
    await lockAnnotation(db, ctx.dialect, project);
    await lockPractice(db, ctx.dialect, { project, person });
    const { settings } = await getProject(db, project);
    const facts = await readQualification(db, { project, person, settings });
    const { state } = describeStanding(facts, person);
    if (state === "under-way") return;
    if (state !== "to-begin") throw refusal(state, facts);
    const seen = countSeen(facts);
    const number = facts.practices.length + 1;
    const chosen = choosePractice(
      facts.images.map((image) => ({ image, seen: seen.get(image) ?? 0 })),
      {
        images: settings.qualificationImages,
        chance: within(await findChance(db), `${project} ${person} practice ${number}`),
      },
    );
    if (!chosen) throw refusal("not-ready", facts);
    const at = ctx.now().toISOString();
    await insertPractice(
      db,
      { project, person },
      { id: newId(), number, mark: settings.qualificationMark, at },
      chosen.map((image) => ({ ...image, id: newId() })),
    );
    await insertEvent(db, { project, at, person, kind: "practice-begun", after: { number } });
  });
  return getQualification(ctx, { project, person });
}

/** How often the person was shown the answers of each image. */
function countSeen({ practices }: QualificationFacts): Map<string, number> {
  const judged = practices.flatMap(({ answers }) => answers.filter(({ verdicts }) => verdicts !== null));
  const seen = new Map<string, number>();
  for (const { image } of judged) seen.set(image, (seen.get(image) ?? 0) + 1);
  return seen;
}

function refusal(state: string, { images, settings }: QualificationFacts): Failure {
  if (state === "not-ready") {
    return new Failure("not-ready", tooFewPractice(images.length, settings.qualificationImages));
  }
  return state === "used-up"
    ? new Failure(
        "locked",
        "You have used all your attempts: the lead of the project decides how it goes on.",
      )
    : new Failure("locked", "You need no practice: your work is open.");
}
