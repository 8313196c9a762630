import { Failure } from "../../contract/failure.ts";
import {
  type BatchOrder,
  type PartnerRule,
  type PlannedBatch,
  planBatches,
} from "../../core/batches/planBatches.ts";
import { within } from "../../core/chance.ts";
import { openingMode } from "../../core/stages/protocol.ts";
import { stagesWith } from "../../core/stages/rulesOf.ts";
import { listImagesToDeal } from "../../db/batches.ts";
import { listMembers } from "../../db/people/person.ts";
import { findOpenPilot } from "../../db/pilot.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import { findChance } from "../../db/sql/chance.ts";
import { listAssignmentsOf } from "../../db/tasks/assignment.ts";

/** How images should be split and who should get them. */
export interface BatchWishes {
  /** Person ids; fixed partners stand one after the other. */
  annotators: readonly string[];
  /** How many batches, or else how many images per batch. */
  batches?: number | undefined;
  perBatch?: number | undefined;
  order?: BatchOrder | undefined;
  partners?: PartnerRule | undefined;
  /** Annotators per batch; where left out, as the project's settings say. */
  overlap?: number | undefined;
  seed: number;
  /** Keys of the images to give; where left out, all that nobody has. */
  images?: readonly string[] | undefined;
  /** Also give images that somebody already has, if they lack annotators. */
  again?: boolean | undefined;
}

/** How many images a refusal names. */
const named = 20;

/**
 * Plans batches without giving anything to anybody.
 *
 * @throws Failure `not-ready` where there is nothing to give; `bad-request` where people, size and overlap do not fit;
 *   `already-exists` with the images where batches would overlap
 */
export async function planAssignment(
  db: Db,
  project: string,
  wishes: BatchWishes,
): Promise<{ images: number; batches: PlannedBatch[]; overlap: number }> {
  const { settings } = await getProject(db, project);
  if (openingMode(settings) === "pull") {
    throw new Failure(
      "not-ready",
      "This project hands out images one by one, so there are no batches to give. Choose batches in its settings first.",
    );
  }
  if (await findOpenPilot(db, project)) {
    throw new Failure(
      "not-ready",
      "A pilot is open: the work begins once its guideline is frozen, on the page Pilot.",
    );
  }
  const { overlap = settings.overlap } = wishes;
  if (overlap < 1 || overlap > settings.overlap) {
    throw new Failure(
      "bad-request",
      `The project asks for ${settings.overlap} annotators per image, so a batch cannot have ${overlap}.`,
    );
  }
  await checkAnnotators(db, project, wishes.annotators);
  const images = await chooseImages(db, project, wishes, settings.overlap - overlap);
  const size = wishes.perBatch === undefined ? { batches: wishes.batches ?? 1 } : { images: wishes.perBatch };
  const { order = "random", partners = "mixed", seed } = wishes;
  const chance = within(await findChance(db), `${project} batches ${seed}`);
  const batches = planOrFail(images, wishes.annotators, { size, order, partners, overlap, chance });
  if (wishes.again) await checkNobodyTwice(db, images, batches);
  return { images: images.length, batches, overlap };
}

async function checkAnnotators(db: Db, project: string, annotators: readonly string[]): Promise<void> {
  const members = await listMembers(db, project);
  const able = new Set(members.filter(({ roles }) => roles.includes("annotator")).map(({ id }) => id));
  if (annotators.some((person) => !able.has(person))) {
    throw new Failure("bad-request", "Only annotators of this project can get batches. Load the page again.");
  }
}

/** @param mayHave how many people may already have an image */
async function chooseImages(
  db: Db,
  project: string,
  { images: keys, again = false }: BatchWishes,
  mayHave: number,
) {
  const all = await listImagesToDeal(db, project);
  const wanted = keys && new Set(keys);
  const known = new Set(all.map(({ key }) => key));
  const unknown = [...(wanted ?? [])].filter((key) => !known.has(key));
  if (unknown.length > 0) {
    throw new Failure(
      "not-found",
      `${listed(unknown)}: no such image, or one that has no proposals or waits for an expert. Check the keys in the list.`,
      { images: unknown },
    );
  }
  const chosen = wanted ? all.filter(({ key }) => wanted.has(key)) : all;
  const taken = chosen.filter(({ annotators }) => annotators > (again ? mayHave : 0)).map(({ key }) => key);
  if (wanted && taken.length > 0) {
    throw new Failure(
      "already-exists",
      again
        ? `${listed(taken)}: these would have more annotators than the project asks for. Take them off the list.`
        : `${listed(taken)}: these are in a batch already. Take them off the list, or ask for further annotators.`,
      { images: taken },
    );
  }
  const left = chosen.filter(({ annotators }) => annotators <= (again ? mayHave : 0));
  const free = again && !wanted ? left.filter(({ annotators }) => annotators > 0) : left;
  if (free.length === 0) {
    throw new Failure(
      "not-ready",
      again
        ? "There is nothing to assign: no image lacks that many annotators."
        : "There is nothing to assign: every image with proposals has its annotators. New images need `propose` first, or `propose --search-only` where people are to search for every label.",
    );
  }
  return free;
}

/** A person who already has an image of a batch cannot get the batch. */
async function checkNobodyTwice(
  db: Db,
  images: readonly { id: string; key: string }[],
  batches: readonly PlannedBatch[],
): Promise<void> {
  const keyOf = new Map(images.map(({ id, key }) => [id, key]));
  const holders = Map.groupBy(
    await listAssignmentsOf(db, [...keyOf.keys()], stagesWith("compared")),
    ({ imageId }) => imageId,
  );
  const twice = batches.flatMap((batch) =>
    batch.images.filter((image) =>
      holders.get(image)?.some(({ personId }) => batch.annotators.includes(personId)),
    ),
  );
  if (twice.length === 0) return;
  const keys = twice.map((image) => keyOf.get(image) ?? image);
  throw new Failure(
    "already-exists",
    `${listed(keys)}: somebody would get these twice. Choose annotators who do not have them, or another seed.`,
    { images: keys },
  );
}

function planOrFail(...input: Parameters<typeof planBatches>) {
  try {
    return planBatches(...input);
  } catch (error) {
    if (error instanceof RangeError) throw new Failure("bad-request", error.message);
    throw error;
  }
}

const listed = (keys: readonly string[]) =>
  keys.slice(0, named).join(", ") + (keys.length > named ? ` and ${keys.length - named} more` : "");
