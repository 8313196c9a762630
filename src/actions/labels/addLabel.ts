import type { LabelChanged } from "../../contract/labels/labelChange.ts";
import type { NewLabel } from "../../core/labels/planLabelChange.ts";
import type { Context } from "../context.ts";
import { type ChangeInput, changeLabels } from "./parts/changeLabels.ts";

/**
 * Adds a label after all others, so that no class of a model moves. People find it by search; finished images stay as
 * they are.
 *
 * @throws Failure as `changeLabels`: a name or key of another label, even one that is no longer offered
 */
export const addLabel = (
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { label, ...input }: ChangeInput & { label: NewLabel },
): Promise<LabelChanged> => changeLabels(ctx, input, { verb: "add", ...label });
