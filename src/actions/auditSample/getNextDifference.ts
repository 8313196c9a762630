import type { AuditDifference, SettlingPosition, SettlingProgress } from "../../contract/auditSample.ts";
import { Failure } from "../../contract/failure.ts";
import { shuffle } from "../../core/chance.ts";
import { expertsOfSample } from "../../core/stages/labelAnew.ts";
import {
  countSettledBy,
  findAuditedImage,
  listAnsweredByAll,
  noteAnswersCompared,
  settlementOf,
} from "../../db/auditSample/auditAnswers.ts";
import { getImage } from "../../db/images/image.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import { findChance } from "../../db/sql/chance.ts";
import type { Context } from "../context.ts";
import { lockImage } from "../lockImage.ts";
import { toImageOnPage } from "../tasks/buildAssignmentView.ts";
import { readStates } from "./parts/readStates.ts";

interface Asked {
  project: string;
  person: string;
}

/**
 * The difference that has waited longest, for any expert: one of the two who differ, both at one screen, or a third.
 * From then on neither answer on its image changes.
 */
export async function getNextDifference(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { project, person }: Asked,
): Promise<SettlingPosition> {
  const [image] = await listDifferences(ctx.db, project);
  const current =
    image === undefined
      ? null
      : await ctx.db.transaction().execute(async (db) => {
          // An expert may be taking an answer back at this moment.
          await lockImage(db, ctx.dialect, image);
          const difference = await describeDifference(db, project, image);
          await noteAnswersCompared(db, image, ctx.now().toISOString());
          return difference;
        });
  return { current, progress: await findSettlingProgress(ctx, { project, person }) };
}

/** How many differences an expert has settled, and how many wait. */
export async function findSettlingProgress(
  { db }: Pick<Context, "db">,
  asked: Asked,
): Promise<SettlingProgress> {
  return { done: await countSettledBy(db, asked), left: (await listDifferences(db, asked.project)).length };
}

/** One difference, as it stands or as it was settled. @throws Failure `not-found` */
export async function getDifference(
  { db }: Pick<Context, "db">,
  { project, image }: { project: string; image: string },
): Promise<AuditDifference> {
  const found = await describeDifference(db, project, image);
  if (!found) throw noDifference();
  return found;
}

export const noDifference = () =>
  new Failure("not-found", "There is no difference to settle on this image. Go back to “My work”.");

/** Images with something to settle, in the order of their answers. */
async function listDifferences(db: Db, project: string): Promise<string[]> {
  const answered = await listAnsweredByAll(db, project, expertsOfSample);
  const states = await readStates(db, project, answered);
  return answered.filter((image) => states.get(image)!.state.kind === "to-settle");
}

/** What there was to settle on an image, with everything its two experts said; undefined where there was nothing. */
export async function findDifference(db: Db, project: string, image: string) {
  const stored = await findAuditedImage(db, image);
  if (stored?.projectId !== project) return undefined;
  const { answers, state, findBefore } = (await readStates(db, project, [image])).get(image)!;
  const before = findBefore();
  if (before.kind !== "to-settle") return undefined;
  // A later release's sample is settled as if nothing had been settled before.
  return { stored, answers, state: before, isSettled: state.kind !== "to-settle" };
}

async function describeDifference(db: Db, project: string, image: string): Promise<AuditDifference | null> {
  const found = await findDifference(db, project, image);
  if (!found) return null;
  const { stored, answers, state, isSettled } = found;
  const { exemplarVersion } = await getProject(db, project);
  const settlement = isSettled ? settlementOf(stored) : null;
  const chance = await findChance(db);
  return {
    project,
    image: toImageOnPage(await getImage(db, image)),
    revision: stored.revision,
    sides: shuffle(answers, chance(`${image} audit letters`)).map(({ yes, unsure, ...rest }, at) => ({
      who: String.fromCodePoint("A".codePointAt(0)! + at),
      yes: [...yes],
      unsure: [...unsure],
      ...rest,
    })),
    agreed: state.agreed,
    disputed: shuffle(state.disputed, chance(`${image} audit disputed`)),
    asked: state.asked,
    exemplarVersion,
    settled: settlement && {
      labels: settlement.labels && [...settlement.labels],
      comment: stored.comment,
    },
  };
}
