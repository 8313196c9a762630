import { type AuditState, compareAnswers } from "../../../core/auditSample/compareAnswers.ts";
import { within } from "../../../core/chance.ts";
import { standIns } from "../../../core/labels/labelFate.ts";
import { type AnswersOfImage, listAuditAnswers } from "../../../db/auditSample/auditAnswers.ts";
import { findFormers } from "../../../db/labels/labelSpace.ts";
import type { Db } from "../../../db/schema.ts";
import { findChance } from "../../../db/sql/chance.ts";

/** What experts answered about an image of an audit sample, and its state. */
export interface StateOfImage {
  answers: AnswersOfImage["answers"];
  state: AuditState;
  /** Its state before anything was settled. */
  findBefore(): AuditState;
}

/**
 * The state of each image of a project's audit samples by its experts' answers. Labels are compared as they are offered
 * now.
 */
export async function readStates(
  db: Db,
  project: string,
  images: readonly string[],
): Promise<Map<string, StateOfImage>> {
  const [stored, formers, chance] = [
    await listAuditAnswers(db, images),
    await findFormers(db, project),
    await findChance(db),
  ];
  const now = (labels: readonly number[]) => [
    ...new Set(labels.flatMap((label) => standIns(label, formers))),
  ];
  return new Map(
    Array.from(stored, ([image, { answers, settlement, released, offered }]) => {
      const known = {
        released: now(released),
        offered: now(offered),
        chance: within(chance, `${image} audit`),
      };
      return [
        image,
        {
          answers,
          state: compareAnswers(answers, { ...known, settlement }),
          findBefore: () => compareAnswers(answers, { ...known, settlement: null }),
        },
      ];
    }),
  );
}
