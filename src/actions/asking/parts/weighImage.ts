import type { AnswerCode, AskingVerdict, LabelSoFar } from "../../../core/asking/weighAnswer.ts";
import { type AskedAnew, answerCodes, knownOf, weighAnswer } from "../../../core/asking/weighAnswer.ts";
import { carryOriginals, carryRanking } from "../../../core/labels/labelFate.ts";
import type { ProjectSettings } from "../../../core/project/settings.ts";
import { openingOf } from "../../../core/stages/protocol.ts";
import type { Answer } from "../../../core/tasks/decision.ts";
import { isDrawn } from "../../../core/tasks/isDrawn.ts";
import { findAskingRule } from "../../../db/asking.ts";
import { listOriginalLabels } from "../../../db/images/image.ts";
import { findFormers } from "../../../db/labels/labelSpace.ts";
import { findProposal } from "../../../db/proposals/proposal.ts";
import type { Db } from "../../../db/schema.ts";
import { findChance } from "../../../db/sql/chance.ts";

/** What one person said about some labels of an image. */
export interface GivenAnswers {
  decisions: readonly { label: number; answer: Answer }[];
}

/** The same by label. */
export const saidBy = ({ decisions }: GivenAnswers): Map<number, AnswerCode> =>
  new Map(decisions.map(({ label, answer }) => [label, answerCodes[answer]]));

/**
 * Weighs another answer on an image by its project's rule; undefined where nothing can end early: too few people have
 * answered, or all have, no rule was learned for this many answers, or the image is one of those that are asked about
 * in full.
 *
 * @param given the answers of each person whose answer counts
 */
export async function weighImage(
  db: Db,
  { project, image, settings }: { project: string; image: string; settings: ProjectSettings },
  given: readonly GivenAnswers[],
): Promise<{ verdict: AskingVerdict; version: number } | undefined> {
  const { asksAnew } = openingOf(settings);
  const { fewestAnswers, overlap, fullShare } = settings;
  if (asksAnew === null || fewestAnswers === 0 || given.length < fewestAnswers) return undefined;
  const stored = await findAskingRule(db, project);
  // A rule learned for another number of answers cannot predict what follows.
  if (stored?.rule.by !== asksAnew || stored.rule.next.depth !== overlap) return undefined;
  if (isDrawn(await findChance(db), "full", image, fullShare)) return undefined;
  const formers = await findFormers(db, project);
  const originals = carryOriginals(await listOriginalLabels(db, image), formers);
  const proposals = carryRanking((await findProposal(db, image))?.ranking ?? [], formers);
  const labels = gatherLabels(given.map(saidBy), asksAnew, {
    originals,
    proposals: proposals.map(({ label }) => label),
  }).filter(({ label }) => !formers.has(label));
  const verdict = weighAnswer(stored.rule, labels);
  // Everybody was asked, though perhaps about some labels only: the rule knows the rest, as where asking ended early.
  if (given.length >= overlap) {
    const isWhole = labels.every(({ answers }) => answers.length === given.length);
    return isWhole ? undefined : { verdict: { ...verdict, labels: [] }, version: stored.version };
  }
  return { verdict, version: stored.version };
}

/**
 * The labels of an image that anybody was asked about. A person who works on a whole page says no to whatever they did
 * not choose, even where they did not look: it would not be among their labels.
 */
export function gatherLabels(
  people: readonly ReadonlyMap<number, AnswerCode>[],
  by: AskedAnew,
  { originals, proposals }: { originals: readonly number[]; proposals: readonly number[] },
): LabelSoFar[] {
  const labels = new Set(people.flatMap((said) => [...said.keys()]));
  return [...labels]
    .sort((a, b) => a - b)
    .map((label) => ({
      label,
      known: knownOf(label, originals, proposals),
      answers: people.flatMap((said) => said.get(label) ?? (by === "page" ? [0 as const] : [])),
    }));
}
