import type { z } from "zod";
import type { getPace as contract, Pace, StageForecast } from "../../contract/pace.ts";
import { shareAsked } from "../../core/asking/shareAsked.ts";
import { assumedSeconds, publishedRefineShare } from "../../core/pace/assumedEffort.ts";
import { forecastEnd } from "../../core/pace/forecastEnd.ts";
import { secondsOfStage } from "../../core/pace/measureSeconds.ts";
import { summarizeSeconds, summarizeWeeks } from "../../core/pace/summarizePace.ts";
import type { ProjectSettings } from "../../core/project/settings.ts";
import type { Range } from "../../core/range.ts";
import { objectsStageOf, stagesOf } from "../../core/stages/protocol.ts";
import { rulesOf } from "../../core/stages/rulesOf.ts";
import { byStage, type Role, type Stage } from "../../core/tasks/stage.ts";
import { countEndings, findAskingRule } from "../../db/asking.ts";
import { countCandidates } from "../../db/classify/candidate.ts";
import { type listDaysOfWork, listLeniency, listPace, type PaceRow } from "../../db/pace.ts";
import { listMembers } from "../../db/people/person.ts";
import { countImages } from "../../db/project/overview.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import { shareInterval } from "../../stats/intervals/shares/shareInterval.ts";
import type { Context } from "../context.ts";
import { scoreGold } from "../gold/scoreGold.ts";

type Ctx = Pick<Context, "db" | "now">;
type Counts = Awaited<ReturnType<typeof countImages>>;

/** How many images must be annotated before their share of disagreement predicts that of the others. */
const minAnnotated = 30;

/** How fast people work, when the work will end, and how much it takes. */
export async function getPace(
  ctx: Ctx,
  { project }: { project: string },
): Promise<z.input<typeof contract.reply>> {
  const { db } = ctx;
  const { settings } = await getProject(db, project);
  const images = await countImages(db, project, settings.overlap);
  const candidates = await countCandidates(db, project);
  const work = await listPace(db, project);
  const members = await listMembers(db, project);
  const gold = (await scoreGold(db, project)).map(({ score, ...row }) => ({ ...row, exact: score.exact }));
  const stillNamed = new Set(work.map(({ person }) => person));
  return {
    forecasts: forecastStages(ctx, {
      ...{ project, settings, images, candidates, work },
      asking: await findAskingEffect(db, project, settings),
    }),
    people: members.filter(({ id }) => stillNamed.has(id)).map(({ id, name }) => ({ id, name })),
    weeks: summarizeWeeks(work, await listLeniency(db, project), gold),
    seconds: summarizeSeconds(work),
    assumptions: assume(
      work,
      images,
      settings,
      (role) => members.filter(({ roles }) => roles.includes(role)).length,
    ),
  };
}

/** When each stage will end, for the overview. */
export async function getForecasts(
  ctx: Ctx,
  {
    project,
    settings,
    images,
    work,
  }: {
    project: string;
    settings: ProjectSettings;
    images: Counts;
    work: Awaited<ReturnType<typeof listDaysOfWork>>;
  },
): Promise<StageForecast[]> {
  return forecastStages(ctx, {
    ...{ project, settings, images },
    candidates: await countCandidates(ctx.db, project),
    work,
    asking: await findAskingEffect(ctx.db, project, settings),
  });
}

function forecastStages(
  { now }: Pick<Context, "now">,
  about: {
    project: string;
    settings: ProjectSettings;
    images: Counts;
    /** Images that have candidates for their objects. */
    candidates: number;
    asking: AskingEffect;
    work: readonly Pick<PaceRow, "stage" | "day" | "images">[];
  },
): StageForecast[] {
  const { project, settings, images, candidates, work, asking } = about;
  const today = now().toISOString().slice(0, 10);
  const done = (stage: Stage) =>
    work.filter((row) => row.stage === stage).reduce((sum, row) => sum + row.images, 0);
  const toCome = (images.proposed - images.annotated) * refineShare(images).range.likely;
  // Where candidates are given, only these images are asked about.
  const asked = (stage: Stage) =>
    stage === objectsStageOf(settings) && settings.objectsCandidates === "given"
      ? candidates
      : images.proposed;
  const leftOf = {
    compared: (stage: Stage) =>
      Math.round(Math.max(0, asked(stage) * settings.overlap - done(stage) - asking.saved) * asking.share),
    joined: (stage: Stage) => Math.max(0, asked(stage) * settings.objectsOverlap - done(stage)),
    final: () => Math.round(images.toRefine - images.refined + toCome),
  };
  return stagesOf(settings).map((stage) => {
    const { answers } = rulesOf(stage);
    const left =
      answers === "compared" || answers === "final" || answers === "joined" ? leftOf[answers](stage) : 0;
    const rows = work.filter((row) => row.stage === stage);
    const byDay = [...Map.groupBy(rows, ({ day }) => day)].map(([day, some]) => ({
      day,
      images: some.reduce((sum, row) => sum + row.images, 0),
    }));
    const seed = `${project} ${stage}`;
    return { stage, left, forecast: forecastEnd(byDay, { left, today, seed }) };
  });
}

interface AskingEffect {
  /** Answers that were not needed, on images on which asking ended early. */
  saved: number;
  /** The expected share of the remaining answers that will be asked for. */
  share: number;
}

async function findAskingEffect(db: Db, project: string, settings: ProjectSettings): Promise<AskingEffect> {
  const { images, answers } = await countEndings(db, project);
  // Where the overlap was lowered since, more people may have answered than it asks for.
  const saved = Math.max(0, images * settings.overlap - answers);
  const stored = settings.fewestAnswers > 0 ? await findAskingRule(db, project) : undefined;
  if (!stored) return { saved, share: 1 };
  return { saved, share: shareAsked(settings, stored.measured) };
}

function assume(
  work: readonly PaceRow[],
  images: Counts,
  settings: ProjectSettings,
  peopleIn: (role: Role) => number,
): Pace["assumptions"] {
  const seconds = byStage((stage) => secondsOfStage(work, stage));
  const share = refineShare(images);
  return {
    images: images.total - images.failed,
    overlap: settings.overlap,
    objectsOverlap: settings.objectsOverlap,
    people: Object.fromEntries(stagesOf(settings).map((stage) => [stage, peopleIn(rulesOf(stage).role)])),
    secondsPerImage: byStage((stage) => seconds[stage] ?? assumedSeconds[stage]),
    refineShare: share.range,
    measured: [
      ...stagesOf(settings).filter((stage) => seconds[stage] !== null),
      ...(share.measured ? (["refineShare"] as const) : []),
    ],
  };
}

/**
 * The share of annotated images that went to refinement, once enough are annotated; before that, the published share.
 */
function refineShare({ toRefine, annotated }: Counts): { range: Range; measured: boolean } {
  const interval = shareInterval(toRefine, annotated);
  if (annotated < minAnnotated || !interval) return { range: publishedRefineShare, measured: false };
  const [low, high] = interval;
  return { range: { low, likely: toRefine / annotated, high }, measured: true };
}
