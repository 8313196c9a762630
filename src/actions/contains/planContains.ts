import { Failure } from "../../contract/failure.ts";
import { within } from "../../core/chance.ts";
import {
  assumedSecondsPerPhoto,
  countControls,
  defaultSheetSize,
  type PlannedSheet,
  planSheets,
} from "../../core/contains/planSheets.ts";
import { findSecondsPerPhoto, insertSheetPlan } from "../../db/contains/sheetPlan.ts";
import { insertEvent } from "../../db/event.ts";
import { countOwnImages } from "../../db/images/image.ts";
import { findFormers } from "../../db/labels/labelSpace.ts";
import { listPredictors } from "../../db/proposals/predictor.ts";
import type { Db } from "../../db/schema.ts";
import { findChance } from "../../db/sql/chance.ts";
import { newId } from "../../db/sql/newId.ts";
import type { Context } from "../context.ts";
import { lockQueue } from "../lock.ts";
import { findPredictors } from "../proposals/combineProposals.ts";
import { gatherCandidates } from "./parts/gatherCandidates.ts";

/** How sheets should be made. */
export interface SheetWishes {
  /** Labels taken from each model's ranking; 0: original labels alone. */
  topK: number;
  /** Names of models, or the first characters of their SHA-256; where left out, every model with predictions. */
  models?: readonly string[] | undefined;
  /** Images per sheet. */
  size: number;
  /** The share of a sheet's images for which it is known whether they hold the label. */
  controlShare: number;
  /** How many people get each sheet. */
  workers: number;
  seed: number;
  /** Keys of the images to ask about; where left out, all of the project. */
  images?: readonly string[] | undefined;
}

/** Tsipras et al. (2020) took five labels of each model and asked nine people. */
export const defaultWishes: SheetWishes = {
  topK: 5,
  size: defaultSheetSize,
  controlShare: 0.1,
  workers: 9,
  seed: 1,
};

export interface SheetPreview {
  /** Images asked about, and their labels. */
  images: number;
  labels: number;
  /** Pairs of an image and a label. */
  pairs: number;
  sheets: number;
  /** Photos on the sheets, including controls. */
  photos: number;
  controls: { holding: number; notHolding: number };
  /**
   * Labels whose sheets lack controls that hold them, or controls that do not: misses, or false ticks, are not
   * measured.
   */
  labelsWithout: { holding: number; notHolding: number };
  /** Sheets that are not full, because their label has too few candidates. */
  shortSheets: number;
  /** Answers on photos that people have to give. */
  answers: number;
  hours: number;
  /** What the hours are based on; `isMeasured`: on the answers so far. */
  secondsPerPhoto: number;
  isMeasured: boolean;
  models: string[];
  /** Pairs that are on sheets of an earlier plan. */
  onSheets: number;
  /** Images of the project that cannot be shown: their file is missing, damaged or not checked yet. */
  notShown: number;
}

interface Planned {
  preview: SheetPreview;
  sheets: PlannedSheet[];
}

/** Maximum number of keys that a refusal names. */
const named = 20;

/**
 * Plans sheets without making them: each label's candidates, dealt to sheets with controls among them. What an earlier
 * plan asks is left out, so that a plan can be added for later images.
 *
 * @throws Failure `not-ready` where there is nothing to ask; `not-found` for models or images that do not exist;
 *   `bad-request` where a sheet is too small for its controls
 */
