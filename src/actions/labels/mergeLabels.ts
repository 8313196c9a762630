import type { LabelChanged } from "../../contract/labels/labelChange.ts";
import type { Context } from "../context.ts";
import { carryAnswers } from "./parts/carryAnswers.ts";
import { type ChangeInput, changeLabels } from "./parts/changeLabels.ts";

/**
 * Merges a label into another. Each person's answers on the two become one: yes if either is yes, else unsure if either
 * is unsure; no only if both were asked and are no, otherwise that person has to be asked again. The earlier answers
 * are kept, and images that are not refined or released are compared anew.
 *
 * @throws Failure as `changeLabels`
 */
export const mergeLabels = (
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { label, into, ...input }: ChangeInput & { label: number; into: number },
): Promise<LabelChanged> =>
  changeLabels(ctx, input, { verb: "merge", label, into }, (db, { project, version, at }) =>
    carryAnswers(db, { project, version, at, label, into }),
  );
