import type { AskingView } from "../../contract/asking.ts";
import { Failure } from "../../contract/failure.ts";
import { learnRule } from "../../core/asking/learnRule.ts";
import {
  crossFitRule,
  lackToMeasure,
  measureRule,
  priceForBudget,
  type ReplaySettings,
} from "../../core/asking/measureRule.ts";
import { type AnswerCode, type AskedAnew, codedAnswers } from "../../core/asking/weighAnswer.ts";
import type { ProjectSettings } from "../../core/project/settings.ts";
import { openingOf } from "../../core/stages/protocol.ts";
import type { ComparedStage } from "../../core/stages/stageRules.ts";
import type { Decision } from "../../core/tasks/decision.ts";
import { settleImage } from "../../core/votes/settleImage.ts";
import { insertAskingRule } from "../../db/asking.ts";
import { insertEvent } from "../../db/event.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import type { Context } from "../context.ts";
import { findSecondsPerPage, getAsking } from "./getAsking.ts";
import { type Answered, readAnswered } from "./parts/readAnswered.ts";

/**
 * Learns when asking about an image may end, from images on which everybody was asked, and measures what the rule would
 * have done on them. From then on it applies, if the project's settings let asking end early.
 *
 * @throws Failure `bad-request` where the protocol has no such stage; `not-ready` where too few images have all their
 *   answers and final labels, or where the budget is smaller than what is asked in any case
 */
export async function learnAsking(
  ctx: Pick<Context, "db" | "now">,
  { project: id, person }: { project: string; person: string | null },
): Promise<AskingView> {
  const { settings, name } = await getProject(ctx.db, id);
  const stage = openingOf(settings);
  const by = stage.asksAnew;
  if (by === null) {
    throw new Failure(
      "bad-request",
      `The project “${name}” follows the protocol ${settings.preset}, where nobody is asked less: objects are counted from all answers.`,
    );
  }
  const answered = await readAnswered(ctx.db, { project: id, settings });
  const { images } = answered;
  const seed = `asking ${id}`;
  const lack = lackToMeasure(images, seed);
  if (lack !== null) throw new Failure("not-ready", withWaiting(lack, answered));
  const replay: ReplaySettings = {
    by,
    depth: settings.overlap,
    fewest: Math.max(1, settings.fewestAnswers),
    ending: endingOf(stage, by, settings),
    seed,
  };
  const errors = { missed: settings.missedSeconds, wrong: settings.wrongSeconds };
  const crossFitted = crossFitRule(images, replay);
  const answer = await priceOf(ctx.db, { project: id, stage, settings, crossFitted, replay });
  const prices = { ...errors, answer };
  const measured = measureRule(crossFitted, prices, replay);
  const rule = { ...learnRule(images, settings.overlap, seed), by, prices, budget: settings.answersBudget };
  const at = ctx.now().toISOString();
  await ctx.db.transaction().execute(async (db) => {
    const version = await insertAskingRule(db, {
      projectId: id,
      createdAt: at,
      createdBy: person,
      rule,
      measured,
    });
    const after = { version, prices, images: images.length };
    await insertEvent(db, { project: id, at, person, kind: "asking-learned", after });
  });
  return getAsking(ctx, { project: id });
}

function withWaiting(lack: string, { waiting }: Answered): string {
  if (waiting === 0) return lack;
  return `${lack} ${waiting} disputed ones still wait for an expert, and as many of the others are left out, so that either count as they are.`;
}

/** The price of another answer in seconds: as measured, or the one at which the budget is met. */
async function priceOf(
  db: Db,
  about: {
    project: string;
    stage: ComparedStage;
    settings: ProjectSettings;
    crossFitted: ReturnType<typeof crossFitRule>;
    replay: ReplaySettings;
  },
): Promise<number> {
  const { project, stage, settings, crossFitted, replay } = about;
  const { answersBudget: budget, missedSeconds: missed, wrongSeconds: wrong } = settings;
  if (budget > 0) {
    const price = priceForBudget(crossFitted, { missed, wrong }, { ...replay, budget });
    if (price !== null) return price;
    throw new Failure(
      "not-ready",
      `Even ${replay.fewest} of ${settings.overlap} answers an image are more than ${Math.round(100 * budget)} % of all. Raise answersBudget, or lower fewestAnswers.`,
    );
  }
  const { seconds: page } = await findSecondsPerPage(db, project, stage.name);
  if (replay.by === "page") return page;
  const labels = crossFitted.reduce((sum, { image }) => sum + image.labels.length, 0) / crossFitted.length;
  return page / labels;
}

/** How the stage decides on an image once asking has ended. */
function endingOf(
  { compare }: ComparedStage,
  by: AskedAnew,
  settings: ProjectSettings,
): ReplaySettings["ending"] {
  if (by === "labels" || !compare) {
    return (_, { probabilities }) => {
      const { agreed, labels } = settleImage(probabilities, settings);
      return agreed ? labels : null;
    };
  }
  const rules: ProjectSettings = { ...settings, singleAnnotation: "accept" };
  return ({ originals }, { asked }) => {
    const { agreed, labels } = compare(asked.map(toDecisions), originals, rules);
    return agreed ? labels : null;
  };
}

const toDecisions = (said: ReadonlyMap<number, AnswerCode>): Decision[] =>
  [...said].map(([label, code], position) => ({
    label,
    answer: codedAnswers[code],
    how: "proposal",
    position,
    shownMs: 0,
  }));
