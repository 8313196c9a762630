import type { LabelChanged } from "../../contract/labels/labelChange.ts";
import type { Context } from "../context.ts";
import { type ChangeInput, changeLabels } from "./parts/changeLabels.ts";

/**
 * Offers a label no more: neither as a proposal, nor in the search, nor in refinement. Answers on it are kept; new releases
 * leave it out, and say so. Images that held nothing else have to be asked again.
 *
 * @param input.back offers a label again that was retired
 * @throws Failure as `changeLabels`
 */
export const retireLabel = (
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { label, back = false, ...input }: ChangeInput & { label: number; back?: boolean },
): Promise<LabelChanged> => changeLabels(ctx, input, { verb: back ? "restore" : "retire", label });
