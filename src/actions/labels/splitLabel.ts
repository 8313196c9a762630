import type { LabelChanged } from "../../contract/labels/labelChange.ts";
import type { NewLabel } from "../../core/labels/planLabelChange.ts";
import type { Context } from "../context.ts";
import { type ChangeInput, changeLabels } from "./parts/changeLabels.ts";

/**
 * Splits a label into new ones, which replace it wherever it is proposed. Nobody knows which of them an earlier answer
 * means: it is kept, and people have to be asked again about every image that holds the label.
 *
 * @throws Failure as `changeLabels`
 */
export const splitLabel = (
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { label, into, ...input }: ChangeInput & { label: number; into: readonly NewLabel[] },
): Promise<LabelChanged> => changeLabels(ctx, input, { verb: "split", label, into });
