import type { LabelChanged } from "../../contract/labels/labelChange.ts";
import type { NewLabel } from "../../core/labels/planLabelChange.ts";
import type { Context } from "../context.ts";
import { type ChangeInput, changeLabels } from "./parts/changeLabels.ts";

/**
 * Adds a label behind all others, so that no class of a model moves. People find it by search; images that are finished
 * stay as they are.
 *
 * @throws Failure as `changeLabels`: a name or key that is another label's, even of one that is not offered any more
 */
export const addLabel = (
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { label, ...input }: ChangeInput & { label: NewLabel },
): Promise<LabelChanged> => changeLabels(ctx, input, { verb: "add", ...label });
