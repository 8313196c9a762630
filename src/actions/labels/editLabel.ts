import type { LabelChanged } from "../../contract/labels/labelChange.ts";
import type { LabelContent } from "../../core/labels/planLabelChange.ts";
import type { Context } from "../context.ts";
import { type ChangeInput, changeLabels } from "./parts/changeLabels.ts";

/**
 * Changes a label's name and explanation. Its key and index stay; a name that it loses becomes a synonym, unless
 * synonyms are given, so that files still match it. No answer changes.
 *
 * @throws Failure as `changeLabels`
 */
export const editLabel = (
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { label, content, ...input }: ChangeInput & { label: number; content: LabelContent },
): Promise<LabelChanged> => changeLabels(ctx, input, { verb: "edit", label, ...content });