export async function planContains(db: Db, project: string, wishes: SheetWishes): Promise<Planned> {
  const { topK, size, controlShare, workers, seed } = wishes;
  if (size < 2) throw new Failure("bad-request", "A sheet takes at least 2 images.");
  const predictors = await listPredictors(db, project);
  const models = wishes.models ? findPredictors(predictors, wishes.models) : predictors;
  const chance = within(await findChance(db), `${project} contains ${seed}`);
  const gathered = await gatherCandidates(db, {
    project,
    models: topK === 0 ? [] : models.map(({ id }) => id),
    topK,
    images: wishes.images && new Set(wishes.images),
    formers: await findFormers(db, project),
    chance,
  });
  checkImages(wishes.images, gathered.unknown);
  if (gathered.labels.length === 0) throw nothingToAsk(gathered.images, gathered.onSheets);
  const sheets = planSheets(gathered.labels, { size, controlShare, chance });
  const photos = sheets.reduce((sum, { images }) => sum + images.length, 0);
  const controlsOf = (known: boolean) =>
    sheets.reduce((sum, { images }) => sum + images.filter(({ control }) => control === known).length, 0);
  const labelsWithout = (known: boolean) => {
    const having = sheets.filter(({ images }) => images.some(({ control }) => control === known));
    return gathered.labels.length - new Set(having.map(({ label }) => label)).size;
  };
  const measured = await findSecondsPerPhoto(db, project);
  const secondsPerPhoto = measured ?? assumedSecondsPerPhoto;
  const asked = new Set(gathered.labels.flatMap(({ candidates }) => candidates));
  const full = size - countControls(size, controlShare);
  const preview: SheetPreview = {
    images: asked.size,
    labels: gathered.labels.length,
    pairs: gathered.labels.reduce((sum, { candidates }) => sum + candidates.length, 0),
    sheets: sheets.length,
    photos,
    controls: { holding: controlsOf(true), notHolding: controlsOf(false) },
    labelsWithout: { holding: labelsWithout(true), notHolding: labelsWithout(false) },
    shortSheets: sheets.filter(({ images }) => images.filter(({ control }) => control === null).length < full)
      .length,
    answers: photos * workers,
    hours: (photos * workers * secondsPerPhoto) / 3600,
    secondsPerPhoto,
    isMeasured: measured !== null,
    models: topK === 0 ? [] : models.map(({ name }) => name),
    onSheets: gathered.onSheets,
    notShown: (await countOwnImages(db, project)) - gathered.all,
  };
  return { preview, sheets };
}

function checkImages(wanted: readonly string[] | undefined, unknown: readonly string[]): void {
  if (!wanted || unknown.length === 0) return;
  const keys =
    unknown.slice(0, named).join(", ") +
    (unknown.length > named ? ` and ${unknown.length - named} more` : "");
  throw new Failure(
    "not-found",
    `${keys}: no such image, or one whose file was not checked yet. Check the keys in the list.`,
    { images: unknown },
  );
}

function nothingToAsk(images: number, onSheets: number): Failure {
  if (onSheets > 0)
    return new Failure(
      "not-ready",
      "There is nothing to plan: every image is on sheets with all its candidate labels.",
    );
  const message =
    images === 0
      ? "There is nothing to plan: no image of the project can be shown yet. Import images, and run `propose`."
      : "There is nothing to plan: sheets ask about the original labels of images and what models predict, and no image has either. Import labels or predictions, or have a model propose. Where objects are marked next, they can be marked among all proposals instead (settings, objectsCandidates).";
  return new Failure("not-ready", message);
}

/**
 * Makes sheets as planned.
 *
 * @param input.person the person who makes them; left out at the command line
 * @param input.expected how many sheets the plan showed: if the number has changed, none is made
 * @throws Failure as `planContains`, and `conflict` where the plan is no longer the one shown
 */
export async function makeSheets(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  {
    project,
    person = null,
    expected,
    ...wishes
  }: SheetWishes & { project: string; person?: string | null; expected?: number | undefined },
): Promise<SheetPreview & { plan: number }> {
  return ctx.db.transaction().execute(async (db) => {
    await lockQueue(db, ctx.dialect, `${project} contains`);
    const { preview, sheets } = await planContains(db, project, wishes);
    if (expected !== undefined && expected !== preview.sheets) {
      throw new Failure(
        "conflict",
        `The plan was for ${expected} sheets, and it would be ${preview.sheets} now. Look at the plan again.`,
      );
    }
    const at = ctx.now().toISOString();
    const { images: _, ...method } = wishes;
    const { number } = await insertSheetPlan(
      db,
      {
        id: newId(),
        projectId: project,
        methodJson: JSON.stringify({ ...method, models: preview.models }),
        createdAt: at,
        createdBy: person,
      },
      { sheets, workers: wishes.workers },
    );
    await insertEvent(db, {
      project,
      at,
      person,
      kind: "contains-planned",
      after: {
        plan: number,
        ...method,
        models: preview.models,
        sheets: preview.sheets,
        photos: preview.photos,
      },
    });
    return { ...preview, plan: number };
  });
}
