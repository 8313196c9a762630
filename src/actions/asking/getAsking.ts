import type { AskingView } from "../../contract/asking.ts";
import { enoughToLearn } from "../../core/asking/learnRule.ts";
import { shareAsked } from "../../core/asking/shareAsked.ts";
import { assumedSeconds } from "../../core/pace/assumedEffort.ts";
import { secondsOfStage } from "../../core/pace/measureSeconds.ts";
import type { ProjectSettings } from "../../core/project/settings.ts";
import { openingOf } from "../../core/stages/protocol.ts";
import type { Stage } from "../../core/tasks/stage.ts";
import { countEndings, findAskingRule, type StoredRule } from "../../db/asking.ts";
import { countUnsettled } from "../../db/outcome/settled.ts";
import { listPace } from "../../db/pace.ts";
import { countImages } from "../../db/project/overview.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import { countToLearnFrom } from "./parts/readAnswered.ts";

/** When asking about an image ends before everybody was asked, what that saved, and what it would save. */
export async function getAsking({ db }: { db: Db }, { project }: { project: string }): Promise<AskingView> {
  const { settings } = await getProject(db, project);
  const { name: stage, asksAnew: by } = openingOf(settings);
  const { overlap, fewestAnswers } = settings;
  const stored = by === null ? undefined : await findAskingRule(db, project);
  const secondsPerPage = await findSecondsPerPage(db, project, stage);
  return {
    by,
    isOn: by !== null && fewestAnswers > 0,
    overlap,
    fewest: Math.max(1, fewestAnswers),
    rule: stored
      ? {
          version: stored.version,
          at: stored.createdAt,
          prices: stored.rule.prices,
          measured: stored.measured,
          isCurrent: isCurrent(stored, settings, by),
        }
      : null,
    ended: await countEndings(db, project),
    toLearnFrom: {
      images: by === null ? 0 : await countToLearnFrom(db, { project, settings }),
      needed: enoughToLearn.images,
    },
    secondsPerPage,
    toCome: stored
      ? await forecast(db, { project, settings, stored, seconds: secondsPerPage.seconds })
      : null,
  };
}

function isCurrent({ rule }: StoredRule, settings: ProjectSettings, by: AskingView["by"]): boolean {
  const { missedSeconds, wrongSeconds, overlap } = settings;
  const { prices } = rule;
  return (
    rule.by === by &&
    rule.next.depth === overlap &&
    prices.missed === missedSeconds &&
    prices.wrong === wrongSeconds &&
    rule.budget === settings.answersBudget
  );
}

/** Seconds of active work on a whole page of a stage. */
export async function findSecondsPerPage(
  db: Db,
  project: string,
  stage: Stage,
): Promise<AskingView["secondsPerPage"]> {
  const measured = secondsOfStage(await listPace(db, project), stage);
  return { seconds: (measured ?? assumedSeconds[stage]).likely, isMeasured: measured !== null };
}

/** For images without any answer: what asking everybody costs, and what asking by the rule costs. */
async function forecast(
  db: Db,
  about: { project: string; settings: ProjectSettings; stored: StoredRule; seconds: number },
): Promise<AskingView["toCome"]> {
  const { project, settings, stored, seconds } = about;
  const { proposed, annotated, annotatedOnce } = await countImages(db, project, settings.overlap);
  const unsettled = await countUnsettled(db, project, settings.overlap);
  const untouched = Math.max(0, proposed - annotated - annotatedOnce - unsettled);
  const pages = untouched * settings.overlap;
  const { measured } = stored;
  return {
    pages,
    withRule: pages * shareAsked(settings, measured),
    // A page that asks about half of the labels takes half of the time.
    secondsSaved: pages * seconds * (1 - settings.fullShare) * (1 - measured.used.mean),
  };
}
