import type { AnsweredImage } from "../../../core/asking/learnRule.ts";
import { carryOriginals } from "../../../core/labels/labelFate.ts";
import type { ProjectSettings } from "../../../core/project/settings.ts";
import { seededRandom } from "../../../core/seededRandom.ts";
import { openingOf } from "../../../core/stages/protocol.ts";
import { isDrawn } from "../../../core/tasks/isDrawn.ts";
import { findFirstRuleTime, listWholeAnswered, type WholeAnswered } from "../../../db/asking.ts";
import { listOriginalLabelsOf } from "../../../db/images/image.ts";
import { findFormers } from "../../../db/labels/labelSpace.ts";
import { findFinalLabelsOf } from "../../../db/outcome/finalLabels.ts";
import { listProposedLabels } from "../../../db/proposals/proposal.ts";
import type { Db } from "../../../db/schema.ts";
import { findChance } from "../../../db/sql/chance.ts";
import { listVotesOf } from "../../../db/votes.ts";
import { gatherLabels, saidBy } from "./weighImage.ts";

/** More images hardly improve a rule, and each takes long to try. */
const mostImages = 500;

/** What a rule is learned from. */
export interface Answered {
  images: AnsweredImage[];
  /** Images that everybody answered and that were not selected by their answers. */
  whole: number;
  /** Those of them that are disputed and still wait for an expert. */
  waiting: number;
}

/**
 * The images that show where asking everybody leads: those that everybody answered before there was a rule, and those
 * that are asked about in full whatever a rule says. Images that went on to the last answer because they are hard would
 * bias it. Where disputed images still wait for an expert, the same share of the undisputed ones is left out at random,
 * so that both keep their true proportion.
 */
export async function readAnswered(
  db: Db,
  { project, settings }: { project: string; settings: ProjectSettings },
): Promise<Answered> {
  const { asksAnew } = openingOf(settings);
  const whole = await listWhole(db, { project, settings });
  const final = new Map<string, number[]>();
  const ids = whole.map(({ image }) => image);
  for (let from = 0; from < ids.length; from += chunkSize)
    for (const [image, labels] of await findFinalLabelsOf(db, ids.slice(from, from + chunkSize)))
      final.set(image, labels);
  const chosen = inProportion(whole, final, project).slice(0, mostImages);
  const formers = await findFormers(db, project);
  const originals = await listOriginalLabelsOf(db, chosen);
  const proposals = await listProposedLabels(db, chosen);
  const votes = await listVotesOf(
    db,
    chosen.map((id) => ({ id, key: id })),
  );
  const images = votes.map(({ id, annotations }): AnsweredImage => {
    const people = annotations.map(saidBy);
    const theirs = carryOriginals(originals.get(id) ?? [], formers);
    const truth = new Set(final.get(id));
    const by = asksAnew ?? "page";
    const labels = gatherLabels(people, by, { originals: theirs, proposals: proposals.get(id) ?? [] })
      .filter(({ label }) => !formers.has(label))
      .map(({ label, known }) => ({ label, known, truth: truth.has(label) ? (1 as const) : (0 as const) }));
    const offered = labels.map(({ label }) => label);
    return {
      image: id,
      originals: theirs,
      labels,
      people:
        by === "labels"
          ? people
          : people.map((said) => new Map(offered.map((label) => [label, said.get(label) ?? 0]))),
    };
  });
  const waiting = whole.filter(({ image, agreed }) => agreed === 0 && !final.has(image)).length;
  return { images, whole: whole.length, waiting };
}

/** How many images a rule could be learned from, whether their labels are final or not. */
export const countToLearnFrom = async (db: Db, about: Parameters<typeof readAnswered>[1]): Promise<number> =>
  (await listWhole(db, about)).length;

async function listWhole(
  db: Db,
  { project, settings }: { project: string; settings: ProjectSettings },
): Promise<WholeAnswered[]> {
  const { overlap, fullShare } = settings;
  const first = await findFirstRuleTime(db, project);
  const chance = await findChance(db);
  const answered = await listWholeAnswered(db, { project, stage: openingOf(settings).name, overlap });
  return answered.filter(
    ({ image, at }) => first === undefined || at < first || isDrawn(chance, "full", image, fullShare),
  );
}

const chunkSize = 500;

function inProportion(
  whole: readonly WholeAnswered[],
  final: ReadonlyMap<string, unknown>,
  project: string,
): string[] {
  const disputed = whole.filter(({ agreed }) => agreed === 0);
  const known = disputed.filter(({ image }) => final.has(image)).length;
  const share = disputed.length === 0 ? 1 : known / disputed.length;
  const random = seededRandom(`asking ${project}`);
  return whole.flatMap(({ image, agreed }) => {
    const isKept = random() < share;
    return final.has(image) && (agreed === 0 || isKept) ? [image] : [];
  });
}
