import { carryOriginals } from "../../../core/labels/labelFate.ts";
import { findOutcome } from "../../../core/outcome/findOutcome.ts";
import { type AppliedRuling, applyRulings } from "../../../core/rulings/applyRulings.ts";
import type { RuledLabel } from "../../../core/rulings/settleByRuling.ts";
import { openingOf } from "../../../core/stages/protocol.ts";
import { stagesWith } from "../../../core/stages/rulesOf.ts";
import { listEnded } from "../../../db/asking.ts";
import { listKeysOf, listOriginalLabelsOf } from "../../../db/images/image.ts";
import { findFormers } from "../../../db/labels/labelSpace.ts";
import { listAgreementsOf } from "../../../db/outcome/agreement.ts";
import type { Project } from "../../../db/project/project.ts";
import { listRulingsOn } from "../../../db/rulings/application.ts";
import { listHolders } from "../../../db/rulings/ruling.ts";
import type { Db } from "../../../db/schema.ts";
import { listSubmittedOf } from "../../../db/tasks/annotation.ts";
import { listAssignmentsOf } from "../../../db/tasks/assignment.ts";
import { type KeptReason, whyKept } from "../../outcome/whyKept.ts";

const chunkSize = 400;

/**
 * Why an image is left alone: an expert has opened it, a lead sent it to refinement, or a release holds it; or, found
 * later, the sample's judge found the ruling wrong there, or the ruling no longer settles it.
 */
export type LeftReason = KeptReason | "wrong" | "changed";

export interface RulableImage {
  image: string;
  key: string;
  /** What the ruling says about disputed labels. */
  labels: RuledLabel[];
  /** Nothing else is disputed, so it no longer needs an expert. */
  isFinished: boolean;
}

export interface LeftImage {
  image: string;
  key: string;
  why: LeftReason;
}

/** The images on which a ruling settles disputes, by key, and those on which it would were they not left alone. */
export async function findRuledImages(
  db: Db,
  project: Project,
  ruling: AppliedRuling,
  images?: readonly string[],
): Promise<{ settled: RulableImage[]; left: LeftImage[] }> {
  const found: { settled: RulableImage[]; left: LeftImage[] } = { settled: [], left: [] };
  if (!openingOf(project.settings).compare) return found;
  const holders = images ?? [
    ...new Set((await listHolders(db, project.id, ruling.labels)).map(({ image }) => image)),
  ];
  for (let first = 0; first < holders.length; first += chunkSize) {
    const { settled, left } = await readChunk(db, project, ruling, holders.slice(first, first + chunkSize));
    found.settled.push(...settled);
    found.left.push(...left);
  }
  found.settled.sort(byKey);
  found.left.sort(byKey);
  return found;
}

const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);

async function readChunk(db: Db, project: Project, ruling: AppliedRuling, images: readonly string[]) {
  const { settings } = project;
  const agreements = await listAgreementsOf(db, images);
  const disputed = images.filter((image) => agreements.get(image)?.agreed === false);
  if (disputed.length === 0) return { settled: [], left: [] };
  const experts = Map.groupBy(
    await listAssignmentsOf(db, disputed, stagesWith("final")),
    ({ imageId }) => imageId,
  );
  const waiting = disputed.filter((image) => !experts.get(image)?.some(({ state }) => state === "submitted"));
  if (waiting.length === 0) return { settled: [], left: [] };
  const kept = await whyKept(db, waiting);
  const keys = await listKeysOf(db, waiting);
  const originals = await listOriginalLabelsOf(db, waiting);
  const annotations = await listSubmittedOf(db, waiting, [openingOf(settings).name]);
  const before = await listRulingsOn(db, waiting);
  const ended = await listEnded(db, waiting);
  const formers = await findFormers(db, project.id);

  const settled: RulableImage[] = [];
  const left: LeftImage[] = [];
  for (const image of waiting) {
    const decisions = (annotations.get(image) ?? []).map((annotation) =>
      annotation.decisions.filter(({ label }) => !formers.has(label)),
    );
    const rulings = before.get(image) ?? [];
    const { ruled } = applyRulings(applyRulings(decisions, rulings).annotations, [ruling]);
    if (ruled.length === 0) continue;
    const key = keys.get(image) ?? image;
    const why = kept.get(image);
    if (why) {
      left.push({ image, key, why });
      continue;
    }
    const original = carryOriginals(originals.get(image) ?? [], formers);
    const outcome = findOutcome(decisions, original, settings, null, {
      isEnded: ended.has(image),
      rulings: [...rulings, ruling],
    });
    settled.push({ image, key, labels: ruled, isFinished: outcome?.agreed === true });
  }
  return { settled, left };
}
